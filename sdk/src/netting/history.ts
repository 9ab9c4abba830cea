import type { Address, Client, Hex } from "viem";
import { getContractEvents } from "viem/actions";
import { bypassAuctionAbi } from "../abis/bypass-auction.ts";
import { nettingQueueAbi } from "../abis/netting-queue.ts";
import type { Deployment } from "../deployment.ts";

/** What one bank paid another in a round. */
export interface RoundFlow {
  readonly payer: number;
  readonly payee: number;
  readonly currency: number;
  readonly amountMinor: bigint;
}

/** A cut that settled, in one of its currencies, or the auction's best set. Amounts in minor units. */
export interface Round {
  readonly transactionHash: Hex;
  readonly logIndex: number;
  readonly blockNumber: bigint;
  /** ISO 4217 number. */
  readonly currency: number;
  readonly proposer: Address;
  readonly grossMinor: bigint;
  /** What changed banks for all of it. */
  readonly netMinor: bigint;
  readonly payments: number;
  readonly flows: readonly RoundFlow[];
}

/** How an obligation came into the queue. */
export interface Queuing {
  readonly blockNumber: bigint;
  readonly reference: Hex;
}

export interface QueueHistory {
  /** Oldest first. */
  readonly rounds: readonly Round[];
  /** By lane and index: `queuingKey`. */
  readonly queuings: ReadonlyMap<string, Queuing>;
}

/** A lane as its events tell it. */
interface ToldLane {
  payer: number;
  payee: number;
  currency: number;
  /** 0: nothing comes back. */
  counterCurrency: number;
  obligations: { amountMinor: bigint; counterAmountMinor: bigint; isCancelled: boolean }[];
  cursor: number;
}

export function queuingKey(lane: number, index: number): string {
  return `${lane}:${index}`;
}

/** Everything that the events of the queue and its auction tell, from the first block on. */
export async function readQueueHistory(
  client: Client,
  { nettingQueue, bypassAuction }: Pick<Deployment["contracts"], "nettingQueue" | "bypassAuction">,
): Promise<QueueHistory> {
  const outOfOrder = await readFlowsOutOfOrder(client, bypassAuction);
  const events = await getContractEvents(client, {
    address: nettingQueue,
    abi: nettingQueueAbi,
    fromBlock: 0n,
    strict: true,
  });
  const lanes = new Map<number, ToldLane>();
  const queuings = new Map<string, Queuing>();
  const rounds: Round[] = [];
  let flows: RoundFlow[] = []; // of the cut whose sums are told next
  for (const { eventName, args, blockNumber, transactionHash, logIndex } of events) {
    if (eventName === "LaneOpened") lanes.set(args.lane, { ...args, obligations: [], cursor: 0 });
    if (eventName === "ObligationQueued") {
      lanes.get(args.lane)?.obligations.push({ ...args, isCancelled: false });
      queuings.set(queuingKey(args.lane, Number(args.index)), { blockNumber, reference: args.obligationReference });
    }
    if (eventName === "ObligationCancelled") {
      const cancelled = lanes.get(args.lane)?.obligations[Number(args.index)];
      if (cancelled) cancelled.isCancelled = true;
    }
    if (eventName === "LaneSettled") {
      const lane = lanes.get(args.lane);
      if (lane) flows.push(...flowsOf(lane, Number(args.cursor)));
    }
    if (eventName === "CutSettled") {
      const { currency, proposer, grossMinor, netMinor, payments } = args;
      const own = flows.filter((flow) => flow.currency === currency);
      flows = flows.filter((flow) => flow.currency !== currency);
      const place = { transactionHash, logIndex, blockNumber };
      const told = [...own, ...(outOfOrder.get(flowsKey(transactionHash, currency)) ?? [])];
      rounds.push({ ...place, currency, proposer, grossMinor, netMinor, payments: Number(payments), flows: told });
    }
  }
  return { rounds, queuings };
}

/** What the auction's sets paid, by `flowsKey`. */
async function readFlowsOutOfOrder(client: Client, auction: Address): Promise<Map<string, RoundFlow[]>> {
  const events = await getContractEvents(client, {
    address: auction,
    abi: bypassAuctionAbi,
    fromBlock: 0n,
    strict: true,
  });
  const queued = new Map<string, RoundFlow>();
  const flows = new Map<string, RoundFlow[]>();
  for (const { eventName, args, transactionHash } of events) {
    if (eventName === "BypassQueued") queued.set(`${args.currency} ${args.index}`, args);
    if (eventName === "BypassSettled") {
      const own = args.indices.map((index) => queued.get(`${args.currency} ${index}`));
      flows.set(
        flowsKey(transactionHash, args.currency),
        own.filter((flow) => flow !== undefined),
      );
    }
  }
  return flows;
}

function flowsKey(transactionHash: Hex, currency: number): string {
  return `${transactionHash} ${currency}`;
}

/** Moves the lane's cursor, and tells what lies between. */
function flowsOf(lane: ToldLane, cursor: number): RoundFlow[] {
  const { payer, payee, currency, counterCurrency } = lane;
  const settled = lane.obligations.slice(lane.cursor, cursor).filter(({ isCancelled }) => !isCancelled);
  lane.cursor = cursor;
  if (settled.length === 0) return [];
  const amountMinor = settled.reduce((sum, each) => sum + each.amountMinor, 0n);
  const there = { payer, payee, currency, amountMinor };
  if (counterCurrency === 0) return [there];
  const counterMinor = settled.reduce((sum, each) => sum + each.counterAmountMinor, 0n);
  return [there, { payer: payee, payee: payer, currency: counterCurrency, amountMinor: counterMinor }];
}
