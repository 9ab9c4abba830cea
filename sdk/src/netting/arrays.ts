import type { Book, Entry } from "./book.ts";
import { RANKS, type CutIndex, type NettingInstance, type Pair } from "./instance.ts";

/** One cursor's worth: each row one obligation, or two that are linked. */
export interface EntryArray {
  readonly pairs: CutIndex["pairs"];
  readonly rows: Entry[][];
  readonly isSuspended: boolean;
}

/** The obligations as the contract stores them. */
export function arraysOf({ accounts, entries }: Book, { suspended = [] }: NettingInstance): EntryArray[] {
  const plain = new Map<number, EntryArray>();
  const linked = new Map<string, EntryArray>();
  const open = (pairs: CutIndex["pairs"]): EntryArray => {
    const isSuspended = pairs.some(({ payer, payee }) => suspended.includes(payer) || suspended.includes(payee));
    return { pairs, rows: [], isSuspended };
  };
  for (const entry of entries) {
    const { payer, payee, obligation } = entry;
    if (entry.linked === undefined) {
      const key = (payer.index * accounts.length + payee.index) * RANKS.length + RANKS.indexOf(obligation.rank);
      let array = plain.get(key);
      if (array === undefined) plain.set(key, (array = open([pairOf(entry)])));
      array.rows.push([entry]);
    } else if (entry.sequence < entry.linked.sequence) {
      const [one, other] = keyOf(entry) <= keyOf(entry.linked) ? [entry, entry.linked] : [entry.linked, entry];
      const key = `${keyOf(one)} ${keyOf(other)}`;
      let array = linked.get(key);
      if (array === undefined) linked.set(key, (array = open([pairOf(one), pairOf(other)])));
      array.rows.push([one, other]);
    }
  }
  return [...plain.values(), ...linked.values()];
}

function pairOf({ obligation: { currency, rank, payer, payee } }: Entry): Pair {
  return { currency, rank, payer, payee };
}

function keyOf({ obligation: { currency, rank, payer, payee } }: Entry): string {
  return [currency, rank, payer, payee].join(" ");
}
