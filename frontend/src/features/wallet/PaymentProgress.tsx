import { Trans } from "@lingui/react/macro";
import type { ContractError, ContractErrorName } from "@jiaozi/sdk/contract-errors";
import { currencyByNumber } from "@jiaozi/sdk/currencies";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { useSigner } from "../../app/keys/useSigner.ts";
import { Amount } from "../../components/Amount.tsx";
import { Button, buttonClass } from "../../components/Button.tsx";
import { Notice } from "../../components/Notice.tsx";
import { PhonePlace } from "../../components/PhonePlace.tsx";
import type { ApprovedPayment } from "./approvedPayment.ts";
import { type ApprovalStep, type Approved, useApproval } from "./useApproval.ts";

interface PaymentProgressProps {
  approved: ApprovedPayment;
  when: Approved;
  /** It certainly was not paid: back to the review. */
  onGaveUp: () => void;
}

/** From the approval to its end, which only the chain's event or the request's expiry can tell. */
export function PaymentProgress({ approved, when, onGaveUp }: PaymentProgressProps) {
  const { step, isFetching, send, drop } = useApproval(approved, when);
  const currency = currencyByNumber(approved.currency);
  const giveUp = () => (drop(), onGaveUp());
  return (
    <PhonePlace title={<Trans>Payment</Trans>}>
      <div className="flex flex-col items-center gap-2 pt-8 text-center">
        <h2 className="max-w-full text-title font-semibold wrap-anywhere">
          <bdi>{approved.merchantName}</bdi>
        </h2>
        {currency && (
          <Amount amountMinor={approved.amountMinor + approved.tipMinor} currency={currency} size="amount" />
        )}
      </div>
      <Step step={step} isChecking={isFetching} onSend={send} onGiveUp={giveUp} onLeave={drop} />
    </PhonePlace>
  );
}

interface StepProps {
  step: ApprovalStep;
  isChecking: boolean;
  onSend: () => void;
  onGiveUp: () => void;
  onLeave: () => void;
}

function Step({ step, isChecking, onSend, onGiveUp, onLeave }: StepProps) {
  const { source } = useSigner("wallet");
  if (step.kind === "sending" && source === "injected")
    return <Waiting words={<Trans>Approve it in your wallet…</Trans>} />;
  if (step.kind === "sending" || step.kind === "sent" || step.kind === "included") {
    return <Waiting words={<Trans>Paying…</Trans>} />;
  }
  if (step.kind === "looking") return <Waiting words={<Trans>Looking for your payment…</Trans>} />;
  if (step.kind === "unknown") {
    return (
      <>
        <Notice
          kind="attention"
          title={<Trans>We are checking whether your payment went through</Trans>}
          action={
            <Button isBusy={isChecking} onClick={onSend}>
              <Trans>Send it again</Trans>
            </Button>
          }
        >
          <Trans>You approved it, and no answer has come yet. Sending it again cannot make you pay twice.</Trans>
        </Notice>
        <HomeLink />
      </>
    );
  }
  return (
    <>
      <Notice kind="refused" title={<Trans>Not paid</Trans>}>
        {step.kind === "refused" ? sentenceOf(step.refusal) : SENTENCES[step.kind]}
      </Notice>
      {step.kind === "not sent" && (
        <Button kind="primary" width="full" onClick={onSend}>
          <Trans>Send it now</Trans>
        </Button>
      )}
      {step.kind === "refused" && DEAD.has(step.refusal.name) ? (
        <Link href="/scan" className={buttonClass("primary", "full")}>
          <Trans>Scan another code</Trans>
        </Link>
      ) : (
        <Button width="full" onClick={onGiveUp}>
          <Trans>Back to the payment</Trans>
        </Button>
      )}
      <HomeLink onLeave={onLeave} />
    </>
  );
}

/** No later try of this code can end differently. */
const DEAD: ReadonlySet<ContractErrorName> = new Set<ContractErrorName>([
  "MerchantNotActive",
  "RequestAlreadyCancelled",
  "RequestAlreadyPaid",
  "RequestExpired",
  "TerminalExpired",
  "TerminalNotActive",
]);

/** What this wallet itself has paid leads to its receipt, so that here it was somebody else. */
function sentenceOf({ name, sentence }: ContractError): ReactNode {
  if (name !== "RequestAlreadyPaid") return sentence;
  return <Trans>Somebody else has paid this code. Nothing was taken from you; ask the shop for a new one.</Trans>;
}

const SENTENCES = {
  declined: <Trans>You declined it in your wallet. Nothing was taken.</Trans>,
  mismatch: <Trans>Your wallet has changed to another account or network. Nothing was taken; choose it again.</Trans>,
  "not sent": <Trans>Your payment has not left this device. Nothing was taken.</Trans>,
  "not included": <Trans>The payment was not taken up. Nothing was taken; ask the shop for a new code.</Trans>,
};

function Waiting({ words }: { words: ReactNode }) {
  return <output className="animate-breathe block text-center text-lead">{words}</output>;
}

function HomeLink({ onLeave }: { onLeave?: () => void }) {
  return (
    <Link href="/" className={buttonClass("plain", "full")} onClick={onLeave}>
      <Trans>Home</Trans>
    </Link>
  );
}
