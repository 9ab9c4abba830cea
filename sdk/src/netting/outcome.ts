import type { AvailableBalance, NettingInstance, Obligation } from "./instance.ts";

/** What settling does to the banks. */
export interface Outcome {
  readonly settled: readonly Obligation[];
  /** By currency, the sum of what settled. */
  readonly grossMinor: ReadonlyMap<number, bigint>;
  /** By currency, what changed banks in the end. */
  readonly netMovedMinor: ReadonlyMap<number, bigint>;
  /** In the order of the instance's balances. */
  readonly closing: readonly AvailableBalance[];
}

/** Settles these obligations of the instance, whether or not that is feasible. */
export function outcomeOf({ balances }: NettingInstance, settled: readonly Obligation[]): Outcome {
  const changes = new Map<number, Map<number, bigint>>();
  const grossMinor = new Map<number, bigint>();
  const netMovedMinor = new Map<number, bigint>();
  for (const { payer, payee, currency, amountMinor } of settled) {
    const ofCurrency = changes.get(currency) ?? new Map<number, bigint>();
    changes.set(currency, ofCurrency);
    addTo(ofCurrency, payer, -amountMinor);
    addTo(ofCurrency, payee, amountMinor);
    addTo(grossMinor, currency, amountMinor);
  }
  for (const [currency, ofCurrency] of changes) {
    for (const change of ofCurrency.values()) addTo(netMovedMinor, currency, change > 0n ? change : 0n);
  }
  const closing = balances.map(({ bank, currency, availableMinor }) => ({
    bank,
    currency,
    availableMinor: availableMinor + (changes.get(currency)?.get(bank) ?? 0n),
  }));
  return { settled, grossMinor, netMovedMinor, closing };
}

/** The sum of minor units, whatever their currency. */
export function valueOf(obligations: readonly Obligation[]): bigint {
  return obligations.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}

function addTo(sums: Map<number, bigint>, key: number, amountMinor: bigint): void {
  sums.set(key, (sums.get(key) ?? 0n) + amountMinor);
}
