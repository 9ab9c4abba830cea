import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Refusal } from "../../scripts/refusal.ts";
import { FAULTY_NODE_COMMAND } from "../build.ts";
import { readHeaders } from "../headers.ts";
import { type Node, waitForBlocks } from "../nodes.ts";
import type { Drill } from "./drill.ts";
import { heightOf } from "./waiting.ts";

/** Blocks in which each of four proposes, and more than once. */
const ROUNDS = 8;
const MOST_ROUNDS = 10;
const CLOCK_SECONDS = 5;
const SKEWS = ["30s", "-30s"];

export const invalidProposer: Drill = {
  name: "invalid-proposer",
  fault: "One validator proposes blocks that are invalid",
  mustHold: "none of its blocks is taken while it does, and they are again afterwards",
  seconds: 70,
  async run({ four, restart }) {
    const [first, , , fourth] = four;
    const spoil = join(fourth.home, "spoil");
    await restart(fourth, { command: FAULTY_NODE_COMMAND, env: { JIAOZI_SPOIL: spoil } });
    await untilProposersAre(first, 4);
    writeFileSync(spoil, "");
    await untilProposersAre(first, 3);
    rmSync(spoil);
    await untilProposersAre(first, 4);
    await restart(fourth);
    return `went on; no block of ${ROUNDS} in a row was its own, and afterwards they were taken again`;
  },
};

export const wrongClock: Drill = {
  name: "wrong-clock",
  fault: "The clock of one validator is 30 seconds fast, then 30 seconds slow",
  mustHold: "the time of the blocks stays right",
  seconds: 50,
  async run({ four, restart }) {
    const [first, , , fourth] = four;
    let worst = 0;
    for (const skew of SKEWS) {
      await restart(fourth, { command: FAULTY_NODE_COMMAND, env: { JIAOZI_SKEW: skew } });
      await waitForBlocks(four, ROUNDS);
      const [newest] = await lastHeaders(first, 1);
      worst = Math.max(worst, Math.abs(Date.now() - Number(newest?.time ?? 0)) / 1000);
    }
    if (worst > CLOCK_SECONDS) throw new Refusal(`the newest block's time was ${worst.toFixed(1)} s off`);
    await restart(fourth);
    return `went on; the newest block's time was ${worst.toFixed(1)} s off at most`;
  },
};

async function lastHeaders(node: Node, count: number) {
  const height = await heightOf(node);
  return await readHeaders(node, height - count + 1, height);
}

async function untilProposersAre(node: Node, count: number): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    await waitForBlocks([node], ROUNDS);
    const proposers = new Set((await lastHeaders(node, ROUNDS)).map(({ proposer }) => proposer));
    if (proposers.size === count) return;
  }
  throw new Refusal(`there were not ${count} proposers within ${MOST_ROUNDS} times ${ROUNDS} blocks`);
}
