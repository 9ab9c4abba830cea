import { openBook, type Book, type Entry } from "./book.ts";
import { ByAmount } from "./by-amount.ts";
import { greatestCuts, isWithin } from "./greatest-cut.ts";
import type { NettingInstance, Obligation } from "./instance.ts";

/** The contract takes no more into one round; what is beyond waits for the next. The solver itself has no limit. */
export const BYPASS_CANDIDATES = 256;

/** Looks at what is still left out: each may find a ring of payments that only settle together. */
const MOST_ROUNDS = 8;

/** Which payment of a bank that is short goes first. Each rule finds sets that the others miss. */
const DROP_RULES = {
  largest: (owed: ByAmount) => owed.largest(),
  enough: (owed: ByAmount, shortMinor: bigint) => owed.smallestFrom(shortMinor) ?? owed.largest(),
  smallest: (owed: ByAmount) => owed.smallest(),
};
type DropRule = (typeof DROP_RULES)[keyof typeof DROP_RULES];

/** A set in the making. */
interface Draft {
  /** By the entry's sequence, 1 for what is in. */
  readonly isIn: Uint8Array;
  /** By the account's index. */
  readonly closing: bigint[];
  /** By the limit's index. */
  readonly room: bigint[];
  /** How many are in. */
  count: number;
}

/** By the account's index, what it owes, from the largest on. */
type Owed = readonly (readonly Entry[])[];

/**
 * A set of much value that is feasible together, whatever the order in which it was queued: balances, limits and links
 * hold, ranks and places do not count (the contract keeps these obligations in a store of their own). Never of less
 * value than the greatest cut. The greatest value is NP-hard to find: this starts from everything that could ever settle,
 * and where that is not feasible drops of whoever is short, fills the room that is left, and takes the best of the rules by which it dropped. Value is the sum of minor
 * units, whatever their currency.
 * @returns what settles, in the order of the instance. @throws NettingError
 */
export function bypass(instance: NettingInstance): readonly Obligation[] {
  const book = openBook(instance);
  const hopeful = withoutHopeless(book);
  const all = draftOf(book, hopeful.flat());
  if (isFeasible(all)) return settledIn(all, book); // nothing that is left out could ever be in
  const owed = hopeful.map((entries) => entries.toSorted(fromLargest));
  const cuts = greatestCuts(book);
  const cut = draftOf(
    book,
    book.entries.filter((entry) => isWithin(entry, cuts)),
  );
  const drafts = Object.values(DROP_RULES).map((rule) => completed(copyOf(all), rule, owed, book));
  if (cut.isIn.includes(1)) drafts.push(completed(cut, DROP_RULES.largest, owed, book));
  const values = drafts.map((draft) => valueOf(draft, book));
  const most = values.reduce((one, other) => (other > one ? other : one));
  const best = at(drafts, values.indexOf(most));
  return settledIn(best, book);
}

/** By the account's index, what it owes without what is more than it has and all that may come in. */
function withoutHopeless({ accounts, entries }: Book): Owed {
  const isOut = new Uint8Array(entries.length);
  const comingIn = accounts.map(({ availableMinor }) => availableMinor);
  for (const { isOpen, payee, obligation } of entries) {
    if (isOpen) comingIn[payee.index] = at(comingIn, payee.index) + obligation.amountMinor;
  }
  const waiting = new Set(accounts);
  const drop = ({ sequence, payee, obligation: { amountMinor } }: Entry) => {
    isOut[sequence] = 1;
    comingIn[payee.index] = at(comingIn, payee.index) - amountMinor;
    waiting.add(payee);
  };
  for (const account of waiting) {
    waiting.delete(account);
    for (const entry of account.queue) {
      if (isOut[entry.sequence] === 1 || entry.obligation.amountMinor <= at(comingIn, account.index)) continue;
      drop(entry);
      if (entry.linked !== undefined) drop(entry.linked);
    }
  }
  return accounts.map(({ queue }) => queue.filter(({ sequence }) => isOut[sequence] === 0));
}

function settledIn(draft: Draft, { entries }: Book): readonly Obligation[] {
  return entries.filter((entry) => isIn(draft, entry)).map(({ obligation }) => obligation);
}

function isFeasible({ closing, room }: Draft): boolean {
  return closing.every((minor) => minor >= 0n) && room.every((minor) => minor >= 0n);
}

function draftOf({ entries, accounts, limits }: Book, start: readonly Entry[]): Draft {
  const draft: Draft = {
    count: 0,
    isIn: new Uint8Array(entries.length),
    closing: accounts.map(({ availableMinor }) => availableMinor),
    room: limits.map(({ roomMinor }) => roomMinor),
  };
  for (const entry of start) put(draft, entry);
  return draft;
}

function copyOf(draft: Draft): Draft {
  return { ...draft, isIn: draft.isIn.slice(), closing: [...draft.closing], room: [...draft.room] };
}

