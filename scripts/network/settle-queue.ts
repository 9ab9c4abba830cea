import { nettingQueueAbi } from "@jiaozi/sdk/abis/netting-queue";
import { findContractError } from "@jiaozi/sdk/contract-errors";
import type { Deployment } from "@jiaozi/sdk/deployment";
import { settledByGreatestCut } from "@jiaozi/sdk/netting/greatest-cut";
import { outcomeOf } from "@jiaozi/sdk/netting/outcome";
import { instanceOf, proposalOf, readQueue } from "@jiaozi/sdk/netting/queue";
import { type Sender, TransactionReverted } from "./sender.ts";

/** What a keeper's look at the queue came to. Amounts by ISO 4217 number. */
export type Look =
  | { is: "nothing" }
  | { is: "settled" | "proposed"; obligations: number; grossMinor: ReadonlyMap<number, bigint> }
  /** Somebody else was first, or a balance moved: nothing is lost, and the next look sees what is left. */
  | { is: "overtaken"; error: string };

/** Proposes the greatest cut of the queue as it is now, if it settles anything. */
export async function settleQueue(sender: Sender, deployment: Deployment): Promise<Look> {
  const state = await readQueue(sender.reader, deployment);
  const instance = instanceOf(state);
  const settled = settledByGreatestCut(instance);
  const proposal = proposalOf(state, settled);
  if (proposal === undefined) return { is: "nothing" };
  const { currencies, banks, cuts } = proposal;
  return unlessOvertaken(async () => {
    await sender.send(deployment.contracts.nettingQueue, nettingQueueAbi, "settleCut", [currencies, banks, cuts]);
    return { is: "settled", obligations: settled.length, grossMinor: outcomeOf(instance, settled).grossMinor };
  });
}

/** A refusal by a contract says that the chain has gone on since it was read; any other error is thrown. */
export async function unlessOvertaken(act: () => Promise<Look>): Promise<Look> {
  try {
    return await act();
  } catch (error) {
    const refusal = error instanceof TransactionReverted ? error : findContractError(error);
    if (refusal === undefined) throw error;
    return { is: "overtaken", error: refusal.name };
  }
}
