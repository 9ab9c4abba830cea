import {
  RANKS,
  type Cut,
  type CutIndex,
  type NettingInstance,
  type Obligation,
  type Pair,
} from "@jiaozi/sdk/netting/instance";

// The rules again, in the plainest way: sets, and every one of them tried.

/** Every set that leaves each payer's obligations in order: a prefix of each queue, feasible or not. */
export function everyPrefix(instance: NettingInstance): Obligation[][] {
  const queues = Map.groupBy(openOf(instance), ({ payer, currency }) => `${payer} ${currency}`);
  let prefixes: Obligation[][] = [[]];
  for (const queue of queues.values()) {
    const inOrder = RANKS.flatMap((rank) => queue.filter((owed) => owed.rank === rank));
    const starts = [...inOrder.keys(), inOrder.length].map((length) => inOrder.slice(0, length));
    prefixes = prefixes.flatMap((prefix) => starts.map((start) => [...prefix, ...start]));
  }
  return prefixes;
}

export function everySubset<Item>(items: readonly Item[]): Item[][] {
  let subsets: Item[][] = [[]];
  for (const item of items) subsets = subsets.flatMap((subset) => [subset, [...subset, item]]);
  return subsets;
}

/** What may settle at all. */
export function openOf({ obligations, suspended = [] }: NettingInstance): Obligation[] {
  const stands = (owed: Obligation) =>
    owed.cancelled === true || suspended.includes(owed.payer) || suspended.includes(owed.payee);
  return obligations.filter(
    (owed) => !obligations.some((other) => stands(other) && (other === owed || isLinked(owed, other))),
  );
}

/** Balances, limits and links hold; order is another matter. */
export function isFeasible({ balances, limits = [], obligations }: NettingInstance, settled: Obligation[]): boolean {
  // A limit counts what is queued, and not what a credit line is owed.
  const paid = (payer: number, payee: number | undefined, currency: number) =>
    settled
      .filter((owed) => owed.payer === payer && owed.currency === currency)
      .filter((owed) => payee === undefined || (owed.payee === payee && owed.rank !== "credit"))
      .reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const received = (bank: number, currency: number) =>
    settled
      .filter((owed) => owed.payee === bank && owed.currency === currency)
      .reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  return (
    balances.every(
      ({ bank, currency, availableMinor }) =>
        availableMinor + received(bank, currency) - paid(bank, undefined, currency) >= 0n,
    ) &&
    limits.every(({ payer, payee, currency, limitMinor, usedMinor }) => {
      const net = paid(payer, payee, currency) - paid(payee, payer, currency);
      return net <= 0n || net <= limitMinor - usedMinor;
    }) &&
    settled.every((owed) => obligations.every((other) => !isLinked(owed, other) || settled.includes(other)))
  );
}

/** Whether no payer's order is broken: what is behind something that waits, waits too. */
export function isInOrder(instance: NettingInstance, settled: Obligation[]): boolean {
  const place = (owed: Obligation) => RANKS.indexOf(owed.rank) * 1000 + instance.obligations.indexOf(owed);
  const left = openOf(instance).filter((owed) => !settled.includes(owed));
  return settled.every((owed) =>
    left.every((other) => other.payer !== owed.payer || other.currency !== owed.currency || place(other) > place(owed)),
  );
}

/** An array of the queue: each row one obligation, or two that are linked. */
export interface QueueArray {
  readonly pairs: CutIndex["pairs"];
  readonly rows: Obligation[][];
}

export function arraysOf({ obligations }: NettingInstance): QueueArray[] {
  const rows = obligations
    .map((owed) => [owed, ...obligations.filter((other) => isLinked(owed, other))])
    .filter(([owed, other]) => other === undefined || obligations.indexOf(owed!) < obligations.indexOf(other));
  const groups = Map.groupBy(rows, (row) =>
    row
      .map((owed) => JSON.stringify(pairOf(owed)))
      .toSorted()
      .join(),
  );
  return [...groups.values()].map((group) => ({
    pairs: group[0]!.map(pairOf) as unknown as CutIndex["pairs"],
    rows: group,
  }));
}

/** The cut that settles these: in each array up to the first open obligation that is not among them. */
export function cutOf(instance: NettingInstance, settled: Obligation[]): Cut {
  const waits = new Set(openOf(instance).filter((owed) => !settled.includes(owed)));
  const suspended = instance.suspended ?? [];
  const indices = arraysOf(instance).map(({ pairs, rows }) => {
    if (pairs.some(({ payer, payee }) => suspended.includes(payer) || suspended.includes(payee)))
      return { pairs, index: 0 };
    const index = rows.findIndex((row) => row.some((owed) => waits.has(owed)));
    return { pairs, index: index === -1 ? rows.length : index };
  });
  return { indices };
}

function isLinked(one: Obligation, other: Obligation): boolean {
  return one !== other && one.link !== undefined && one.link === other.link;
}

function pairOf({ currency, rank, payer, payee }: Obligation): Pair {
  return { currency, rank, payer, payee };
}
