import { Refusal } from "../../scripts/refusal.ts";
import { addValidator, removeValidator } from "../membership.ts";
import { copyChain, type Node, statusOf, validatorOf, waitForBlocks } from "../nodes.ts";
import { stopNode } from "../processes.ts";
import type { Drill } from "./drill.ts";
import { heightOf, secondsUntilBlocks } from "./waiting.ts";

const BLOCKS_TO_TAKE_EFFECT = 3;

export const validatorJoins: Drill = {
  name: "validator-joins",
  fault: "A fifth validator joins with nothing, votes, and is removed",
  mustHold: "it catches up, votes once it was added, and votes no longer once it was removed",
  seconds: 70,
  async run({ four, join, start, operator }) {
    const fifth = await join("Pearl Bank");
    const blocks = await heightOf(four[0]);
    start(fifth);
    const seconds = await secondsUntilBlocks([...four, fifth], 0);
    await addValidator(operator, validatorOf(fifth));
    await waitForBlocks([...four, fifth], BLOCKS_TO_TAKE_EFFECT);
    await mustHavePower(fifth, 1);
    await removeValidator(operator, validatorOf(fifth));
    await waitForBlocks([...four, fifth], BLOCKS_TO_TAKE_EFFECT);
    await mustHavePower(fifth, 0);
    return `went on; it caught up with ${blocks} blocks from nothing in ${seconds} s, voted, and was removed`;
  },
};

export const nodeRestored: Drill = {
  name: "node-restored",
  fault: "One node starts from nothing, and one from a copy of its chain with keys of its own",
  mustHold: "both catch up",
  seconds: 90,
  async run({ four, join, start }) {
    const fresh = await join("Amber Bank");
    const blocks = await heightOf(four[0]);
    start(fresh);
    const fromNothing = await secondsUntilBlocks([...four, fresh], 0);
    const restored = await join("Coral Bank");
    await stopNode(fresh.home, "SIGTERM");
    copyChain(fresh, restored);
    start(restored);
    const fromCopy = await secondsUntilBlocks([...four, restored], 0);
    start(fresh);
    await waitForBlocks([...four, fresh, restored], 1);
    return `went on; caught up with ${blocks} blocks from nothing in ${fromNothing} s, from the copy in ${fromCopy} s`;
  },
};

async function mustHavePower(node: Node, power: number): Promise<void> {
  const found = (await statusOf(node))?.power;
  if (found !== power) throw new Refusal(`${node.validator.name} has the power ${found} instead of ${power}`);
}
