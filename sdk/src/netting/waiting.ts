import { openBook, type Book, type Entry, type Limit } from "./book.ts";
import { greatestCuts, isWithin } from "./greatest-cut.ts";
import { RANKS, type Obligation } from "./instance.ts";
import { outcomeOf } from "./outcome.ts";
import { instanceOf, legsOf, type QueueState } from "./queue.ts";

/** Why the greatest cut leaves an obligation where it is. Amounts in minor units, after what the cut settles. */
export type Hindrance =
  /** The first that its payer cannot pay. */
  | { readonly is: "balance"; readonly shortMinor: bigint }
  /** The first that exceeds what the payer lets out to the payee. */
  | { readonly is: "limit"; readonly roomMinor: bigint }
  /** The payee's side of two that settle both or neither is held up. */
  | { readonly is: "linked" }
  | { readonly is: "earlier" }
  | { readonly is: "payer suspended" }
  | { readonly is: "payee suspended" };

/** What a bank owes another by the queue: of two that are linked, each is one. */
export interface WaitingObligation extends Obligation {
  readonly lane: number;
  /** In its lane. */
  readonly index: number;
  /** In its payer's queue. */
  readonly sequence: number;
  readonly isLinked: boolean;
  /** Nothing: a cut would settle it now. */
  readonly hindrance: Hindrance | undefined;
}

/** All that waits, each payer's in the order in which it must settle, and what holds it up. @throws NettingError */
export function waitingOf(state: QueueState): WaitingObligation[] {
  const hindranceOf = openHindrances(state);
  const waiting = state.lanes.flatMap((lane) =>
    lane.obligations
      .filter(({ isCancelled }) => !isCancelled)
      .flatMap((queued) =>
        legsOf(lane, queued).map(({ sequence, obligation }) => ({
          ...obligation,
          lane: lane.id,
          index: queued.index,
          sequence,
          isLinked: lane.counterCurrency !== 0,
          hindrance: hindranceOf(obligation),
        })),
      ),
  );
  return waiting.toSorted(
    (one, other) => RANKS.indexOf(one.rank) - RANKS.indexOf(other.rank) || one.sequence - other.sequence,
  );
}

function openHindrances(state: QueueState): (obligation: Obligation) => Hindrance | undefined {
  const instance = instanceOf(state);
  const book = openBook(instance);
  const cuts = greatestCuts(book);
  const isSettled = (entry: Entry) => isWithin(entry, cuts);
  const settled = book.entries.filter(isSettled).map(({ obligation }) => obligation);
  const { closing } = outcomeOf(instance, settled);
  const room = roomAfter(book, isSettled);
  const byId = new Map(book.entries.map((entry) => [entry.obligation.id, entry]));

  return ({ id, payer, payee, amountMinor }) => {
    if (state.suspended.includes(payer)) return { is: "payer suspended" };
    if (state.unreleased.includes(payee)) return { is: "payee suspended" };
    const entry = byId.get(id);
    if (entry === undefined || !entry.isOpen) return { is: "linked" }; // a suspended bank sends nothing back
    if (isSettled(entry)) return undefined;
    if (entry.place !== cuts[entry.payer.index]) return { is: "earlier" };
    const leftMinor = closing[entry.payer.index]?.availableMinor ?? 0n;
    if (leftMinor < amountMinor) return { is: "balance", shortMinor: amountMinor - leftMinor };
    const roomMinor = entry.uses && room.get(entry.uses);
    return roomMinor !== undefined && roomMinor < amountMinor ? { is: "limit", roomMinor } : { is: "linked" };
  };
}

function roomAfter({ entries, limits }: Book, isSettled: (entry: Entry) => boolean): ReadonlyMap<Limit, bigint> {
  const room = new Map(limits.map((limit) => [limit, limit.roomMinor]));
  const change = (limit: Limit | undefined, byMinor: bigint) => {
    if (limit !== undefined) room.set(limit, (room.get(limit) ?? 0n) + byMinor);
  };
  for (const entry of entries.filter(isSettled)) {
    change(entry.uses, -entry.obligation.amountMinor);
    change(entry.relieves, entry.obligation.amountMinor);
  }
  return room;
}
