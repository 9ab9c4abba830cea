import { queryOptions, useQuery } from "@tanstack/react-query";
import { getBlock } from "viem/actions";
import { type Network, useNetwork } from "./useNetwork.ts";

/** The newest block. */
interface Block {
  number: bigint;
  /** Unix seconds: the clock that expiry is measured by. */
  timestamp: number;
  transactionCount: number;
}

export function blockQuery({ client, deployment }: Network) {
  return queryOptions({
    queryKey: ["block", deployment.genesisHash],
    queryFn: async (): Promise<Block> => {
      const { number, timestamp, transactions } = await getBlock(client);
      return { number, timestamp: Number(timestamp), transactionCount: transactions.length };
    },
    retry: false,
  });
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
