import { bypassAuctionAbi } from "@jiaozi/sdk/abis/bypass-auction";
import type { Deployment } from "@jiaozi/sdk/deployment";
import { bypass } from "@jiaozi/sdk/netting/bypass";
import { bypassInstanceOf, bypassSetOf, readAuction } from "@jiaozi/sdk/netting/bypass-auction";
import { settledByGreatestCut } from "@jiaozi/sdk/netting/greatest-cut";
import { valueOf } from "@jiaozi/sdk/netting/outcome";
import { readQueue } from "@jiaozi/sdk/netting/queue";
import { parseEventLogs } from "viem";
import type { Sender } from "./sender.ts";
import { type Look, unlessOvertaken } from "./settle-queue.ts";

/** Proposes what may settle out of order, or settles the best proposal once the auction of the currency is closed. */
export async function settleBypass(sender: Sender, deployment: Deployment, currency: number): Promise<Look> {
  const { bypassAuction } = deployment.contracts;
  const blockNumber = await sender.reader.getBlockNumber({ cacheTime: 0 });
  const auction = await readAuction(sender.reader, deployment, currency, blockNumber);
  const { closesAt, candidates, waiting } = auction;
  if (closesAt === undefined && waiting.length === 0) return { is: "nothing" }; // the queue is the dearer one to read
  const queue = await readQueue(sender.reader, deployment, blockNumber);
  const instance = bypassInstanceOf(queue, auction);
  if (closesAt !== undefined && blockNumber >= closesAt) {
    const greatestCut = bypassSetOf(queue, settledByGreatestCut(instance));
    const kept = candidates.map(({ set }) => set);
    const sets = greatestCut === undefined ? kept : [...kept, greatestCut];
    return unlessOvertaken(async () => {
      const { logs } = await sender.send(bypassAuction, bypassAuctionAbi, "settleBest", [currency, sets]);
      const [settled] = parseEventLogs({ abi: bypassAuctionAbi, eventName: "BypassSettled", logs });
      if (settled === undefined) return { is: "nothing" };
      const { valueMinor, indices } = settled.args;
      return { is: "settled", obligations: indices.length, grossMinor: new Map([[currency, valueMinor]]) };
    });
  }
  const found = bypass(instance);
  const set = bypassSetOf(queue, found);
  const valueMinor = valueOf(found);
  if (set === undefined || valueMinor <= (candidates[0]?.valueMinor ?? 0n)) return { is: "nothing" };
  return unlessOvertaken(async () => {
    await sender.send(bypassAuction, bypassAuctionAbi, "propose", [currency, set]);
    return { is: "proposed", obligations: set.indices.length, grossMinor: new Map([[currency, valueMinor]]) };
  });
}
