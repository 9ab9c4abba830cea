import type { Client } from "viem";
import { getBlockNumber, readContract } from "viem/actions";
import { nettingQueueAbi } from "../abis/netting-queue.ts";
import { settlementHubAbi } from "../abis/settlement-hub.ts";
import type { Deployment } from "../deployment.ts";
import { STATUS } from "../status.ts";
import { RANKS, type NettingInstance, type Obligation, type Rank } from "./instance.ts";

/** One lane of the chain's queue: who pays whom, and what of it is not behind its cursor. */
export interface QueuedLane {
  readonly id: number;
  readonly payer: number;
  readonly payee: number;
  readonly currency: number;
  /** In which the payee pays the payer; 0: it does not. */
  readonly counterCurrency: number;
  readonly rank: Rank;
  readonly cursor: number;
  readonly obligations: readonly QueuedObligation[];
}

export interface QueuedObligation {
  /** In its lane, from its first obligation on. */
  readonly index: number;
  readonly amountMinor: bigint;
  readonly counterAmountMinor: bigint;
  /** In the payer's queue, and where it is linked in the payee's. */
  readonly sequence: number;
  readonly counterSequence: number;
  readonly isCancelled: boolean;
}

/** The netting queue of a network after one block, and what its banks can settle with. */
export interface QueueState {
  readonly blockNumber: bigint;
  readonly lanes: readonly QueuedLane[];
  readonly balances: NettingInstance["balances"];
  readonly limits: NonNullable<NettingInstance["limits"]>;
  /** Banks that send nothing, and those of them that receive nothing either. */
  readonly suspended: readonly number[];
  readonly unreleased: readonly number[];
}

/** What `settleCut` takes. */
export interface CutProposal {
  readonly currencies: readonly number[];
  readonly banks: readonly number[];
  readonly cuts: readonly QueueCut[];
}

export interface QueueCut {
  readonly currency: number;
  readonly payer: number;
  /** In the order of `RANKS`. */
  readonly rank: number;
  readonly upTo: number;
  readonly indices: readonly number[];
}

/** Reads it all as of one block: the newest, unless told otherwise. */
export async function readQueue(
  client: Client,
  { contracts, currencies, banks }: Deployment,
  atBlock?: bigint,
): Promise<QueueState> {
  const blockNumber = atBlock ?? (await getBlockNumber(client, { cacheTime: 0 }));
  const queue = { address: contracts.nettingQueue, abi: nettingQueueAbi, blockNumber } as const;
  const hub = { address: contracts.settlementHub, abi: settlementHubAbi, blockNumber } as const;
  const accounts = banks.flatMap(({ id: bank }) => currencies.map((currency) => ({ bank, currency })));

  const readLanes = async ({ bank, currency }: { bank: number; currency: number }) =>
    (
      await Promise.all(
        RANKS.map((_, rank) => readContract(client, { ...queue, functionName: "lanes", args: [currency, bank, rank] })),
      )
    ).flat();
  const ids = [...new Set((await Promise.all(accounts.map(readLanes))).flat())];
  const lanes = await Promise.all(ids.map((id) => readLane(client, queue, id)));

  const balances = await Promise.all(
    accounts.map(async ({ bank, currency }) => {
      const position = await readContract(client, { ...hub, functionName: "position", args: [bank, currency] });
      const availableMinor = position.balanceMinor - position.earmarkedMinor - position.schemeFeesMinor;
      return { bank, currency, availableMinor };
    }),
  );
  const limits = await Promise.all(
    accounts.map(async ({ bank: payer, currency }) => {
      const payees = await readContract(client, { ...queue, functionName: "limitedPayees", args: [currency, payer] });
      return Promise.all(
        payees.map(async (payee) => {
          const args = [currency, payer, payee] as const;
          const [, , limitMinor] = await readContract(client, { ...queue, functionName: "bilateralLimit", args });
          return { payer, payee, currency, limitMinor, usedMinor: 0n };
        }),
      );
    }),
  );
  const suspended = await banksThat(accounts, async ({ bank, currency }) => {
    const { status } = await readContract(client, { ...hub, functionName: "account", args: [bank, currency] });
    return status !== STATUS.active && status !== STATUS.none;
  });
  const unreleased = await banksThat(
    suspended.map((bank) => ({ bank })),
    async ({ bank }) => !(await readContract(client, { ...queue, functionName: "isReleased", args: [bank] })),
  );
  return { blockNumber, lanes, balances, limits: limits.flat(), suspended, unreleased };
}

/** The state as the solver takes it. */
export function instanceOf({ lanes, balances, limits, suspended, unreleased }: QueueState): NettingInstance {
  const queued = lanes.flatMap((lane) => {
    const isStill = suspended.includes(lane.payer) || (isLinked(lane) && suspended.includes(lane.payee));
    return isStill ? [] : lane.obligations.flatMap((obligation) => legsOf(lane, obligation));
  });
  const inOrder = queued.toSorted((one, other) => one.sequence - other.sequence);
  return { balances, limits, suspended: unreleased, obligations: inOrder.map(({ obligation }) => obligation) };
}

