import { paymentHubAbi } from "@jiaozi/sdk/abis/payment-hub";
import type { Hex } from "viem";
import { readContract } from "viem/actions";
import { useChainQuery } from "../../app/network/useChainQuery.ts";

/** Cancelled for good, by this till or by its bank. `false` until the chain has said so. */
export function useIsCancelled(digest: Hex): boolean {
  const { data } = useChainQuery(["cancelled", digest], ({ client, deployment }) =>
    readContract(client, {
      address: deployment.contracts.paymentHub,
      abi: paymentHubAbi,
      functionName: "isCancelled",
      args: [digest],
    }),
  );
  return data === true;
}
