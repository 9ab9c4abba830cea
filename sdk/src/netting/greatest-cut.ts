// A cut is a prefix of every bank's queue in every currency. Why there is exactly one greatest, and why dropping the
// newest finds it:
//
// Let every feasible cut z lie within x (at first x is everything), and let x break something. Whatever comes in to a
// bank under z comes in under x as well, so a rule that x breaks is broken until its payer owes less:
//   balance   out(z) <= available + in(z) <= available + in(x) < out(x)
//   limit     out(z) <= room + back(z) <= room + back(x) < out(x), counted between the two banks; room is never negative
//   link      a leg beyond x is beyond z, so its other leg and everything behind that are too
// In each case z lacks the newest payment that x has of that payer: dropped, x still holds every feasible cut. Where
// nothing is broken any more x is feasible itself, so it is the greatest, in whatever order the rules were looked at.
// That ends, as the empty cut breaks nothing. Ranks need no rule: a queue is sorted by them, so a prefix keeps them.
//
// Each payment is dropped at most once and costs the same each time: all is linear in the payments.
import { arraysOf, type EntryArray } from "./arrays.ts";
import { openBook, type Account, type Book, type Entry } from "./book.ts";
import type { Cut, CutIndex, NettingInstance, Obligation } from "./instance.ts";

/**
 * The greatest feasible cut of the queue in its order (EAF2; Bech and Soramäki 2001): no other settles more of any
 * bank's queue. Indices go past cancelled obligations; an array that nothing moves in is left out.
 * @throws NettingError
 */
export function greatestCut(instance: NettingInstance): Cut {
  const book = openBook(instance);
  const cuts = greatestCuts(book);
  const indices = arraysOf(book, instance).map((array): CutIndex => ({
    pairs: array.pairs,
    index: indexOf(array, cuts),
  }));
  return { indices: indices.filter(({ index }) => index > 0) };
}

/** What the greatest cut settles, in the order of the instance. @throws NettingError */
export function settledByGreatestCut(instance: NettingInstance): readonly Obligation[] {
  const book = openBook(instance);
  const cuts = greatestCuts(book);
  return book.entries.filter((entry) => isWithin(entry, cuts)).map(({ obligation }) => obligation);
}

/** How many of each account's queue settle, by the account's index. */
export function greatestCuts({ accounts, entries, limits }: Book): number[] {
  const cuts = accounts.map(({ queue }) => queue.length);
  const ceilings = [...cuts];
  const closing = accounts.map(({ availableMinor }) => availableMinor);
  const room = limits.map(({ roomMinor }) => roomMinor);
  for (const { payer, payee, uses, relieves, obligation, isOpen } of entries) {
    if (!isOpen) continue;
    subtract(closing, payer.index, obligation.amountMinor);
    add(closing, payee.index, obligation.amountMinor);
    if (uses !== undefined) subtract(room, uses.index, obligation.amountMinor);
    if (relieves !== undefined) add(room, relieves.index, obligation.amountMinor);
  }

  const waiting = [...accounts];
  const isWaiting = accounts.map(() => true);
  const lookAt = (account: Account) => {
    if (isWaiting[account.index]) return;
    isWaiting[account.index] = true;
    waiting.push(account);
  };
  const breaksRule = ({ index, limits: own }: Account) =>
    at(cuts, index) > at(ceilings, index) || at(closing, index) < 0n || own.some((limit) => at(room, limit.index) < 0n);
  const dropNewest = (account: Account) => {
    const place = at(cuts, account.index) - 1;
    const { payee, uses, relieves, linked, obligation } = at(account.queue, place);
    cuts[account.index] = place;
    add(closing, account.index, obligation.amountMinor);
    subtract(closing, payee.index, obligation.amountMinor);
    if (uses !== undefined) add(room, uses.index, obligation.amountMinor);
    if (relieves !== undefined) subtract(room, relieves.index, obligation.amountMinor);
    lookAt(payee);
    if (linked === undefined) return;
    ceilings[linked.payer.index] = Math.min(at(ceilings, linked.payer.index), linked.place);
    lookAt(linked.payer);
  };
  for (let account = waiting.pop(); account !== undefined; account = waiting.pop()) {
    isWaiting[account.index] = false;
    while (breaksRule(account)) dropNewest(account);
  }
  return cuts;
}

/** Whether it is within the cuts. */
export function isWithin({ isOpen, place, payer }: Entry, cuts: readonly number[]): boolean {
  return isOpen && place < at(cuts, payer.index);
}

/** The first row that waits for another cut; cancelled ones before it are passed over. */
function indexOf({ rows, isSuspended }: EntryArray, cuts: readonly number[]): number {
  if (isSuspended) return 0;
  const index = rows.findIndex((row) => row.some((entry) => entry.isOpen && !isWithin(entry, cuts)));
  return index === -1 ? rows.length : index;
}

function add(sums: bigint[], index: number, amountMinor: bigint): void {
  sums[index] = at(sums, index) + amountMinor;
}

function subtract(sums: bigint[], index: number, amountMinor: bigint): void {
  sums[index] = at(sums, index) - amountMinor;
}

function at<Item>(items: readonly Item[], index: number): Item {
  return items[index] as Item;
}