/** The cut of exactly these obligations, which a solver found in the state; nothing where there are none. */
export function proposalOf(state: QueueState, settled: readonly Obligation[]): CutProposal | undefined {
  const ids = new Set(settled.map(({ id }) => id));
  const isSettled = (lane: QueuedLane, { index }: QueuedObligation) => ids.has(idOf(lane.id, index));
  const indexOf = (lane: QueuedLane) => {
    const left = lane.obligations.find((each) => !each.isCancelled && !isSettled(lane, each));
    return left?.index ?? lane.cursor + lane.obligations.length;
  };
  const cuts: QueueCut[] = [];
  const touched: QueuedLane[] = [];
  for (const { bank: payer, currency } of state.balances) {
    for (const [rank, name] of RANKS.entries()) {
      const own = lanesOf(state, currency, payer, name);
      const sequences = own.flatMap((lane) =>
        lane.obligations
          .filter((each) => !each.isCancelled && isSettled(lane, each))
          .map((each) => (lane.payer === payer ? each.sequence : each.counterSequence)),
      );
      if (sequences.length === 0) continue;
      touched.push(...own);
      cuts.push({ currency, payer, rank, upTo: Math.max(...sequences), indices: own.map(indexOf) });
    }
  }
  if (cuts.length === 0) return undefined;
  // All that a queue's lanes concern is named: an index may pass over what was cancelled, whoever it was for.
  const named = touched.flatMap(({ payer, payee }) => [payer, payee]);
  return {
    currencies: ascending(
      touched.flatMap((lane) => (isLinked(lane) ? [lane.currency, lane.counterCurrency] : [lane.currency])),
    ),
    // One that is left out because it is suspended is named, so that the contract leaves it out too.
    banks: ascending([...named, ...state.suspended]),
    cuts,
  };
}

/** A queue's lanes in the chain's order: that of their opening. */
function lanesOf({ lanes }: QueueState, currency: number, payer: number, rank: Rank): QueuedLane[] {
  return lanes
    .filter(
      (lane) =>
        lane.rank === rank &&
        ((lane.payer === payer && lane.currency === currency) ||
          (lane.payee === payer && lane.counterCurrency === currency)),
    )
    .toSorted((one, other) => one.id - other.id);
}

/** One obligation of a lane, or the two that are linked; each with its place in its payer's queue. */
export function legsOf(lane: QueuedLane, queued: QueuedObligation): { sequence: number; obligation: Obligation }[] {
  const { payer, payee, currency, counterCurrency, rank, id: laneId } = lane;
  const id = idOf(laneId, queued.index);
  const common = { rank, cancelled: queued.isCancelled, link: isLinked(lane) ? id : undefined };
  const { amountMinor, counterAmountMinor, sequence, counterSequence } = queued;
  const leg = { sequence, obligation: { ...common, id, payer, payee, currency, amountMinor } };
  if (!isLinked(lane)) return [leg];
  const back = { payer: payee, payee: payer, currency: counterCurrency, amountMinor: counterAmountMinor };
  return [leg, { sequence: counterSequence, obligation: { ...common, id: `${id} back`, ...back } }];
}

async function readLane(
  client: Client,
  queue: { address: `0x${string}`; abi: typeof nettingQueueAbi; blockNumber: bigint },
  id: number,
): Promise<QueuedLane> {
  const row = await readContract(client, { ...queue, functionName: "lane", args: [id] });
  const from = Math.max(row.cursor - 1, 0);
  const [entries, cancelled] = await Promise.all([
    readContract(client, { ...queue, functionName: "entries", args: [id, BigInt(from), BigInt(row.length)] }),
    readContract(client, { ...queue, functionName: "cancelledFrom", args: [id, BigInt(from)] }),
  ]);
  const ended = new Set(cancelled.map(Number));
  const obligations = entries.map((entry, place) => {
    const before = entries[place - 1];
    return {
      index: from + place,
      amountMinor: entry.sumMinor - (before?.sumMinor ?? 0n),
      counterAmountMinor: entry.counterSumMinor - (before?.counterSumMinor ?? 0n),
      sequence: entry.sequence,
      counterSequence: entry.counterSequence,
      isCancelled: ended.has(from + place),
    };
  });
  const { payer, payee, currency, counterCurrency, cursor } = row;
  const rank = RANKS[row.rank] ?? "low";
  return { id, payer, payee, currency, counterCurrency, rank, cursor, obligations: obligations.slice(cursor - from) };
}

async function banksThat<Place extends { bank: number }>(
  places: readonly Place[],
  holds: (place: Place) => Promise<boolean>,
): Promise<number[]> {
  const answers = await Promise.all(places.map(holds));
  return ascending(places.filter((_, place) => answers[place]).map(({ bank }) => bank));
}

function isLinked({ counterCurrency }: QueuedLane): boolean {
  return counterCurrency !== 0;
}

function idOf(lane: number, index: number): string {
  return `${lane}:${index}`;
}

function ascending(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].toSorted((one, other) => one - other);
}
