import { setTimeout as sleep } from "node:timers/promises";
import { quantile } from "../../scripts/quantile.ts";
import { readHeaders } from "../headers.ts";
import { type Accounting, readBooks, settleAccounts } from "../load/books.ts";
import { blocksUntilIncluded, type Course, offer } from "../load/offer.ts";
import { signPayments } from "../load/payments.ts";
import { rpcUrlOf, waitForBlocks } from "../nodes.ts";
import type { Drill } from "./drill.ts";
import type { Stage } from "./stage.ts";
import { heightOf } from "./waiting.ts";

/** What a drill came to; all of it is counted, nothing is sampled. */
export interface Outcome {
  /** What the network did, in words. */
  did: string;
  /** Why it failed, where something did not hold. */
  failures: string[];
  longestPauseSeconds: number;
  offered: number;
  acknowledged: number;
  accounting: Accounting;
  /** How many blocks, on how many nodes, have the same hash at every height. */
  sameHashes: boolean;
}

/** Payments run for so long before anything happens. */
const LEAD_MILLISECONDS = 3_000;

/** Holds one drill while payments between two banks are offered at a steady rate, and settles the accounts. */
export async function underLoad(stage: Stage, drill: Drill, ratePerSecond: number): Promise<Outcome> {
  const { fleet } = stage;
  const before = await readBooks(fleet);
  const payments = await signPayments(fleet, drill.seconds * ratePerSecond, "cross-bank");
  const urls = drill.urls?.(stage) ?? stage.four.map(rpcUrlOf);
  const failures: string[] = [];
  const [course, fault] = await Promise.all([
    offer(payments, { urls, ratePerSecond }),
    sleep(LEAD_MILLISECONDS).then(() => makeFault(stage, drill, failures)),
  ]);
  let { did } = fault;
  if (drill.mostBlocks !== undefined) {
    const waited = blocksUntilIncluded(course, fault.from, fault.to);
    const most = quantile(waited, 0.95);
    did += `; payments were in after ${quantile(waited, 0.5)} (median) and ${most} blocks (95 of 100)`;
    if (!(most <= drill.mostBlocks)) failures.push(`95 of 100 payments took ${most} blocks`); // NaN of none
  }

  const nodes = [...stage.four, ...stage.joined];
  await waitForBlocks(nodes, 1);
  const sameHashes = await haveSameHashes(stage, course.blocks[0]?.number ?? 1);
  await stage.tidy();
  const accounting = await settleAccounts(fleet, before, course);
  return {
    did,
    failures: [...failures, ...findFailures(payments.length, accounting, sameHashes)],
    longestPauseSeconds: longestPauseOf(course),
    offered: course.offered.length,
    acknowledged: course.offered.filter(({ isAcknowledged }) => isAcknowledged).length,
    accounting,
    sameHashes,
  };
}

/** What the network did meanwhile, and when that was. */
async function makeFault(stage: Stage, drill: Drill, failures: string[]) {
  const from = performance.now();
  const did = await drill.run(stage).catch(async (error: unknown) => {
    failures.push(error instanceof Error ? error.message : String(error));
    await stage.tidy();
    return "did not do what it must";
  });
  return { did, from, to: performance.now() };
}

function findFailures(wanted: number, { made, lost, doubled, refused, differences }: Accounting, sameHashes: boolean) {
  return [
    ...(made === wanted ? [] : [`${made} of ${wanted} payments were included`]),
    ...(lost === 0 ? [] : [`${lost} payments were acknowledged and are lost`]),
    ...(doubled === 0 ? [] : [`${doubled} payments were made more than once`]),
    ...(refused === 0 ? [] : [`${refused} payments were refused`]),
    ...(sameHashes ? [] : ["the nodes do not have the same blocks"]),
    ...differences,
  ];
}

/** Every block and the state before it, from the drill's first block on, on every node that runs. */
async function haveSameHashes({ four, joined }: Stage, first: number): Promise<boolean> {
  const nodes = [...four, ...joined];
  const last = Math.min(...(await Promise.all(nodes.map(heightOf))));
  const chains = await Promise.all(nodes.map((node) => readHeaders(node, first, last)));
  const texts = chains.map((headers) => headers.map(({ height, hash, appHash }) => `${height} ${hash} ${appHash}`));
  return texts.every((lines) => lines.length === last - first + 1 && lines.join() === texts[0]?.join());
}

function longestPauseOf({ blocks }: Course): number {
  const pauses = blocks.slice(1).map(({ seenAt }, n) => seenAt - (blocks[n]?.seenAt ?? seenAt));
  return Math.max(0, ...pauses) / 1000;
}
