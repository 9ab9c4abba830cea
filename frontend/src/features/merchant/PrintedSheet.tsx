import { Trans, useLingui } from "@lingui/react/macro";
import { formatAmount } from "@jiaozi/sdk/money";
import { useEffect, useEffectEvent, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { PhonePlace } from "../../components/PhonePlace.tsx";
import type { Place } from "../../components/PlaceLink.tsx";
import { QrCode } from "../../components/QrCode.tsx";
import type { PendingCode } from "./pendingCode.ts";
import { useCancel } from "./useCancel.ts";
import { useIsCancelled } from "./useIsCancelled.ts";
import type { Till } from "./useTill.ts";
import { WithdrawCode } from "./WithdrawCode.tsx";

interface PrintedSheetProps {
  code: PendingCode;
  till: Till;
  places: readonly Place[];
  /** By this till just now, or by its bank at any time. */
  onWithdrawn: () => void;
}

/** What comes out of the printer, with the buttons around it that do not. */
export function PrintedSheet({ code, till, places, onWithdrawn }: PrintedSheetProps) {
  const { t, i18n } = useLingui();
  const [isWithdrawing, setIsWithdrawing] = useState(false);
  const isCancelled = useIsCancelled(code.digest);
  const cancellation = useCancel(code);
  const withdrawn = useEffectEvent(onWithdrawn);
  const isWithdrawn = isCancelled || cancellation.state === "done";
  useEffect(() => {
    if (isWithdrawn) withdrawn();
  }, [isWithdrawn]);
  const cap = formatAmount(till.staticCapMinor, till.currency);
  const until = i18n.date(new Date(code.expiresAt * 1000), { dateStyle: "long" });
  return (
    <PhonePlace
      title={till.merchant.name}
      places={places}
      corner={
        <Button kind="danger" onClick={() => setIsWithdrawing(true)}>
          <Trans>Withdraw</Trans>
        </Button>
      }
      action={
        <Button kind="primary" icon="print" width="full" onClick={() => print()}>
          <Trans>Print</Trans>
        </Button>
      }
    >
      <article className="flex flex-col items-center gap-4 text-center">
        <h2 className="text-figure font-semibold">{till.merchant.name}</h2>
        <p className="text-lead">
          <Trans>Scan to pay</Trans>
        </p>
        <div className="-mx-3 self-stretch wide:mx-0">
          <QrCode text={code.text} label={t`Printed payment code of ${till.merchant.name}`} />
        </div>
        <p className="text-ink-soft">
          {till.bankName} · {till.currency.code} · <Trans>up to {cap} a payment</Trans>
          <br />
          <Trans>valid until {until}</Trans>
        </p>
      </article>
      {isWithdrawing && <WithdrawCode cancellation={cancellation} onClose={() => setIsWithdrawing(false)} />}
    </PhonePlace>
  );
}
