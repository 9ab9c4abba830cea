import { depositTokenAbi } from "@jiaozi/sdk/abis/deposit-token";
import type { Address } from "viem";
import { readContract } from "viem/actions";
import { useChainQuery } from "../../../app/network/useChainQuery.ts";

/** What the bank may issue now, in minor units. */
export function useIssuable(depositToken: Address | undefined): bigint | undefined {
  const { data } = useChainQuery(["issuable", depositToken], async ({ client }) =>
    depositToken === undefined
      ? 0n
      : await readContract(client, { address: depositToken, abi: depositTokenAbi, functionName: "issuable" }),
  );
  return data;
}
