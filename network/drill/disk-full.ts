import { join } from "node:path";
import { stopNode } from "../processes.ts";
import { makeSmallDisk } from "./disk.ts";
import type { Drill } from "./drill.ts";
import { mustGoOn, secondsUntilBlocks } from "./waiting.ts";

const FULL_SECONDS = 20;

export const diskFull: Drill = {
  name: "disk-full",
  fault: "The disk of one validator is full, and is freed",
  mustHold: "the three others go on, and it comes back after a restart",
  seconds: 70,
  needs: "disks",
  async run({ four, start, restart }) {
    const [first, second, third, fourth] = four;
    await stopNode(fourth.home, "SIGTERM");
    const disk = makeSmallDisk(join(fourth.home, "data"));
    try {
      await restart(fourth);
      disk.fill();
      const blocks = await mustGoOn([first, second, third], FULL_SECONDS);
      disk.free();
      await stopNode(fourth.home, "SIGTERM");
      start(fourth);
      const seconds = await secondsUntilBlocks(four, 1);
      return `went on: ${blocks} blocks in ${FULL_SECONDS} s; it stood, was restarted, and caught up in ${seconds} s`;
    } finally {
      disk.free();
      await stopNode(fourth.home, "SIGTERM");
      disk.remove();
      await restart(fourth);
    }
  },
};
