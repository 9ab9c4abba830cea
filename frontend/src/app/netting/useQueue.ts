import { type Currency, currencyByNumber } from "@jiaozi/sdk/currencies";
import { type QueueHistory, queuingKey, readQueueHistory, type Round } from "@jiaozi/sdk/netting/history";
import type { Obligation } from "@jiaozi/sdk/netting/instance";
import { type CutProposal, proposalOf, readQueue } from "@jiaozi/sdk/netting/queue";
import { type WaitingObligation, waitingOf } from "@jiaozi/sdk/netting/waiting";
import type { Hex } from "viem";
import { readBlockTime } from "../network/blockTimes.ts";
import { useChainQuery } from "../network/useChainQuery.ts";
import type { Network } from "../network/useNetwork.ts";

/** An obligation that waits, as a page lists it. */
export interface QueuedRow extends Omit<WaitingObligation, "currency"> {
  currency: Currency;
  /** Unix seconds: since when it waits. */
  at: number;
  reference: Hex;
}

export interface TimedRound extends Omit<Round, "currency"> {
  currency: Currency;
  /** Unix seconds. */
  at: number;
}

/** What the greatest cut would settle after the newest block. */
export interface CutNow {
  settled: readonly Obligation[];
  proposal: CutProposal | undefined;
}

interface QueueReading {
  waiting: readonly QueuedRow[];
  cut: CutNow;
  /** Newest first. */
  rounds: readonly TimedRound[];
}

/** The queue of all banks, what of it could settle now, and the rounds that have. Solved in this browser. */
export function useQueue() {
  return useChainQuery(["netting queue"], async (network): Promise<QueueReading> => {
    const { client, deployment } = network;
    const state = await readQueue(client, deployment);
    const history = await readQueueHistory(client, deployment.contracts);
    const waiting = waitingOf(state);
    const settled = waiting.filter(({ hindrance }) => hindrance === undefined);
    return {
      waiting: await readRows(network, waiting, history),
      cut: { settled, proposal: proposalOf(state, settled) },
      rounds: await readRounds(network, history),
    };
  });
}

async function readRows(
  { client }: Network,
  waiting: readonly WaitingObligation[],
  history: QueueHistory,
): Promise<QueuedRow[]> {
  const rows = await Promise.all(
    waiting.map(async (owed) => {
      const currency = currencyByNumber(owed.currency);
      const queuing = history.queuings.get(queuingKey(owed.lane, owed.index));
      if (!currency || !queuing) return [];
      const at = await readBlockTime(client, queuing.blockNumber);
      return [{ ...owed, currency, at, reference: queuing.reference }];
    }),
  );
  return rows.flat();
}

async function readRounds({ client }: Network, { rounds }: QueueHistory): Promise<TimedRound[]> {
  const timed = await Promise.all(
    rounds.toReversed().map(async (round) => {
      const currency = currencyByNumber(round.currency);
      return currency ? [{ ...round, currency, at: await readBlockTime(client, round.blockNumber) }] : [];
    }),
  );
  return timed.flat();
}
