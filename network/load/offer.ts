import { setTimeout as sleep } from "node:timers/promises";
import type { Address, Hex } from "viem";
import { sendMany } from "./rpc.ts";
import type { SignedTransaction } from "./sign.ts";
import { type SeenBlock, watchBlocks } from "./watch.ts";

export interface OfferOptions {
  /** Any number of nodes; one that is lost is passed over. */
  urls: readonly string[];
  /** As fast as they are taken, if it is not said. */
  ratePerSecond?: number;
  /** Not more than so many wait to be included. */
  maxWaiting?: number;
  /** What is not included after so long is sent again, to every node. */
  patienceSeconds?: number;
  giveUpSeconds?: number;
}

/** A transaction's way into the chain; times by `performance.now()`. */
export interface Offered {
  transaction: SignedTransaction;
  /** When it was due, whether or not the client was ready to send it. */
  offeredAt: number;
  sentAt: number;
  /** A node said that it has it. */
  isAcknowledged: boolean;
  visibleAt?: number;
  /** In how many blocks it was found. */
  inclusions: number;
}

export interface Course {
  offered: Offered[];
  /** Every block from the first offer on to the last inclusion. */
  blocks: SeenBlock[];
  /** How often each thing was said against a transaction. */
  refusals: Map<string, number>;
  resent: number;
}

const TICK_MILLISECONDS = 20;
const PER_REQUEST = 50;
/** What a node says of a transaction that it has: its answer to the first sending was lost. */
export const KNOWN_ALREADY = /already (known|in mempool)|tx already/i;

/**
 * Offers signed transactions and follows each until it is in a block, or until it is given up. The rule is the sdk's
 * (`submitUntilIncluded`): the same signed transaction to all nodes again, never another in its place.
 */
export async function offer(transactions: readonly SignedTransaction[], options: OfferOptions): Promise<Course> {
  const { urls, ratePerSecond = Infinity, maxWaiting = Infinity, patienceSeconds = 15, giveUpSeconds = 300 } = options;
  const course: Course = { offered: [], blocks: [], refusals: new Map(), resent: 0 };
  const byHash = new Map<Hex, Offered>();
  const lanes = urls.map((_, which) => createLane(urls, which, course.refusals));
  const laneOf = assignLanes(transactions, lanes);
  let waiting = 0;

  const watcher = await watchBlocks(urls, (block) => {
    course.blocks.push(block);
    for (const hash of block.hashes) {
      const found = byHash.get(hash);
      if (!found) continue;
      found.inclusions += 1;
      if (found.visibleAt !== undefined) continue;
      found.visibleAt = block.seenAt;
      waiting -= 1;
    }
  });

  const beganAt = performance.now();
  const givenUpAt = beganAt + giveUpSeconds * 1000;
  let resendAt = beganAt + patienceSeconds * 1000;
  while ((course.offered.length < transactions.length || waiting > 0) && performance.now() < givenUpAt) {
    const now = performance.now();
    const isDue = ratePerSecond === Infinity ? Infinity : ((now - beganAt) * ratePerSecond) / 1000;
    while (course.offered.length < Math.min(isDue, transactions.length) && waiting < maxWaiting) {
      const transaction = transactions[course.offered.length];
      if (!transaction) break;
      const offeredAt = ratePerSecond === Infinity ? now : beganAt + (course.offered.length * 1000) / ratePerSecond;
      const one = { transaction, offeredAt, sentAt: now, isAcknowledged: false, inclusions: 0 };
      byHash.set(transaction.hash, one);
      course.offered.push(one);
      laneOf(transaction.sender).push(one);
      waiting += 1;
    }
    if (now >= resendAt) {
      const late = lateOnes(course.offered, now - patienceSeconds * 1000);
      course.resent += late.length;
      for (const one of late) {
        one.sentAt = now;
        for (const lane of lanes) lane.push(one);
      }
      resendAt = now + 1000;
    }
    await sleep(TICK_MILLISECONDS);
  }
  await Promise.all(lanes.map((lane) => lane.stop()));
  await watcher.stop();
  return course;
}

/** For each transaction that was offered within this time, by `performance.now()`: how many blocks it took, at least one. */
export function blocksUntilIncluded({ offered, blocks }: Course, since: number, until: number): number[] {
  return offered
    .filter(({ offeredAt }) => offeredAt >= since && offeredAt < until)
    .map(
      ({ offeredAt, visibleAt = Infinity }) =>
        blocks.filter(({ seenAt }) => seenAt > offeredAt && seenAt <= visibleAt).length,
    );
}

/** At most what a lane takes in a moment: the rest has its turn a second later. */
function lateOnes(offered: readonly Offered[], sentBefore: number): Offered[] {
  return offered.filter(({ visibleAt, sentAt }) => visibleAt === undefined && sentAt < sentBefore).slice(0, 500);
}

interface Lane {
  push: (one: Offered) => void;
  stop: () => Promise<void>;
}

/** What goes to one node first, in order. A node that cannot be reached leaves it to the next one. */
function createLane(urls: readonly string[], which: number, refusals: Map<string, number>): Lane {
  const queue: Offered[] = [];
  const stopping = new AbortController();

  async function send(ones: readonly Offered[]): Promise<void> {
    for (let tried = 0; tried < urls.length; tried++) {
      const url = urls[(which + tried) % urls.length] ?? "";
      const serialized = ones.map(({ transaction }) => transaction.serialized);
      const answers = await sendMany(url, serialized).catch(() => undefined);
      if (!answers) continue;
      for (const [n, refusal] of answers.entries()) {
        const one = ones[n];
        if (one && (refusal === undefined || KNOWN_ALREADY.test(refusal))) one.isAcknowledged = true;
        else if (refusal !== undefined) refusals.set(refusal, (refusals.get(refusal) ?? 0) + 1);
      }
      return;
    }
  }

  const ended = (async () => {
    while (!stopping.signal.aborted) {
      const next = queue.splice(0, PER_REQUEST).filter(({ visibleAt }) => visibleAt === undefined);
      if (next.length > 0) await send(next);
      else await sleep(TICK_MILLISECONDS / 4);
    }
  })();

  return {
    push: (one) => void queue.push(one),
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

/** All of one sender go to one node, in the order of their nonces. */
function assignLanes(transactions: readonly SignedTransaction[], lanes: readonly Lane[]) {
  const senders = [...new Set(transactions.map(({ sender }) => sender))];
  const places = new Map(senders.map((sender, n) => [sender, n % lanes.length]));
  return (sender: Address): Lane => {
    const lane = lanes[places.get(sender) ?? 0];
    if (!lane) throw new Error("no node was named");
    return lane;
  };
}
