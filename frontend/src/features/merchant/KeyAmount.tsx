import { Trans } from "@lingui/react/macro";
import { formatAmount } from "@jiaozi/sdk/money";
import { type ReactNode, useEffect, useState } from "react";
import { Amount } from "../../components/Amount.tsx";
import { Button } from "../../components/Button.tsx";
import { Field } from "../../components/Field.tsx";
import { Keypad } from "../../components/Keypad.tsx";
import { Notice } from "../../components/Notice.tsx";
import { PhonePlace } from "../../components/PhonePlace.tsx";
import type { Place } from "../../components/PlaceLink.tsx";
import type { Ask } from "./askForMoney.ts";
import { useAsk } from "./useAsk.ts";
import type { Till } from "./useTill.ts";

const MAX_BILL_CHARACTERS = 25;

interface KeyAmountProps {
  till: Till;
  places: readonly Place[];
  aside: ReactNode;
  onAsk: (ask: Ask) => Promise<void>;
}

/** So that the code appears at once when it is asked for. */
function loadWhatShowsCodes() {
  void import("./askForMoney.ts");
  void import("../../components/QrCode.tsx");
}

export function KeyAmount({ till, places, aside, onAsk }: KeyAmountProps) {
  const { currency, capMinor, merchant } = till;
  const [digits, setDigits] = useState("");
  const [billNumber, setBillNumber] = useState<string>();
  const { isReady, isBusy, trouble, ask } = useAsk(onAsk);
  useEffect(loadWhatShowsCodes, []);
  const amountMinor = BigInt(digits || "0");
  const isAboveCap = amountMinor > capMinor;
  const cap = formatAmount(capMinor, currency);
  const mayAsk = amountMinor !== 0n && !isAboveCap && isReady;
  const showCode = () => void ask({ amountMinor, billNumber: billNumber?.trim() });

  return (
    <PhonePlace
      title={merchant.name}
      corner={currency.code}
      places={places}
      aside={aside}
      action={
        <Button kind="primary" width="full" icon="code" isBusy={isBusy} disabled={!mayAsk} onClick={showCode}>
          <Trans>Show code</Trans>
        </Button>
      }
    >
      <div className="flex grow flex-col gap-4">
        <div className="flex grow flex-col justify-center gap-2 text-center">
          <p aria-live="polite" aria-atomic="true">
            <Amount amountMinor={amountMinor} currency={currency} size="amount" />
          </p>
          {isAboveCap && (
            <p role="alert" className="text-stopped">
              <Trans>This till may ask for up to {cap} at once.</Trans>
            </p>
          )}
          {billNumber === undefined && (
            <div>
              <Button kind="plain" icon="plus" onClick={() => setBillNumber("")}>
                <Trans>Add a bill number</Trans>
              </Button>
            </div>
          )}
        </div>
        {trouble && <Notice kind="refused">{trouble}</Notice>}
        {billNumber !== undefined && (
          <Field
            label={<Trans>Bill number</Trans>}
            value={billNumber}
            maxLength={MAX_BILL_CHARACTERS}
            onChange={(event) => setBillNumber(event.target.value.replace(/[^\x20-\x7e]/g, ""))}
          />
        )}
        <Keypad digits={digits} onDigits={setDigits} onEnter={() => mayAsk && !isBusy && showCode()} />
      </div>
    </PhonePlace>
  );
}
