import type { Currency } from "@jiaozi/sdk/currencies";

interface OfCurrency<Entry> {
  currency: Currency;
  ofCurrency: readonly Entry[];
}

/** By its number: a currency that was read again may be another object. */
export function byCurrency<Entry extends { currency: Currency }>(entries: readonly Entry[]): OfCurrency<Entry>[] {
  return Array.from(Map.groupBy(entries, ({ currency }) => currency.number).values()).flatMap((ofCurrency) => {
    const [first] = ofCurrency;
    return first ? [{ currency: first.currency, ofCurrency }] : [];
  });
}

/** Minor units; of one currency. */
export function sumOf(entries: readonly { amountMinor: bigint }[]): bigint {
  return entries.reduce((total, { amountMinor }) => total + amountMinor, 0n);
}
