import type { Drill } from "./drill.ts";
import type { Namespaces } from "./namespaces.ts";
import { mustGoOn, mustStandStill, secondsUntilBlocks } from "./waiting.ts";

const APART_SECONDS = 20;

export const oneApart: Drill = {
  name: "one-apart",
  fault: "One validator hears none of the others; its clients still reach it",
  mustHold: "the three others go on, it makes no block alone, and it catches up",
  seconds: 60,
  needs: "namespaces",
  async run({ four, namespaces }) {
    const [first, second, third, fourth] = four;
    cut(namespaces, [3]);
    const [blocks] = await Promise.all([
      mustGoOn([first, second, third], APART_SECONDS),
      mustStandStill([fourth], APART_SECONDS),
    ]);
    namespaces?.heal();
    const seconds = await secondsUntilBlocks(four, 1);
    return `the three went on: ${blocks} blocks in ${APART_SECONDS} s; the one made none, and caught up ${seconds} s after`;
  },
};

export const halvesApart: Drill = {
  name: "halves-apart",
  fault: "Two validators and two hear nothing of each other",
  mustHold: "neither half makes a block, the dApp says so, and all goes on by itself",
  seconds: 80,
  needs: "namespaces",
  async run({ four, namespaces, dapp }) {
    const visit = await dapp.open();
    try {
      cut(namespaces, [2, 3]);
      const [said] = await Promise.all([visit.saysStandstill("visible"), mustStandStill(four, APART_SECONDS)]);
      namespaces?.heal();
      const seconds = await secondsUntilBlocks(four, 1);
      await visit.saysStandstill("hidden");
      return `halted on both sides; the dApp said so after ${said.toFixed(0)} s; went on ${seconds} s after`;
    } finally {
      await visit.leave();
    }
  },
};

function cut(namespaces: Namespaces | undefined, apart: readonly number[]): void {
  if (!namespaces) throw new Error("nodes of one network namespace cannot be parted");
  namespaces.partition(apart);
}
