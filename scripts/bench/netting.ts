import { bypass } from "@jiaozi/sdk/netting/bypass";
import { settledByGreatestCut } from "@jiaozi/sdk/netting/greatest-cut";
import type { NettingInstance, Obligation } from "@jiaozi/sdk/netting/instance";
import { grouped, table } from "./table.ts";
import { type Timing, time } from "./timing.ts";

const RUNS = 50;
const BASELINE_RUNS = 1; // each takes seconds
const CURRENCY = 344;

/** Time to find what settles: in order for a large network, not in order for a ring whose first payments are too large. */
export async function benchNetting(): Promise<string> {
  const network = largeNetwork(64, 40_000);
  const ring = blockedRing(4, 5_000);
  requireSame(settledByGreatestCut(network), settledOneByOne(network));
  return [
    "## Netting: time, in milliseconds",
    table(
      ["queue", "settles", "median", "95 %", "goal"],
      [
        await row("in order, 64 banks, 40,000 payments", RUNS, () => settledByGreatestCut(network), "≤ 50"),
        await row("*the same, dropping one payment at a time*", BASELINE_RUNS, () => settledOneByOne(network)),
        await row("not in order, ring of 4 banks, 5,000 payments", RUNS, () => bypass(ring), "≤ 5"),
        await row("*the same in order, dropping one at a time*", BASELINE_RUNS, () => settledOneByOne(ring)),
      ],
    ),
    "\nEach time is from the queue as it is read to what settles. In the ring every tenth payment of a bank is larger than",
    "anything that can come in, the first one of each among them, so that in order nothing settles. The baseline adds up",
    "all banks again after each payment that it drops.",
  ].join("\n");
}

/** Payments and balances of all sizes, so that some banks are short and others then too. */
function largeNetwork(banks: number, payments: number): NettingInstance {
  return {
    balances: Array.from({ length: banks }, (_, bank) => balanceOf(bank, scattered(bank) % 2_000_000)),
    obligations: Array.from({ length: payments }, (_, place) => {
      const payer = scattered(3 * place) % banks;
      const payee = (payer + 1 + (scattered(3 * place + 1) % (banks - 1))) % banks;
      return owe(place, payer, payee, 1 + (scattered(3 * place + 2) % 100_000));
    }),
  };
}

function blockedRing(banks: number, payments: number): NettingInstance {
  return {
    balances: Array.from({ length: banks }, (_, bank) => balanceOf(bank, 10_000)),
    obligations: Array.from({ length: payments }, (_, place) => {
      const payer = place % banks;
      const ofPayer = Math.floor(place / banks);
      const tooLarge = payer === 0 ? 10_000_000 : 10_000_000_000; // all of bank 0's do not cover one of the others'
      return owe(place, payer, (payer + 1) % banks, ofPayer % 10 === 0 ? tooLarge : 100 + ofPayer);
    }),
  };
}

/** The same for the same place in every run (xorshift), and far apart for neighbours. */
function scattered(place: number): number {
  let bits = Math.imul(place + 1, 0x9e3779b1);
  bits ^= bits >>> 15;
  bits = Math.imul(bits, 0x85ebca6b);
  bits ^= bits >>> 13;
  return bits >>> 0;
}

function balanceOf(bank: number, available: number) {
  return { bank, currency: CURRENCY, availableMinor: BigInt(available) };
}

function owe(place: number, payer: number, payee: number, amount: number): Obligation {
  return { id: `T${place}`, payer, payee, currency: CURRENCY, rank: "normal", amountMinor: BigInt(amount) };
}

/** EAF2 as it is told: add up, drop the newest payment of a bank that is short, and start over. */
function settledOneByOne({ balances, obligations }: NettingInstance): readonly Obligation[] {
  const settled = [...obligations];
  for (;;) {
    const closing = balances.map(({ availableMinor }) => availableMinor);
    for (const { payer, payee, amountMinor } of settled) {
      closing[payer] = (closing[payer] ?? 0n) - amountMinor;
      closing[payee] = (closing[payee] ?? 0n) + amountMinor;
    }
    const short = closing.findIndex((availableMinor) => availableMinor < 0n);
    if (short === -1) return settled;
    settled.splice(
      settled.findLastIndex(({ payer }) => payer === short),
      1,
    );
  }
}

function requireSame(one: readonly Obligation[], other: readonly Obligation[]): void {
  const isSame = one.length === other.length && one.every(({ id }, place) => other[place]?.id === id);
  if (!isSame) throw new Error("the solver and the baseline settle different payments");
}

async function row(queue: string, runs: number, settle: () => readonly Obligation[], goal = ""): Promise<string[]> {
  const { medianMilliseconds, p95Milliseconds }: Timing = await time(runs, settle);
  return [queue, grouped(settle().length), medianMilliseconds.toFixed(1), p95Milliseconds.toFixed(1), goal];
}
