import { paymentHubAbi } from "@jiaozi/sdk/abis/payment-hub";
import type { Hex } from "viem";
import { readContract } from "viem/actions";
import { useChainQuery } from "../../app/network/useChainQuery.ts";

/** Why a request takes no payment any more; a printed code's is never taken by one. */
export type RequestEnd = "cancelled" | "taken";

/** Turns by itself while the payer still looks at it. `undefined` too until the chain has said so. */
export function useRequestEnd(digest: Hex): RequestEnd | undefined {
  const { data } = useChainQuery(["request end", digest], async ({ client, deployment }) => {
    const hub = { address: deployment.contracts.paymentHub, abi: paymentHubAbi, args: [digest] } as const;
    const [isCancelled, { termsHash }] = await Promise.all([
      readContract(client, { ...hub, functionName: "isCancelled" }),
      readContract(client, { ...hub, functionName: "payment" }),
    ]);
    return { isCancelled, isTaken: termsHash !== 0n };
  });
  if (data?.isCancelled) return "cancelled";
  return data?.isTaken ? "taken" : undefined;
}