/** Makes it feasible, and fills it as far as the rule finds anything. @returns the draft. */
function completed(draft: Draft, rule: DropRule, owed: Owed, book: Book): Draft {
  let left = owed;
  let before = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (round > 0) for (const entry of left.flat()) put(draft, entry);
    dropUntilFeasible(draft, rule, left, book);
    fill(draft, left, book);
    if (draft.count === before) break;
    before = draft.count;
    left = left.map((entries) => entries.filter((entry) => !isIn(draft, entry)));
  }
  return draft;
}

/** Takes of `owed` out, by the rule, what makes an account short or goes over a limit. */
function dropUntilFeasible(draft: Draft, rule: DropRule, owed: Owed, { accounts }: Book): void {
  const waiting = [...accounts];
  const drop = (entry: Entry) => {
    take(draft, entry);
    waiting.push(entry.payee);
    if (entry.linked === undefined) return;
    take(draft, entry.linked);
    waiting.push(entry.linked.payee);
  };
  const inside = owed.map((entries) => new ByAmount(entries, (entry) => isIn(draft, entry)));
  for (let account = waiting.pop(); account !== undefined; account = waiting.pop()) {
    for (const limit of account.limits) {
      if (at(draft.room, limit.index) >= 0n) continue;
      for (const entry of at(owed, account.index)) {
        if (entry.uses === limit && isIn(draft, entry) && at(draft.room, limit.index) < 0n) drop(entry);
      }
    }
    while (at(draft.closing, account.index) < 0n) {
      const entry = rule(at(inside, account.index), -at(draft.closing, account.index));
      if (entry === undefined) throw new Error("a bank is short that owes nothing");
      drop(entry);
    }
  }
}

/** Takes in whatever still fits, of each account from the largest on, until nothing does. */
function fill(draft: Draft, owed: Owed, { accounts }: Book): void {
  const outside = owed.map((entries) => new ByAmount(entries, (entry) => !isIn(draft, entry)));
  const waiting = new Set(accounts);
  for (const account of waiting) {
    waiting.delete(account);
    for (const entry of at(outside, account.index).upTo(() => at(draft.closing, account.index))) {
      if (!putIfItFits(draft, entry)) continue;
      waiting.add(entry.payee);
      if (entry.linked !== undefined) waiting.add(entry.linked.payee);
    }
  }
}

function putIfItFits(draft: Draft, entry: Entry): boolean {
  const { linked } = entry;
  put(draft, entry);
  if (linked !== undefined) put(draft, linked);
  if (isWithinRules(draft, entry) && (linked === undefined || isWithinRules(draft, linked))) return true;
  take(draft, entry);
  if (linked !== undefined) take(draft, linked);
  return false;
}

function isWithinRules({ closing, room }: Draft, { payer, uses }: Entry): boolean {
  return at(closing, payer.index) >= 0n && (uses === undefined || at(room, uses.index) >= 0n);
}

function isIn(draft: Draft, { sequence }: Entry): boolean {
  return draft.isIn[sequence] === 1;
}

function put(draft: Draft, { sequence, payer, payee, uses, relieves, obligation: { amountMinor } }: Entry): void {
  const { isIn: isInSet, closing, room } = draft;
  isInSet[sequence] = 1;
  draft.count++;
  closing[payer.index] = at(closing, payer.index) - amountMinor;
  closing[payee.index] = at(closing, payee.index) + amountMinor;
  if (uses !== undefined) room[uses.index] = at(room, uses.index) - amountMinor;
  if (relieves !== undefined) room[relieves.index] = at(room, relieves.index) + amountMinor;
}

function take(draft: Draft, { sequence, payer, payee, uses, relieves, obligation: { amountMinor } }: Entry): void {
  const { isIn: isInSet, closing, room } = draft;
  isInSet[sequence] = 0;
  draft.count--;
  closing[payer.index] = at(closing, payer.index) + amountMinor;
  closing[payee.index] = at(closing, payee.index) - amountMinor;
  if (uses !== undefined) room[uses.index] = at(room, uses.index) + amountMinor;
  if (relieves !== undefined) room[relieves.index] = at(room, relieves.index) - amountMinor;
}

function valueOf(draft: Draft, { entries }: Book): bigint {
  let valueMinor = 0n;
  for (const entry of entries) if (isIn(draft, entry)) valueMinor += entry.obligation.amountMinor;
  return valueMinor;
}

function fromLargest({ obligation, sequence }: Entry, other: Entry): number {
  if (obligation.amountMinor > other.obligation.amountMinor) return -1;
  if (obligation.amountMinor < other.obligation.amountMinor) return 1;
  return sequence - other.sequence;
}

function at<Item>(items: readonly Item[], index: number): Item {
  return items[index] as Item;
}
