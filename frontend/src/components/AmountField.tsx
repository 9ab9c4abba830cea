import { Trans } from "@lingui/react/macro";
import type { Currency } from "@jiaozi/sdk/currencies";
import { AmountError, parseAmount } from "@jiaozi/sdk/money";
import type { ReactNode } from "react";
import { Field } from "./Field.tsx";

/** No bank moves more digits at once, and no ledger overflows with them. */
const MAX_CHARACTERS = 20;

interface AmountFieldProps {
  label: ReactNode;
  currency: Currency;
  text: string;
  onText: (text: string) => void;
  /** A sentence: why this amount cannot be used here. */
  error?: ReactNode;
}

export function AmountField({ label, currency, text, onText, error }: AmountFieldProps) {
  const isWrong = text !== "" && readAmount(text, currency) === undefined;
  return (
    <Field
      label={label}
      inputMode="decimal"
      maxLength={MAX_CHARACTERS}
      value={text}
      hint={currency.code}
      error={(isWrong && <Trans>Enter an amount like 1000.00.</Trans>) || error}
      onChange={(event) => onText(event.target.value)}
    />
  );
}

/** Minor units; `undefined` where it is no amount above zero. Separators of thousands may be typed. */
export function readAmount(text: string, currency: Currency): bigint | undefined {
  try {
    const amountMinor = parseAmount(text.trim().replace(/(?<=\d),(?=\d{3}(\D|$))/g, ""), currency);
    return amountMinor > 0n ? amountMinor : undefined;
  } catch (error) {
    if (error instanceof AmountError) return undefined;
    throw error;
  }
}
