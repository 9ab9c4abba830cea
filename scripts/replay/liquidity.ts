import type { Flow } from "./flow.ts";

export interface Bounds {
  /** What a bank pays over the day more than it gets: with less, something is left over whatever is netted. */
  readonly lowerMinor: readonly bigint[];
  /** With this much every payment settles at once. */
  readonly upperMinor: readonly bigint[];
}

/** By bank, the least liquidity that the day can do with, and what it takes without any waiting. */
export function boundsOf(banks: number, day: readonly Flow[]): Bounds {
  const paidMinor = Array.from({ length: banks }, () => 0n); // net of what came in
  const mostMinor = [...paidMinor];
  for (const { payer, payee, amountMinor } of day) {
    paidMinor[payer] = (paidMinor[payer] ?? 0n) + amountMinor;
    paidMinor[payee] = (paidMinor[payee] ?? 0n) - amountMinor;
    mostMinor[payer] = larger(mostMinor[payer] ?? 0n, paidMinor[payer]);
  }
  return { lowerMinor: paidMinor.map((minor) => larger(minor, 0n)), upperMinor: mostMinor };
}

/** L(α) = LB + α (UB − LB), by bank; α in thousandths. */
export function liquidityAt({ lowerMinor, upperMinor }: Bounds, alphaThousandths: number): bigint[] {
  return lowerMinor.map(
    (lower, bank) => lower + (((upperMinor[bank] ?? lower) - lower) * BigInt(alphaThousandths)) / 1000n,
  );
}

export function sumOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, minor) => sum + minor, 0n);
}

function larger(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}
