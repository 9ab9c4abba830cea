import { type ApprovedPayment, readApprovedPayment, writeApprovedPayment } from "@jiaozi/sdk/approval/approved-payment";
import type { Outcome, RelayedPayment } from "@jiaozi/sdk/approval/relayed-payment";
import { approvalId } from "@jiaozi/sdk/request/payment-id";
import type { Address, Hex } from "viem";
import { openJournal } from "./journal.ts";

/** An outcome that nobody has asked for by then is told by the chain. */
const OUTCOMES_KEPT_MS = 24 * 60 * 60 * 1000;
/** The journal is tidied when it is twice what it was after the last time, and at least this. */
const MIN_TIDY_BYTES = 16_000_000;

/** A signed transaction, and the approvals that are in it. */
export interface Batch {
  ids: readonly Hex[];
  serialized: Hex;
}

type Entry =
  | { kind: "accepted"; payment: string }
  | ({ kind: "sent" } & Batch)
  | { kind: "dropped" }
  | { kind: "done"; id: Hex; outcome: Outcome; at: number };

/**
 * What a relayer has accepted, what of it is under way, and what became of it. Each change is in the journal before it
 * is one, so that a machine that dies in the middle goes on where it was; a change that the disk does not take throws.
 */
export function openBook(journalFile: string) {
  const waiting = new Map<Hex, ApprovedPayment>();
  const waitingOfPayer = new Map<Address, number>();
  const outcomes = new Map<Hex, Outcome>();
  /** By the relayer's own clock, in milliseconds; in the order in which they ended. */
  const endedAt = new Map<Hex, number>();
  const listeners = new Map<Hex, Set<() => void>>();
  let underWay: Batch | undefined;
  const journal = openJournal<Entry>(journalFile, enter);
  let tidyAtBytes = 0;
  tidy();

  function write(entry: Entry): void {
    journal.append(entry);
    enter(entry);
  }

  function enter(entry: Entry): void {
    if (entry.kind === "accepted") keep(readApprovedPayment(entry.payment));
    else if (entry.kind === "sent") underWay = entry;
    else if (entry.kind === "dropped") underWay = undefined;
    else conclude(entry.id, entry.outcome, entry.at);
  }

  function keep(payment: ApprovedPayment): void {
    const id = idOf(payment);
    if (!waiting.has(id)) count(payment, 1);
    waiting.set(id, payment);
    endedAt.delete(id);
    outcomes.set(id, { state: "waiting" });
  }

  function conclude(id: Hex, outcome: Outcome, at: number): void {
    const payment = waiting.get(id);
    if (payment) count(payment, -1);
    waiting.delete(id);
    outcomes.set(id, outcome);
    endedAt.set(id, at);
    for (const tell of listeners.get(id) ?? []) tell();
    listeners.delete(id);
  }

  function count({ approval: { payer } }: ApprovedPayment, more: 1 | -1): void {
    const now = (waitingOfPayer.get(payer) ?? 0) + more;
    if (now === 0) waitingOfPayer.delete(payer);
    else waitingOfPayer.set(payer, now);
  }

  /** `undefined` where it was never accepted. */
  function outcomeOf(id: Hex): RelayedPayment | undefined {
    const outcome = outcomes.get(id);
    return outcome && { id, ...outcome };
  }

  /** As soon as it is no longer waiting, or what is known after so many seconds. */
  async function settled(id: Hex, seconds: number): Promise<RelayedPayment | undefined> {
    if (outcomes.get(id)?.state === "waiting") {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(done, seconds * 1000);
        const own = listeners.get(id) ?? new Set();
        listeners.set(id, own.add(done));
        function done() {
          clearTimeout(timer);
          own.delete(done);
          resolve();
        }
      });
    }
    return outcomeOf(id);
  }

  /** Forgets what ended long ago, and what the journal need not tell any more. */
  function tidy(): void {
    const since = Date.now() - OUTCOMES_KEPT_MS;
    for (const [id, at] of endedAt) {
      if (at >= since) break;
      endedAt.delete(id);
      outcomes.delete(id);
    }
    journal.replace(worthKeeping());
    tidyAtBytes = Math.max(2 * journal.bytes(), MIN_TIDY_BYTES);
  }

  function* worthKeeping(): Generator<Entry> {
    for (const payment of waiting.values()) yield acceptedOf(payment);
    if (underWay) yield { kind: "sent", ids: underWay.ids, serialized: underWay.serialized };
    for (const [id, at] of endedAt) {
      const outcome = outcomes.get(id);
      if (outcome) yield { kind: "done", id, outcome, at };
    }
  }

  return {
    /** By id, in the order in which they were accepted. */
    waiting: waiting as ReadonlyMap<Hex, ApprovedPayment>,
    countOf: (payer: Address) => waitingOfPayer.get(payer) ?? 0,
    underWay: () => underWay,
    outcomeOf,
    settled,
    accept(payment: ApprovedPayment) {
      journal.append(acceptedOf(payment));
      keep(payment);
    },
    /** Before it is sent: after a crash the very same goes again. */
    send: (batch: Batch) => write({ kind: "sent", ...batch }),
    /** What was under way is over, whatever came of it; those in it that have no outcome wait on. */
    drop() {
      write({ kind: "dropped" });
      if (journal.bytes() >= tidyAtBytes) tidy();
    },
    end: (payment: ApprovedPayment, outcome: Outcome) =>
      write({ kind: "done", id: idOf(payment), outcome, at: Date.now() }),
    close: () => journal.close(),
  };
}

export function idOf({ approval }: ApprovedPayment): Hex {
  return approvalId(approval.request, approval.payer, approval.nonce);
}

function acceptedOf(payment: ApprovedPayment): Entry {
  return { kind: "accepted", payment: writeApprovedPayment(payment) };
}
