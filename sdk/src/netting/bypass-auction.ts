import type { Hex, PublicClient } from "viem";
import { bypassAuctionAbi } from "../abis/bypass-auction.ts";
import type { Deployment } from "../deployment.ts";
import { BYPASS_CANDIDATES } from "./bypass.ts";
import type { NettingInstance, Obligation } from "./instance.ts";
import type { QueuedLane, QueueState } from "./queue.ts";

/** Of `INettingQueue.State`. */
const WAITING = 0;
/** How many obligations one call reads. */
const PAGE = 1000n;

/** The auction of one currency, after the same block as the queue that it was read with. */
export interface AuctionState {
  readonly currency: number;
  readonly waiting: readonly WaitingBypass[];
  /** The block from which on it can be settled; nothing where none is open. */
  readonly closesAt: bigint | undefined;
  /** What was proposed and kept, from the best on. */
  readonly candidates: readonly KeptCandidate[];
}

export interface WaitingBypass {
  readonly index: number;
  readonly payer: number;
  readonly payee: number;
  readonly amountMinor: bigint;
}

export interface KeptCandidate {
  readonly id: Hex;
  readonly valueMinor: bigint;
  readonly set: BypassSet;
}

/** What `propose` and `settleBest` take. */
export interface BypassSet {
  readonly banks: readonly number[];
  readonly indices: readonly number[];
}

export async function readAuction(
  client: PublicClient,
  { contracts }: Deployment,
  currency: number,
  blockNumber: bigint,
): Promise<AuctionState> {
  const auction = { address: contracts.bypassAuction, abi: bypassAuctionAbi } as const;
  const at = { ...auction, blockNumber } as const;
  const [count, from, [openedAt, closesAt, kept]] = await Promise.all([
    client.readContract({ ...at, functionName: "count", args: [currency] }),
    client.readContract({ ...at, functionName: "waitingFrom", args: [currency] }),
    client.readContract({ ...at, functionName: "auction", args: [currency] }),
  ]);
  const pages = Array.from({ length: Math.ceil(Number(count - from) / Number(PAGE)) }, async (_, page) => {
    const first = from + BigInt(page) * PAGE;
    const args = [currency, first, first + PAGE] as const;
    const [rows, states] = await client.readContract({ ...at, functionName: "obligations", args });
    return rows.flatMap(({ payer, payee, amountMinor }, place) =>
      states[place] === WAITING ? [{ index: Number(first) + place, payer, payee, amountMinor }] : [],
    );
  });
  const proposed =
    kept.length === 0
      ? new Map<Hex, BypassSet>()
      : await readProposed(client, auction, currency, openedAt, blockNumber);
  return {
    currency,
    waiting: (await Promise.all(pages)).flat(),
    closesAt: openedAt === 0n ? undefined : closesAt,
    candidates: kept.map(({ id, valueMinor }) => {
      const set = proposed.get(id);
      if (set === undefined) throw new Error(`the node has no event of the candidate ${id}`);
      return { id, valueMinor, set };
    }),
  };
}

/**
 * What may settle out of order now, as a solver takes it: of payers of whom nothing more urgent waits, and no more than
 * one round takes. Each obligation's id is its index.
 */
export function bypassInstanceOf(queue: QueueState, { currency, waiting }: AuctionState): NettingInstance {
  const isHeldUp = (bank: number) => queue.lanes.some((lane) => owes(lane, bank, currency) && waits(lane, queue));
  const heldUp = new Set(queue.balances.map(({ bank }) => bank).filter((bank) => isHeldUp(bank)));
  const movable = waiting.filter(
    ({ payer, payee }) => !heldUp.has(payer) && !queue.suspended.includes(payer) && !queue.unreleased.includes(payee),
  );
  return {
    balances: queue.balances.filter((balance) => balance.currency === currency),
    limits: queue.limits.filter((limit) => limit.currency === currency),
    obligations: movable.slice(0, BYPASS_CANDIDATES).map(({ index, payer, payee, amountMinor }) => {
      return { id: String(index), currency, rank: "low", payer, payee, amountMinor };
    }),
  };
}

/** The set of what a solver found; nothing where it found nothing. */
export function bypassSetOf(queue: QueueState, settled: readonly Obligation[]): BypassSet | undefined {
  if (settled.length === 0) return undefined;
  // The suspended are named, so that the contract can tell that what waits for them holds up nobody.
  const banks = new Set([...settled.flatMap(({ payer, payee }) => [payer, payee]), ...queue.suspended]);
  return {
    banks: [...banks].toSorted((one, other) => one - other),
    indices: settled.map(({ id }) => Number(id)).toSorted((one, other) => one - other),
  };
}

async function readProposed(
  client: PublicClient,
  auction: { address: Hex; abi: typeof bypassAuctionAbi },
  currency: number,
  fromBlock: bigint,
  toBlock: bigint,
): Promise<Map<Hex, BypassSet>> {
  const events = await client.getContractEvents({
    ...auction,
    eventName: "CandidateKept",
    args: { currency },
    fromBlock,
    toBlock,
    strict: true,
  });
  return new Map(events.map(({ args }) => [args.id, args.candidate]));
}

function owes(lane: QueuedLane, bank: number, currency: number): boolean {
  return (
    (lane.payer === bank && lane.currency === currency) || (lane.payee === bank && lane.counterCurrency === currency)
  );
}

/** Whether something of the lane waits that no suspension keeps. */
function waits(
  { payer, payee, counterCurrency, obligations }: QueuedLane,
  { suspended, unreleased }: QueueState,
): boolean {
  const still = counterCurrency === 0 ? unreleased.includes(payee) : suspended.includes(payee);
  return !suspended.includes(payer) && !still && obligations.some(({ isCancelled }) => !isCancelled);
}
