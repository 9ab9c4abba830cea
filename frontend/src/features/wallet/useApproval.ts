import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useLocation } from "wouter";
import { useSigner } from "../../app/keys/useSigner.ts";
import { useNetwork } from "../../app/network/useNetwork.ts";
import { type ApprovedPayment, dropApproved } from "./approvedPayment.ts";
import { type ApprovalOutcome, approvePayment, followPayment } from "./approvePayment.ts";
import { FALLING } from "./receiptArrival.ts";
import { usePayment } from "./usePayment.ts";

/** `looking`: found again, the chain is asked. `sending`: on its way out. `sent`: the network has it. */
export type ApprovalStep = { kind: "looking" | "sending" | "sent" } | ApprovalOutcome;

/** `now`: before the person's eyes. `before`: found again, after a reload or a closed page. */
export type Approved = "now" | "before";

const RECENT_SECONDS = 60;
/** Also where no block brought anything: the reading that a block asked for may have failed. */
const POLL_MS = 5_000;

/** Carries an approved payment to its end, and then to its receipt. */
export function useApproval(approved: ApprovedPayment, when: Approved) {
  const network = useNetwork();
  const signer = useSigner("wallet");
  const [, navigate] = useLocation();
  const { genesisHash } = network.deployment;
  const { data: reading, isFetching, refetch } = usePayment(approved.paymentId);
  const [step, setStep] = useState<ApprovalStep>({ kind: when === "now" ? "sending" : "looking" });
  const sent = useRef(approved.sent);
  const isBusy = useRef(false);

  const drop = () => dropApproved(genesisHash, signer.address, approved.codeText);

  async function send() {
    if (isBusy.current) return; // a double tap sends once
    isBusy.current = true;
    try {
      const payment = { ...approved, ...(sent.current && { sent: sent.current }) };
      const outcome = await approvePayment(payment, network, signer, () => setStep({ kind: "sent" }));
      if (outcome.kind === "unknown" || outcome.kind === "included") sent.current ??= {};
      if (outcome.kind !== "not sent") await refetch(); // what was paid is paid, whatever the answer was
      finishWith(outcome);
    } finally {
      isBusy.current = false;
    }
  }

  /** What was refused, or declined before it was ever sent, is over: it is not found again as if its end were open. */
  function finishWith(outcome: ApprovalOutcome) {
    const isDeclined = outcome.kind === "declined" || outcome.kind === "mismatch";
    if (outcome.kind === "refused" || (isDeclined && !sent.current)) drop();
    setStep(outcome);
  }

  async function look() {
    const { data: found, isError } = await refetch();
    if (found?.payment) return;
    if (approved.sent) {
      const { signed, approval, ...unsigned } = approved.sent;
      // It may have been lost on its way out: what was approved just now is sent on
      const isSentOn = (signed ?? approval) !== undefined && isRecent(approved);
      setStep({ kind: isSentOn ? "sent" : "unknown" });
      if (isError && !isSentOn) return;
      const outcome = await followPayment(approved, isSentOn ? approved.sent : unsigned, network);
      if (!isBusy.current) finishWith(outcome);
      return;
    }
    // The page went away before anything was sent: what was approved just now is sent for the first time
    if (isRecent(approved) && signer.source === "key") sendNow();
    else setStep({ kind: "not sent" });
  }

  function sendNow() {
    setStep({ kind: "sending" });
    void send();
  }

  const begin = useEffectEvent(() => void (when === "now" ? send() : look()));
  // oxlint-disable-next-line react/set-state-in-effect -- each step follows an answer of the network's or the wallet's
  useEffect(() => begin(), []);

  const payment = reading?.payment;
  const finish = useEffectEvent((paymentId: string) => {
    drop();
    navigate(`/payments/${paymentId}`, { replace: true, state: FALLING });
  });
  useEffect(() => {
    if (payment) {
      finish(payment.paymentId);
      return undefined;
    }
    const timer = setInterval(() => void refetch(), POLL_MS);
    return () => clearInterval(timer);
  }, [payment, refetch]);

  // Read after the request's end, and not there: it never will be
  const isOver = reading !== undefined && !reading.payment && reading.checkedUntil >= approved.expiresAt;
  return {
    step: isOver && !isEnd(step) ? ({ kind: "not included" } as const) : step,
    isFetching,
    send: sendNow,
    drop,
  };
}

/** An end that has a sentence of its own. */
function isEnd({ kind }: ApprovalStep): boolean {
  return kind === "refused" || kind === "declined" || kind === "mismatch" || kind === "not sent";
}

function isRecent({ approvedAt }: ApprovedPayment): boolean {
  return Date.now() / 1000 - approvedAt < RECENT_SECONDS;
}
