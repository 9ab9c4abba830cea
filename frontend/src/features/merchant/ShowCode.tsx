import { Trans, useLingui } from "@lingui/react/macro";
import { formatAmount } from "@jiaozi/sdk/money";
import { requestLink } from "@jiaozi/sdk/request/link";
import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { useSigner } from "../../app/keys/useSigner.ts";
import { useBlock } from "../../app/network/useBlock.ts";
import { useNetwork } from "../../app/network/useNetwork.ts";
import { Amount } from "../../components/Amount.tsx";
import { Button, buttonClass } from "../../components/Button.tsx";
import { CopyButton } from "../../components/CopyButton.tsx";
import { Countdown } from "../../components/Countdown.tsx";
import { Icon } from "../../components/Icon.tsx";
import { Notice } from "../../components/Notice.tsx";
import { PhonePlace } from "../../components/PhonePlace.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import type { Ask } from "./askForMoney.ts";
import { LastChecked } from "./LastChecked.tsx";
import { Paid } from "./Paid.tsx";
import type { PendingCode } from "./pendingCode.ts";
import { usePayment } from "./usePayment.ts";
import type { Till } from "./useTill.ts";
import { findRefusal } from "../../app/network/findRefusal.ts";

// Loaded while the amount is keyed in
const QrCode = lazy(async () => ({ default: (await import("../../components/QrCode.tsx")).QrCode }));

interface ShowCodeProps {
  code: PendingCode;
  till: Till;
  onNext: () => void;
  onAsk: (ask: Ask) => Promise<void>;
  aside: ReactNode;
}

/** Turns on the chain's event and on nothing else. */
export function ShowCode({ code, till, onNext, onAsk, aside }: ShowCodeProps) {
  const { t } = useLingui();
  const network = useNetwork();
  const signer = useSigner("till");
  const block = useBlock();
  const { data: payment, dataUpdatedAt, refetch, isFetching } = usePayment(code.digest);
  const [cancelling, setCancelling] = useState<"no" | "sent" | "done">("no");
  const [trouble, setTrouble] = useState<string>();
  const amount = formatAmount(code.amountMinor, till.currency);

  // Only a block after the last second can say that nobody paid in it
  const isOver = block !== undefined && block.timestamp >= code.expiresAt;
  useEffect(() => {
    if (isOver) void refetch();
  }, [isOver, refetch]);

  async function cancel() {
    setCancelling("sent");
    setTrouble(undefined);
    try {
      const { cancelRequest } = await import("./cancelRequest.ts");
      const outcome = await cancelRequest(code, network, signer);
      if (outcome === "paid") await refetch();
      setCancelling(outcome === "cancelled" ? "done" : "no");
    } catch (error) {
      setCancelling("no");
      setTrouble(
        (await findRefusal(error))?.sentence ?? t`It is not cancelled: the network did not answer. Try again.`,
      );
    }
  }

  if (payment) {
    return (
      <PhonePlace title={till.merchant.name} aside={aside}>
        <Paid payment={payment} till={till} billNumber={code.billNumber} onNext={onNext} />
      </PhonePlace>
    );
  }
  if (cancelling === "done") {
    return (
      <Ended title={<Trans>Cancelled</Trans>} till={till} aside={aside} onNext={onNext}>
        <Trans>The code for {amount} cannot be paid any more.</Trans>
      </Ended>
    );
  }
  if (isOver && !isFetching) {
    return (
      <Ended title={<Trans>Expired</Trans>} till={till} aside={aside} onNext={onNext}>
        <span className="flex flex-col gap-3">
          <Trans>Nobody paid {amount} in time.</Trans>
          <Button
            kind="primary"
            onClick={() => void onAsk({ amountMinor: code.amountMinor, billNumber: code.billNumber })}
          >
            <Trans>New code for {amount}</Trans>
          </Button>
        </span>
      </Ended>
    );
  }
  // On top, far from the thumb that holds the screen out to a customer
  const cancelButton = (
    <Button kind="danger" isBusy={cancelling === "sent"} onClick={() => void cancel()}>
      {cancelling === "sent" ? <Trans>Cancelling…</Trans> : <Trans>Cancel</Trans>}
    </Button>
  );
  const link = requestLink(location.origin, code.text);
  return (
    <PhonePlace title={till.merchant.name} corner={cancelButton} aside={aside}>
      <div className="flex flex-col items-center gap-1 text-center">
        <Amount amountMinor={code.amountMinor} currency={till.currency} size="amount" />
        {code.billNumber && (
          <p className="text-ink-soft">
            <Trans>Bill {code.billNumber}</Trans>
          </p>
        )}
      </div>
      <Suspense fallback={<Skeleton shape="code" />}>
        <QrCode text={code.text} label={t`Payment code for ${amount}`} />
      </Suspense>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p>
          <span className="text-ink-soft">
            <Trans>Check code</Trans>
          </span>{" "}
          <strong className="text-lead tracking-widest">{code.checkCode}</strong>
        </p>
        {block && <Countdown expiresAt={code.expiresAt - block.timestamp + deviceSeconds()} />}
      </div>
      {trouble && <Notice kind="refused">{trouble}</Notice>}
      <LastChecked at={dataUpdatedAt} onCheck={() => void refetch()} />
      <div className="flex flex-wrap gap-2">
        <a href={link} target="_blank" rel="noreferrer" className={buttonClass("quiet")}>
          <Icon name="wallet" />
          <Trans>Open in wallet</Trans>
        </a>
        <CopyButton text={link}>
          <Trans>Copy link</Trans>
        </CopyButton>
      </div>
    </PhonePlace>
  );
}

interface EndedProps {
  title: ReactNode;
  till: Till;
  aside: ReactNode;
  children: ReactNode;
  onNext: () => void;
}

/** Not paid, for good. */
function Ended({ title, till, aside, children, onNext }: EndedProps) {
  return (
    <PhonePlace title={till.merchant.name} aside={aside}>
      <Notice kind="attention" title={title}>
        {children}
      </Notice>
      <Button width="full" onClick={onNext}>
        <Trans>Back to the keypad</Trans>
      </Button>
    </PhonePlace>
  );
}

/** The countdown ticks by the device's clock, so the chain's time left is laid on that. */
function deviceSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
