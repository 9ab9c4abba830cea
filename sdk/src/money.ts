// Amounts are `bigint` minor units (cents) wherever they travel; only this file knows where the decimal point goes.
import type { Currency } from "./currencies.ts";

/** `NOT_AN_AMOUNT`: outside the grammar. `TOO_MANY_DECIMALS`: more than the currency has. `NEGATIVE`: below zero. */
export type AmountErrorCode = "NOT_AN_AMOUNT" | "TOO_MANY_DECIMALS" | "NEGATIVE";

export class AmountError extends Error {
  override readonly name = "AmountError";
  readonly code: AmountErrorCode;

  constructor(code: AmountErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Minor units of an amount in the grammar of EMVCo MPM 4.7.4: digits, then at most one point and further digits.
 * No sign, no separator of thousands, no exponent, no space. Nothing is rounded.
 * @throws AmountError `NOT_AN_AMOUNT`, or `TOO_MANY_DECIMALS` even where the surplus decimals are zeros.
 */
export function parseAmount(text: string, currency: Currency): bigint {
  const match = /^([0-9]+)(?:\.([0-9]*))?$/.exec(text);
  if (match === null) throw new AmountError("NOT_AN_AMOUNT", `"${text}" is not an amount: write it like 48.00`);
  const [, units = "", decimals = ""] = match;
  if (decimals.length > currency.exponent) {
    throw new AmountError(
      "TOO_MANY_DECIMALS",
      `${text} has ${decimals.length} decimals, ${currency.code} has ${currency.exponent}`,
    );
  }
  return BigInt(units + decimals.padEnd(currency.exponent, "0"));
}

/**
 * The amount as an EMV code carries it, with exactly the currency's decimals: "48.00", in JPY "480".
 * @throws AmountError `NEGATIVE`: no EMV amount has a sign.
 */
export function amountText(amountMinor: bigint, currency: Currency): string {
  if (amountMinor < 0n) throw new AmountError("NEGATIVE", "an amount below zero cannot be written into a code");
  const { units, decimals } = splitAmount(amountMinor, currency);
  return decimals === "" ? units : `${units}.${decimals}`;
}

/** The amount for a person's eyes: "HK$1,234.56", "JPY 1,234", "−US$0.05" with a real minus sign (U+2212). */
export function formatAmount(amountMinor: bigint, currency: Currency): string {
  const { units, decimals } = splitAmount(amountMinor < 0n ? -amountMinor : amountMinor, currency);
  const grouped = units.replace(/\B(?=(?:[0-9]{3})+$)/g, ",");
  const sign = amountMinor < 0n ? "−" : "";
  return `${sign}${currency.symbol}${grouped}${decimals === "" ? "" : `.${decimals}`}`;
}

/** Text arithmetic, so that it is exact at any size. */
function splitAmount(amountMinor: bigint, { exponent }: Currency): { units: string; decimals: string } {
  const digits = amountMinor.toString().padStart(exponent + 1, "0");
  const point = digits.length - exponent;
  return { units: digits.slice(0, point), decimals: digits.slice(point) };
}
