import type { Address, Client } from "viem";
import { getContractEvents, readContract } from "viem/actions";
import { nettingQueueAbi } from "../abis/netting-queue.ts";
import type { SettledPayment } from "../payment/settled-payments.ts";
import { RANKS } from "./instance.ts";

/** `INettingQueue.State`. */
const WAITING = 0;

/** How the banks of a payment stand. For the customers it is final in each case. */
export type BankSettlement =
  /** Both are the same one. */
  | "within one bank"
  | "at once"
  /** The payer's bank owes it by a credit line of the payee's. */
  | "owed"
  | "by the queue";

/** From the chain: what a bank queues under a payment's number itself is no payment's, and does not count. */
export async function readBankSettlement(
  client: Client,
  nettingQueue: Address,
  { paymentId, payerBank, acquirer }: Pick<SettledPayment, "paymentId" | "payerBank" | "acquirer">,
): Promise<BankSettlement> {
  if (payerBank === acquirer) return "within one bank";
  const queue = { address: nettingQueue, abi: nettingQueueAbi } as const;
  const queued = await getContractEvents(client, {
    ...queue,
    eventName: "ObligationQueued",
    args: { obligationReference: paymentId },
    fromBlock: 0n,
    strict: true,
  });
  const states = await Promise.all(
    queued.map(async ({ args: { lane, index } }) => {
      const { rank, payer } = await readContract(client, { ...queue, functionName: "lane", args: [lane] });
      if (RANKS[rank] !== "credit" || payer !== payerBank) return [];
      return [await readContract(client, { ...queue, functionName: "stateOf", args: [lane, index] })];
    }),
  );
  const own = states.flat();
  if (own.length === 0) return "at once";
  return own.includes(WAITING) ? "owed" : "by the queue";
}
