import { setTimeout as sleep } from "node:timers/promises";
import { openFlood } from "../load/flood.ts";
import { rpcUrlOf } from "../nodes.ts";
import type { Drill } from "./drill.ts";

const SECONDS = 30;

/** Held last: what the flood left in the pools is worked off for minutes. */
export const flooded: Drill = {
  name: "flood",
  fault: "One customer sends transactions of 16 million gas, as many as a node lets wait",
  mustHold: "95 of 100 payments of the others are in a block before the third",
  seconds: 45,
  mostBlocks: 2,
  async run({ four: [first], fleet }) {
    const [{ owner }] = fleet.banks;
    const flood = openFlood(rpcUrlOf(first), owner, fleet.sign);
    await sleep(SECONDS * 1000);
    await flood.stop();
    return `went on; ${flood.taken()} of them were taken in ${SECONDS} s`;
  },
};
