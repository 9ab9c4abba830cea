import { arraysOf, type EntryArray } from "./arrays.ts";
import { openBook, type Account, type Book, type Entry } from "./book.ts";
import { RANKS, type Cut, type CutIndex, type NettingInstance, type Pair, type Rank } from "./instance.ts";
import { outcomeOf, type Outcome } from "./outcome.ts";

/** Where a check fails: the pair for `V1`, `V2` and `V6`, the bank for the others; nowhere in particular for `V8`. */
export interface Refusal {
  /** Of the contract's checks those that can fail. `V7` cannot: a link has one index, and `V5` counts both its legs. */
  readonly check: "V1" | "V2" | "V3" | "V4" | "V5" | "V6" | "V8";
  readonly currency?: number;
  readonly rank?: Rank;
  /** For `V3` to `V5` the bank; otherwise the pair's payer. */
  readonly payer?: number;
  readonly payee?: number;
}

export type Verdict = { readonly ok: true; readonly outcome: Outcome } | ({ readonly ok: false } & Refusal);

/**
 * Applies the contract's checks to a cut, in their order, and says the first that fails.
 * @throws NettingError where the instance itself is not one.
 */
export function verify(instance: NettingInstance, cut: Cut): Verdict {
  const book = openBook(instance);
  const arrays = arraysOf(book, instance);
  const indices = readIndices(arrays, cut);
  if (!(indices instanceof Map)) return { ok: false, ...indices };

  const settled: Entry[] = [];
  const left: Entry[] = [];
  for (const [place, { rows }] of arrays.entries()) {
    const index = indices.get(place) ?? 0;
    for (const [row, entries] of rows.entries()) {
      for (const entry of entries) if (entry.isOpen) (row < index ? settled : left).push(entry);
    }
  }
  const outcome = outcomeOf(
    instance,
    settled.toSorted((one, other) => one.sequence - other.sequence).map(({ obligation }) => obligation),
  );
  const refusal =
    findSuspended(arrays, indices) ??
    findOvertaken(settled, left) ??
    findOvertakenRank(settled, left) ??
    findShort(outcome) ??
    findOverLimit(book, settled) ??
    (settled.length === 0 ? ({ check: "V8" } as const) : undefined);
  return refusal === undefined ? { ok: true, outcome } : { ok: false, ...refusal };
}

/** V1: each array at most once, from its cursor to its length. */
function readIndices(arrays: readonly EntryArray[], cut: Cut): Map<number, number> | Refusal {
  const places = new Map(arrays.map(({ pairs }, place) => [keyOfArray(pairs), place]));
  const indices = new Map<number, number>();
  for (const { pairs, index } of cut.indices) {
    const place = places.get(keyOfArray(pairs));
    const length = place === undefined ? 0 : (arrays[place]?.rows.length ?? 0);
    const isIndex = Number.isInteger(index) && index >= 0 && index <= length;
    if (place === undefined || indices.has(place) || !isIndex) return { check: "V1", ...pairs[0] };
    indices.set(place, index);
  }
  return indices;
}

function findSuspended(arrays: readonly EntryArray[], indices: ReadonlyMap<number, number>): Refusal | undefined {
  const moved = arrays.find(({ isSuspended }, place) => isSuspended && (indices.get(place) ?? 0) > 0);
  return moved === undefined ? undefined : { check: "V2", ...moved.pairs[0] };
}

/** V3: of one payer, currency and rank, the last that settles was queued before the first that waits. */
function findOvertaken(settled: readonly Entry[], left: readonly Entry[]): Refusal | undefined {
  const firstLeft = new Map<string, number>();
  for (const { obligation, sequence } of left) {
    const key = keyOfRank(obligation);
    firstLeft.set(key, Math.min(sequence, firstLeft.get(key) ?? sequence));
  }
  const late = settled.find(
    ({ obligation, sequence }) => sequence > (firstLeft.get(keyOfRank(obligation)) ?? Infinity),
  );
  return late === undefined ? undefined : refuse("V3", late);
}

/** V4: nothing of a more urgent rank waits. */
function findOvertakenRank(settled: readonly Entry[], left: readonly Entry[]): Refusal | undefined {
  const mostUrgentLeft = new Map<Account, number>();
  for (const { payer, obligation } of left) {
    const rank = RANKS.indexOf(obligation.rank);
    mostUrgentLeft.set(payer, Math.min(rank, mostUrgentLeft.get(payer) ?? rank));
  }
  const early = settled.find(
    ({ payer, obligation }) => RANKS.indexOf(obligation.rank) > (mostUrgentLeft.get(payer) ?? Infinity),
  );
  return early === undefined ? undefined : refuse("V4", early);
}

function refuse(check: "V3" | "V4", { obligation: { currency, rank, payer } }: Entry): Refusal {
  return { check, currency, rank, payer };
}

function findShort({ closing }: Outcome): Refusal | undefined {
  const short = closing.find(({ availableMinor }) => availableMinor < 0n);
  return short === undefined ? undefined : { check: "V5", currency: short.currency, payer: short.bank };
}

function findOverLimit({ accounts, limits }: Book, settled: readonly Entry[]): Refusal | undefined {
  const room = limits.map(({ roomMinor }) => roomMinor);
  for (const { uses, relieves, obligation } of settled) {
    if (uses !== undefined) room[uses.index] = (room[uses.index] ?? 0n) - obligation.amountMinor;
    if (relieves !== undefined) room[relieves.index] = (room[relieves.index] ?? 0n) + obligation.amountMinor;
  }
  for (const { currency, bank, limits: own } of accounts) {
    const over = own.find(({ index }) => (room[index] ?? 0n) < 0n);
    if (over !== undefined) return { check: "V6", currency, payer: bank, payee: over.payee.bank };
  }
  return undefined;
}

/** Of two linked pairs either may be named first. */
function keyOfArray(pairs: CutIndex["pairs"]): string {
  return pairs.map(keyOf).toSorted().join(" and ");
}

function keyOf({ currency, rank, payer, payee }: Pair): string {
  return [currency, rank, payer, payee].join(" ");
}

function keyOfRank({ currency, rank, payer }: Pair): string {
  return [currency, rank, payer].join(" ");
}
