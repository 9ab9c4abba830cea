import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { type Network, useNetwork } from "./useNetwork.ts";

/** Reads from the chain, and again whenever a block brought something. `key` names the reading and its arguments. */
export function useChainQuery<Reading>(
  key: readonly unknown[],
  read: (network: Network) => Promise<Reading>,
): UseQueryResult<Reading> {
  const network = useNetwork();
  return useQuery({
    queryKey: ["chain", network.deployment.genesisHash, ...key],
    queryFn: () => read(network),
  });
}
