import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import { Link } from "wouter";
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
import { useCodeText, useVerifiedCode } from "./useVerifiedCode.ts";

/** A code on its way to being paid: verified, reviewed, approved, or stopped. */
export function Review({ accounts }: { accounts: readonly Account[] }) {
  const text = useCodeText();
  return <ReviewCode key={text} text={text} accounts={accounts} />;
}

function ReviewCode({ text, accounts }: { text: string; accounts: readonly Account[] }) {
  const { address } = useSigner("wallet");
  const { genesisHash } = useNetwork().deployment;
  const { data: code, isError, refetch } = useVerifiedCode(text);
  // What was approved before a reload is found by its code's text: also when the code has expired since
  const [found, setFound] = useState(() => loadApproved(genesisHash, address, text));
  const [approved, setApproved] = useState<ApprovedPayment>();
  const giveUp = () => (setFound(undefined), setApproved(undefined));

  if (approved) return <PaymentProgress approved={approved} isApproved="now" onGaveUp={giveUp} />;
  if (found) return <PaymentProgress approved={found} isApproved="before" onGaveUp={giveUp} />;
  if (isError) {
    return (
      <PhonePlace
        title={<Trans>Payment</Trans>}
        action={
          <Button kind="primary" width="full" onClick={() => void refetch()}>
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
  if (!code) {
    return (
      <PhonePlace title={<Trans>Checking the code</Trans>}>
        <Skeleton shape="line" />
        <Skeleton shape="amount" />
        <Skeleton shape="row" count={3} />
      </PhonePlace>
    );
  }
  if ("stopped" in code) {
    return (
      <PhonePlace
        title={<Trans>Payment</Trans>}
        action={
          <Link href="/scan" className={buttonClass("primary", "full")}>
            <Trans>Scan another code</Trans>
          </Link>
        }
      >
        <StoppedCodeView code={code} />
      </PhonePlace>
    );
  }
  return <ReviewPayment code={code} accounts={accounts} onApproved={setApproved} />;
}
