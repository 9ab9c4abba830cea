import { rpcUrlOf } from "../nodes.ts";
import { stopNode } from "../processes.ts";
import type { Drill } from "./drill.ts";
import type { Stage } from "./stage.ts";
import { mustGoOn, mustStandStill, secondsUntilBlocks } from "./waiting.ts";

const AWAY_SECONDS = 15;

export const oneKilled: Drill = {
  name: "one-killed",
  fault: "One validator is killed (SIGKILL) and started again",
  mustHold: "the three others go on, and it catches up",
  seconds: 40,
  run: killFourth,
};

export const twoKilled: Drill = {
  name: "two-killed",
  fault: "Two validators are killed and started again",
  mustHold: "the chain halts, the dApp says so, and all goes on by itself",
  seconds: 60,
  async run({ four, start, dapp }) {
    const [first, second, ...killed] = four;
    const visit = await dapp.open();
    try {
      await Promise.all(killed.map(({ home }) => stopNode(home, "SIGKILL")));
      const [said] = await Promise.all([
        visit.saysStandstill("visible"),
        mustStandStill([first, second], AWAY_SECONDS),
      ]);
      for (const node of killed) start(node);
      const seconds = await secondsUntilBlocks(four, 1);
      const unsaid = await visit.saysStandstill("hidden");
      return `halted; the dApp said so after ${said.toFixed(0)} s; went on ${seconds} s after their start, and the dApp no longer said so ${unsaid.toFixed(1)} s later`;
    } finally {
      await visit.leave();
    }
  },
};

export const allKilled: Drill = {
  name: "all-killed",
  fault: "All four validators are killed and started again",
  mustHold: "all goes on from the last block",
  seconds: 40,
  async run({ four, start }) {
    await Promise.all(four.map(({ home }) => stopNode(home, "SIGKILL")));
    for (const node of four) start(node);
    const seconds = await secondsUntilBlocks(four, 2);
    return `halted; went on ${seconds} s after their start`;
  },
};

export const clientNodeKilled: Drill = {
  name: "client-node-killed",
  fault: "The node that half of the clients send to and all read from is killed and started again",
  mustHold: "they turn to the other one that they know",
  seconds: 40,
  urls: ({ four: [, second, , fourth] }) => [fourth, second].map(rpcUrlOf),
  run: killFourth,
};

async function killFourth({ four, start }: Stage): Promise<string> {
  const [first, second, third, fourth] = four;
  await stopNode(fourth.home, "SIGKILL");
  const blocks = await mustGoOn([first, second, third], AWAY_SECONDS);
  start(fourth);
  const seconds = await secondsUntilBlocks(four, 1);
  return `went on: ${blocks} blocks in ${AWAY_SECONDS} s; caught up ${seconds} s after its start`;
}
