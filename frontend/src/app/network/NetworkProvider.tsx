import type { Deployment } from "@jiaozi/sdk/deployment";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { Skeleton } from "../../components/Skeleton.tsx";
import { BlockPoll } from "./BlockPoll.tsx";
import { NetworkMissing } from "./NetworkMissing.tsx";
import { createNetwork } from "./networkClient.ts";
import { NetworkContext } from "./useNetwork.ts";

const RETRY_MS = 2_000;

/** Reads which network this page's origin serves. A page left open learns here that it was replaced. */
export function NetworkProvider({ children }: { children: ReactNode }) {
  const {
    data: deployment,
    isError,
    refetch,
  } = useQuery({
    queryKey: ["deployment"],
    queryFn: fetchDeployment,
    staleTime: Infinity,
    refetchInterval: ({ state }) => (state.data ? false : RETRY_MS),
  });
  const network = useMemo(() => deployment && createNetwork(deployment), [deployment]);

  if (network) {
    return (
      <NetworkContext value={network}>
        <BlockPoll />
        {children}
      </NetworkContext>
    );
  }
  if (isError) return <NetworkMissing onRetry={() => void refetch()} />;
  return (
    <main className="mx-auto flex max-w-phone flex-col gap-6 px-4 py-20">
      <Skeleton shape="amount" />
      <Skeleton shape="row" count={3} />
    </main>
  );
}

async function fetchDeployment(): Promise<Deployment> {
  const response = await fetch("/deployment.json", { cache: "no-store" });
  if (!response.ok) throw new Error(`deployment.json: ${response.status}`);
  return (await response.json()) as Deployment;
}
