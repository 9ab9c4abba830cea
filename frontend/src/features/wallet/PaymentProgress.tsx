import { Trans } from "@lingui/react/macro";
import { currencyByNumber } from "@jiaozi/sdk/currencies";
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from "react";
import { Link } from "wouter";
import { useSigner } from "../../app/keys/useSigner.ts";
import { useBlock } from "../../app/network/useBlock.ts";
import { useNetwork } from "../../app/network/useNetwork.ts";
import { Amount } from "../../components/Amount.tsx";
import { Button, buttonClass } from "../../components/Button.tsx";
import { Notice } from "../../components/Notice.tsx";
import { PhonePlace } from "../../components/PhonePlace.tsx";
import { type ApprovedPayment, dropApproved } from "./approvedPayment.ts";
import { type ApprovalOutcome, approvePayment, isUnderWay } from "./approvePayment.ts";
import { ReceiptScreen } from "./Receipt.tsx";
import { usePayment } from "./usePayments.ts";

interface PaymentProgressProps {
  approved: ApprovedPayment;
  /** `now`: before the person's eyes. `before`: found again; an old one is sent again only when the person asks. */
  isApproved: "now" | "before";
  /** It certainly was not paid: back to the review. */
  onGaveUp: () => void;
}

const RECENT_SECONDS = 60;

/** From the approval to its end, which only the chain's event or the request's expiry can tell. */
export function PaymentProgress({ approved, isApproved, onGaveUp }: PaymentProgressProps) {
  const network = useNetwork();
  const signer = useSigner("wallet");
  const block = useBlock();
  const { genesisHash } = network.deployment;
  const { data: payment, isFetching, refetch } = usePayment(approved.paymentId);
  const [isSending, setIsSending] = useState(false);
  const [outcome, setOutcome] = useState<ApprovalOutcome>();
  const isBusy = useRef(false);

  const send = useEffectEvent(async () => {
    if (isBusy.current) return;
    isBusy.current = true;
    setIsSending(true);
    const result = await approvePayment(approved, network, signer);
    await refetch();
    setOutcome(result);
    setIsSending(false);
    isBusy.current = false;
  });
  const resume = useEffectEvent(async () => {
    const { data: settled } = await refetch();
    // The page went away between the approval and the sending: the person did approve, just now
    if (settled === null && isRecent(approved) && !(await isUnderWay(network, signer))) await send();
  });
  useEffect(() => {
    void (isApproved === "now" ? send() : resume());
  }, [isApproved]);

  const isOver = block !== undefined && block.timestamp >= approved.expiresAt;
  const isPaid = payment !== null && payment !== undefined;
  useEffect(() => {
    if (isPaid) dropApproved(genesisHash, signer.address, approved.codeText);
  }, [isPaid, genesisHash, signer.address, approved.codeText]);
  useEffect(() => {
    if (isOver) void refetch();
  }, [isOver, refetch]);

  function giveUp() {
    dropApproved(genesisHash, signer.address, approved.codeText);
    onGaveUp();
  }

  if (payment) return <ReceiptScreen payment={payment} arrival="falls" />;
  const currency = currencyByNumber(approved.currency);
  const debit = currency && (
    <Amount amountMinor={approved.amountMinor + approved.tipMinor} currency={currency} size="amount" />
  );
  return (
    <PhonePlace title={<Trans>Payment</Trans>}>
      <div className="flex flex-col items-center gap-2 pt-8 text-center">
        <h2 className="text-title font-semibold">
          <bdi>{approved.merchantName}</bdi>
        </h2>
        {debit}
      </div>
      {isSending || outcome?.kind === "included" ? (
        <output className="animate-breathe block text-center text-lead">
          <Trans>Paying…</Trans>
        </output>
      ) : (
        <Outcome
          outcome={isOver && !isFetching ? { kind: "not included" } : outcome}
          isChecking={isFetching}
          onAgain={() => void send()}
          onGiveUp={giveUp}
        />
      )}
    </PhonePlace>
  );
}

interface OutcomeProps {
  outcome: ApprovalOutcome | undefined;
  isChecking: boolean;
  onAgain: () => void;
  onGiveUp: () => void;
}

function Outcome({ outcome, isChecking, onAgain, onGiveUp }: OutcomeProps) {
  if (outcome?.kind === "refused") {
    return <Stopped title={<Trans>Not paid</Trans>} words={outcome.refusal.sentence} onGiveUp={onGiveUp} />;
  }
  if (outcome?.kind === "declined") {
    return (
      <Stopped
        title={<Trans>Not paid</Trans>}
        words={<Trans>You declined it in your wallet. Nothing was taken.</Trans>}
        onGiveUp={onGiveUp}
      />
    );
  }
  if (outcome?.kind === "mismatch") {
    return (
      <Stopped
        title={<Trans>Not paid</Trans>}
        words={
          <Trans>Your wallet has changed to another account or network. Nothing was taken; choose it again.</Trans>
        }
        onGiveUp={onGiveUp}
      />
    );
  }
  if (outcome?.kind === "not included") {
    return (
      <Stopped
        title={<Trans>Not paid</Trans>}
        words={<Trans>The payment was not taken up. Nothing was taken; ask the shop for a new code.</Trans>}
        onGiveUp={onGiveUp}
      />
    );
  }
  return (
    <Notice
      kind="attention"
      title={<Trans>We are checking whether your payment went through</Trans>}
      action={
        <Button isBusy={isChecking} onClick={onAgain}>
          <Trans>Send it again</Trans>
        </Button>
      }
    >
      <Trans>You approved it, and no answer has come yet. Sending it again cannot make you pay twice.</Trans>
    </Notice>
  );
}

function Stopped({ title, words, onGiveUp }: { title: ReactNode; words: ReactNode; onGiveUp: () => void }) {
  return (
    <>
      <Notice kind="refused" title={title}>
        {words}
      </Notice>
      <Button width="full" onClick={onGiveUp}>
        <Trans>Back to the payment</Trans>
      </Button>
      <Link href="/" className={buttonClass("plain", "full")} onClick={onGiveUp}>
        <Trans>Home</Trans>
      </Link>
    </>
  );
}

function isRecent({ approvedAt }: ApprovedPayment): boolean {
  return Date.now() / 1000 - approvedAt < RECENT_SECONDS;
}
