import { depositTokenAbi, settlementHubAbi } from "@jiaozi/sdk/abis";
import { type Address, createPublicClient, http } from "viem";
import type { RunningNetwork } from "./running-network.ts";

const HKD = 344;

/** All HKD of the network in minor units, by bank id and by account. */
export interface Money {
  depositsMinor: Record<number, bigint>;
  settlementMinor: Record<number, bigint>;
  balanceMinor(bank: number, account: Address): Promise<bigint>;
}

export async function readMoney({ address, deployment }: RunningNetwork): Promise<Money> {
  const client = createPublicClient({ transport: http(`${address}/rpc`) });
  const blockNumber = await client.getBlockNumber();
  const depositsMinor: Record<number, bigint> = {};
  const settlementMinor: Record<number, bigint> = {};
  const tokenOf = (bank: number): Address => {
    const token = deployment.banks.find(({ id }) => id === bank)?.depositTokens[HKD];
    if (token === undefined) throw new Error(`bank ${bank} has no deposits in HKD`);
    return token;
  };
  for (const { id } of deployment.banks) {
    const token = { address: tokenOf(id), abi: depositTokenAbi, blockNumber } as const;
    depositsMinor[id] = await client.readContract({ ...token, functionName: "totalSupply" });
    settlementMinor[id] = await client.readContract({
      address: deployment.contracts.settlementHub,
      abi: settlementHubAbi,
      functionName: "settlementBalance",
      args: [id, HKD],
      blockNumber,
    });
  }
  const balanceMinor = (bank: number, account: Address) =>
    client.readContract({
      address: tokenOf(bank),
      abi: depositTokenAbi,
      functionName: "balanceOf",
      args: [account],
      blockNumber,
    });
  return { depositsMinor, settlementMinor, balanceMinor };
}
