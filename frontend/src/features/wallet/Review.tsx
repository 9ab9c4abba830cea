import { Trans } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import type { Hex } from "viem";
import { Link, Redirect } from "wouter";
import { useSigner } from "../../app/keys/useSigner.ts";
import { useNetwork } from "../../app/network/useNetwork.ts";
import { Button, buttonClass } from "../../components/Button.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { PhonePlace } from "../../components/PhonePlace.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { type ApprovedPayment, loadApproved } from "./approvedPayment.ts";
import { PaymentProgress } from "./PaymentProgress.tsx";
import { ReviewPayment } from "./ReviewPayment.tsx";
import { StoppedCodeView } from "./StoppedCodeView.tsx";
import type { Account } from "./useAccounts.ts";
import { usePayment } from "./usePayment.ts";
import { type StoppedCode, useCodeText, useVerifiedCode } from "./useVerifiedCode.ts";

/** A code on its way to being paid: verified, reviewed, approved, or stopped. */
export function Review({ accounts }: { accounts: readonly Account[] }) {
  const { address } = useSigner("wallet");
  const text = useCodeText();
  return <ReviewCode key={`${address}:${text}`} text={text} accounts={accounts} />;
}

function ReviewCode({ text, accounts }: { text: string; accounts: readonly Account[] }) {
  const { address } = useSigner("wallet");
  const { genesisHash } = useNetwork().deployment;
  const { data: code, isError, refetch } = useVerifiedCode(text);
  // What was approved before a reload is found by its code's text: also when the code has expired since
  const [found, setFound] = useState(() => loadApproved(genesisHash, address, text));
  const [approved, setApproved] = useState<ApprovedPayment>();
  const giveUp = () => (setFound(undefined), setApproved(undefined));

  if (approved) return <PaymentProgress approved={approved} when="now" onGaveUp={giveUp} />;
  if (found) return <PaymentProgress approved={found} when="before" onGaveUp={giveUp} />;
  if (code) {
    const screen =
      "stopped" in code ? (
        <StoppedScreen code={code} />
      ) : (
        <ReviewPayment code={code} accounts={accounts} onApproved={setApproved} onFound={setFound} />
      );
    return code.digest ? <UnlessPaid digest={code.digest}>{screen}</UnlessPaid> : screen;
  }
  return isError ? <NotChecked onRetry={() => void refetch()} /> : <CheckingScreen />;
}

/** A code that this wallet has paid leads to its receipt, also when it has expired since. */
function UnlessPaid({ digest, children }: { digest: Hex; children: ReactNode }) {
  const { data: reading, isPending } = usePayment(digest);
  if (isPending) return <CheckingScreen />;
  return reading?.payment ? <Redirect to={`/payments/${digest}`} replace /> : children;
}

function StoppedScreen({ code }: { code: StoppedCode }) {
  return (
    <PhonePlace
      title={<Trans>Payment</Trans>}
      action={
        <>
          <Link href="/scan" className={buttonClass("primary", "full")}>
            <Trans>Scan another code</Trans>
          </Link>
          <Link href="/" className={buttonClass("plain", "full")}>
            <Trans>Home</Trans>
          </Link>
        </>
      }
    >
      <StoppedCodeView code={code} />
    </PhonePlace>
  );
}

function NotChecked({ onRetry }: { onRetry: () => void }) {
  return (
    <PhonePlace
      title={<Trans>Payment</Trans>}
      action={
        <Button kind="primary" width="full" onClick={onRetry}>
          <Trans>Try again</Trans>
        </Button>
      }
    >
      <EmptyState icon="offline" title={<Trans>The code could not be checked</Trans>}>
        <Trans>The network does not answer. Nothing was taken.</Trans>
      </EmptyState>
    </PhonePlace>
  );
}

function CheckingScreen() {
  return (
    <PhonePlace title={<Trans>Checking the code</Trans>}>
      <Skeleton shape="line" />
      <Skeleton shape="amount" />
      <Skeleton shape="row" count={3} />
    </PhonePlace>
  );
}
