import { Trans } from "@lingui/react/macro";
import type { Currency } from "@jiaozi/sdk/currencies";
import { AmountError, parseAmount } from "@jiaozi/sdk/money";
import { useState } from "react";
import { Field } from "../../components/Field.tsx";

interface TipFieldProps {
  currency: Currency;
  /** `undefined`: what stands there is no amount. */
  onTip: (tipMinor: bigint | undefined) => void;
}

/** The shop's code asks for a tip; leaving it empty is an answer. */
export function TipField({ currency, onTip }: TipFieldProps) {
  const [text, setText] = useState("");
  const tipMinor = parse(text, currency);
  return (
    <Field
      label={<Trans>Tip, if you like ({currency.code})</Trans>}
      inputMode="decimal"
      value={text}
      error={tipMinor === undefined && <Trans>Enter an amount like 5.00, or leave it empty.</Trans>}
      onChange={(event) => {
        setText(event.target.value);
        onTip(parse(event.target.value, currency));
      }}
    />
  );
}

function parse(text: string, currency: Currency): bigint | undefined {
  if (text.trim() === "") return 0n;
  try {
    return parseAmount(text.trim(), currency);
  } catch (error) {
    if (error instanceof AmountError) return undefined;
    throw error;
  }
}
