import { queryOptions, useQuery } from "@tanstack/react-query";
import { getBlock, getLogs } from "viem/actions";
import { type Network, useNetwork } from "./useNetwork.ts";

/** The newest block. */
interface Block {
  number: bigint;
  /** Unix seconds: the clock that expiry is measured by. */
  timestamp: number;
  /** Whether anything happened since the block that was seen before this one. */
  isNews: boolean;
  /** Milliseconds, of the device's clock: when this page first saw it. */
  firstSeenAt: number;
}

/** Blocks come every second or faster, and the loss of a few proposers in a row costs several. */
const STANDSTILL_MS = 10_000;

export function blockQuery({ client, deployment }: Network) {
  return queryOptions({
    queryKey: ["block", deployment.genesisHash],
    queryFn: async ({ client: queries, queryKey }): Promise<Block> => {
      const { number, timestamp, transactions } = await getBlock(client);
      const before = queries.getQueryData<Block>(queryKey);
      const firstSeenAt = before?.number === number ? before.firstSeenAt : Date.now();
      const isNews =
        before === undefined || transactions.length > 0 || (await hasLogsBetween(client, before.number, number));
      return { number, timestamp: Number(timestamp), isNews, firstSeenAt };
    },
    retry: false,
  });
}

/**
 * Blocks may come faster than they are looked at. Whatever a page shows changes with an event, so that of those in
 * between only their logs matter; after a step back everything does.
 */
async function hasLogsBetween(client: Network["client"], before: bigint, number: bigint): Promise<boolean> {
  if (number < before) return true;
  const [first, last] = [before + 1n, number - 1n];
  return first <= last && (await getLogs(client, { fromBlock: first, toBlock: last })).length > 0;
}

/** What the one poll of the page saw last; renders at every block. `undefined` before the first one. */
export function useBlock(): Block | undefined {
  return useQuery({ ...blockQuery(useNetwork()), enabled: false }).data;
}

/** When the network last answered, if it does not now. */
export function useOfflineSince(): Date | undefined {
  const { isError, dataUpdatedAt, errorUpdatedAt } = useQuery({ ...blockQuery(useNetwork()), enabled: false });
  return isError ? new Date(dataUpdatedAt || errorUpdatedAt) : undefined;
}

/**
 * Since when the network answers, but with the same block. Measured by how long this page has seen it, not by the
 * block's time: a device whose clock is wrong must not be told that the network is.
 */
export function useStandstillSince(): Date | undefined {
  const { data, isError, dataUpdatedAt } = useQuery({ ...blockQuery(useNetwork()), enabled: false });
  if (isError || !data || dataUpdatedAt - data.firstSeenAt < STANDSTILL_MS) return undefined;
  return new Date(data.firstSeenAt);
}
