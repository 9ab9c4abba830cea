import { Trans, useLingui } from "@lingui/react/macro";
import { formatAmount } from "@jiaozi/sdk/money";
import type { SettledPayment } from "@jiaozi/sdk/payment/settled-payments";
import { useEffect, useEffectEvent, useState } from "react";
import { shortReference } from "../../app/payments/shortReference.ts";
import { Amount } from "../../components/Amount.tsx";
import { Button } from "../../components/Button.tsx";
import { CopyButton } from "../../components/CopyButton.tsx";
import { Details, DetailsLine } from "../../components/Details.tsx";
import { Icon } from "../../components/Icon.tsx";
import { Seal } from "../../components/Seal.tsx";
import type { Till } from "./useTill.ts";
import { WhoSettled } from "./WhoSettled.tsx";

const NEXT_SECONDS = 8;
/** A payment older than that was made while the till was closed: it waits for the cashier. */
const FRESH_SECONDS = 60;

interface PaidProps {
  payment: SettledPayment;
  /** Unix seconds, by the chain's clock: when it was found. */
  foundAt: number;
  till: Till;
  billNumber: string | undefined;
  onNext: () => void;
}

export function Paid({ payment, foundAt, till, billNumber, onNext }: PaidProps) {
  const { i18n } = useLingui();
  const [isTouched, setIsTouched] = useState(false);
  const [isPointedAt, setIsPointedAt] = useState(false);
  const [isFresh] = useState(foundAt - payment.settledAt < FRESH_SECONDS);
  const isCounting = isFresh && !isTouched && !isPointedAt;
  const next = useEffectEvent(onNext);
  useEffect(() => {
    if (!isCounting) return undefined;
    const timer = setTimeout(() => next(), NEXT_SECONDS * 1000);
    return () => clearTimeout(timer);
  }, [isCounting]);
  const amount = formatAmount(payment.amountMinor, till.currency);
  const time = i18n.date(new Date(payment.settledAt * 1000), { timeStyle: "medium" });
  const touch = () => setIsTouched(true);

  return (
    <div
      className="flex grow flex-col gap-8"
      onPointerDown={touch}
      onFocus={touch}
      onPointerMove={({ movementX, movementY }) => {
        // A pointer that only rests where the screen came up under it keeps nobody waiting
        if (movementX !== 0 || movementY !== 0) setIsPointedAt(true);
      }}
      onPointerLeave={() => setIsPointedAt(false)}
    >
      <output className="flex flex-col items-center gap-6 pt-16 text-center">
        <Seal arrival={isFresh ? "falls" : "lies"}>
          <Amount amountMinor={payment.amountMinor} currency={till.currency} size="amount" />
        </Seal>
        <p className="flex items-center gap-2 text-title font-semibold text-settled">
          <Icon name="check" className="size-7" />
          <Trans>Paid {amount}</Trans>
        </p>
        <p className="text-ink-soft">
          <WhoSettled payment={payment} />
          <br />
          <Trans>
            Credited to {till.merchant.name} at {time}
          </Trans>
        </p>
        {billNumber && (
          <p className="text-ink-soft">
            <Trans>Bill {billNumber}</Trans>
          </p>
        )}
        {isFresh && (
          <p className={`text-note text-ink-soft ${isCounting ? "" : "invisible"}`}>
            <Trans>The keypad comes back by itself in {NEXT_SECONDS} seconds</Trans>
          </p>
        )}
      </output>
      <Button kind="primary" width="full" onClick={onNext}>
        <Trans>Next customer</Trans>
      </Button>
      <Details>
        <DetailsLine term={<Trans>Reference</Trans>}>
          <span className="flex flex-col gap-2">
            {shortReference(payment.paymentId)}
            <CopyButton text={shortReference(payment.paymentId)} />
          </span>
        </DetailsLine>
        <DetailsLine term={<Trans>Full reference</Trans>}>{payment.paymentId}</DetailsLine>
        <DetailsLine term={<Trans>Block</Trans>}>{String(payment.blockNumber)}</DetailsLine>
      </Details>
    </div>
  );
}
