import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "../../scripts/refusal.ts";
import { type Node, statusOf, waitForBlocks } from "../nodes.ts";

/** A block that was under way may still come. */
const LAST_BLOCKS = 1;
/** On a busy machine a node catches up with some thirty blocks a second. */
const PATIENCE_SECONDS = 300;

export async function heightOf(node: Node): Promise<number> {
  return (await statusOf(node))?.height ?? 0;
}

/** The seconds until every one of these has made or seen so many blocks more. */
export async function secondsUntilBlocks(nodes: readonly Node[], more: number): Promise<string> {
  const since = performance.now();
  await waitForBlocks(nodes, more, PATIENCE_SECONDS);
  return ((performance.now() - since) / 1000).toFixed(1);
}

/** Looks on for so long: these must make no block. */
export async function mustStandStill(nodes: readonly Node[], seconds: number): Promise<void> {
  const before = await Promise.all(nodes.map(heightOf));
  await sleep(seconds * 1000);
  const after = await Promise.all(nodes.map(heightOf));
  for (const [n, height] of after.entries()) {
    if (height > (before[n] ?? 0) + LAST_BLOCKS) throw new Refusal(`${nodes[n]?.validator.name} made blocks alone`);
  }
}

/** Looks on for so long: these must make blocks. How many they made, at least. */
export async function mustGoOn(nodes: readonly Node[], seconds: number): Promise<number> {
  const before = await Promise.all(nodes.map(heightOf));
  await sleep(seconds * 1000);
  const made = (await Promise.all(nodes.map(heightOf))).map((height, n) => height - (before[n] ?? 0));
  const least = Math.min(...made);
  if (least < 1) throw new Refusal(`no block in ${seconds} seconds`);
  return least;
}
