import type { ChainHealth } from "@jiaozi/sdk/chain-health";
import { useQuery } from "@tanstack/react-query";

const POLL_MS = 2_000;

/** How the chain is now; `null` where it has no validators. */
export function useChainHealth() {
  return useQuery({
    queryKey: ["chain health"],
    queryFn: async (): Promise<ChainHealth | null> => {
      const response = await fetch("/chain-health.json", { cache: "no-store" });
      if (!response.ok) throw new Error(`chain-health.json: ${response.status}`);
      return (await response.json()) as ChainHealth | null;
    },
    refetchInterval: ({ state }) => (state.data === null ? false : POLL_MS),
  });
}
