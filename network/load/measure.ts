import { quantile } from "../../scripts/quantile.ts";
import { type Accounting, readBooks, settleAccounts } from "./books.ts";
import type { Fleet } from "./fleet.ts";
import type { LoadedNetwork } from "./network.ts";
import { type Course, offer, type OfferOptions } from "./offer.ts";
import { readResources } from "./resources.ts";
import type { SignedTransaction } from "./sign.ts";

/** What one kind of load did, in all its rounds together. */
export interface Measurement {
  /** Payments, or transfers, that were included. */
  payments: number;
  perSecond: number;
  /** From one block to the next. */
  blockSeconds: number;
  /** From when it was due to when a client saw the block that has it. */
  p50Seconds: number;
  p95Seconds: number;
  /** Of one node, on average. */
  cpuMillisecondsEach: number;
  cores: number;
  residentBytes: number;
  diskBytesEach: number;
  /** In all rounds. */
  accounting: Accounting;
}

/** One kind of load, round by round. */
export interface Measuring {
  /**
   * Offers what is signed before its clock starts, because the client shares the nodes' machine, and accounts for it. What
   * is to be done `besides` begins with the first offer.
   */
  round: (sign: () => Promise<SignedTransaction[]>, besides?: () => Promise<void>) => Promise<void>;
  /** All rounds so far together. */
  sum: () => Measurement;
}

export function measure(
  { nodes }: Pick<LoadedNetwork, "nodes">,
  fleet: Fleet,
  options: Omit<OfferOptions, "urls">,
): Measuring {
  const accounting: Accounting = { made: 0, lost: 0, doubled: 0, refused: 0, differences: [] };
  const latencies: number[] = [];
  const intervals: number[] = [];
  const sum = { seconds: 0, cpuSeconds: 0, diskBytes: 0, residentBytes: 0 };

  return {
    async round(sign, besides) {
      const transactions = await sign();
      const books = await readBooks(fleet);
      const before = nodes.map(readResources);
      const offering = offer(transactions, { ...options, urls: fleet.urls }).then((course) => ({
        course,
        after: nodes.map(readResources),
      }));
      const [{ course, after }] = await Promise.all([offering, besides?.()]);
      sum.seconds += secondsOf(course);
      sum.cpuSeconds += totalOf(after, "cpuSeconds") - totalOf(before, "cpuSeconds");
      sum.diskBytes += totalOf(after, "diskBytes") - totalOf(before, "diskBytes");
      sum.residentBytes = Math.max(sum.residentBytes, totalOf(after, "residentBytes"));
      latencies.push(...latenciesOf(course));
      intervals.push(...intervalsOf(course));
      add(accounting, await settleAccounts(fleet, books, course));
    },
    sum() {
      const each = (amount: number) => amount / nodes.length / accounting.made;
      return {
        payments: accounting.made,
        perSecond: accounting.made / sum.seconds,
        blockSeconds: intervals.reduce((total, seconds) => total + seconds, 0) / intervals.length,
        p50Seconds: quantile(latencies, 0.5),
        p95Seconds: quantile(latencies, 0.95),
        cpuMillisecondsEach: each(sum.cpuSeconds) * 1000,
        cores: sum.cpuSeconds / nodes.length / sum.seconds,
        residentBytes: sum.residentBytes / nodes.length,
        diskBytesEach: each(sum.diskBytes),
        accounting,
      };
    },
  };
}

/** From the first offer to the last inclusion. */
function secondsOf({ offered }: Course): number {
  const times = offered.flatMap(({ visibleAt }) => visibleAt ?? []);
  return (times.reduce((last, at) => Math.max(last, at), 0) - (offered[0]?.offeredAt ?? 0)) / 1000;
}

function latenciesOf({ offered }: Course): number[] {
  return offered.flatMap(({ transaction, offeredAt, visibleAt }) =>
    visibleAt === undefined ? [] : transaction.movements.map(() => (visibleAt - offeredAt) / 1000),
  );
}

function intervalsOf({ blocks }: Course): number[] {
  return blocks.slice(1).map(({ seenAt }, n) => (seenAt - (blocks[n]?.seenAt ?? seenAt)) / 1000);
}

function totalOf<name extends string>(each: readonly Record<name, number>[], name: name): number {
  return each.reduce((sum, one) => sum + one[name], 0);
}

function add(sum: Accounting, one: Accounting): void {
  for (const count of ["made", "lost", "doubled", "refused"] as const) sum[count] += one[count];
  sum.differences.push(...one.differences);
}
