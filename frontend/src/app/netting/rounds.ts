import type { TimedRound } from "./useQueue.ts";

/** A round as somebody sees it: what was paid in it, and what of that reserves had to cover. Amounts in minor units. */
export interface SeenRound {
  key: string;
  at: number;
  currency: TimedRound["currency"];
  grossMinor: bigint;
  netMinor: bigint;
}

/** What all banks paid each other. */
export function seenByAll(rounds: readonly TimedRound[]): SeenRound[] {
  return rounds.map((round) => ({ ...round, key: keyOf(round) }));
}

/** What one bank paid, which it needed reserves for as far as others paid it less. */
export function seenByBank(rounds: readonly TimedRound[], bank: number): SeenRound[] {
  return rounds.flatMap((round) => {
    const own = round.flows.filter(({ payer, payee }) => payer === bank || payee === bank);
    if (own.length === 0) return [];
    const sumOf = (flows: typeof own) => flows.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
    const grossMinor = sumOf(own.filter(({ payer }) => payer === bank));
    const shortMinor = grossMinor - sumOf(own.filter(({ payee }) => payee === bank));
    const { at, currency } = round;
    return [{ key: keyOf(round), at, currency, grossMinor, netMinor: shortMinor > 0n ? shortMinor : 0n }];
  });
}

function keyOf({ transactionHash, logIndex }: TimedRound): string {
  return `${transactionHash}:${logIndex}`;
}
