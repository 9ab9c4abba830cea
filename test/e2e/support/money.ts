import { depositTokenAbi } from "@jiaozi/sdk/abis/deposit-token";
import { settlementHubAbi } from "@jiaozi/sdk/abis/settlement-hub";
import { type Address, createPublicClient, http } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import { keyInLink } from "../../../scripts/network/seed.ts";
import type { RunningNetwork } from "./running-network.ts";

const HKD = 344;

/** Whose line on the screen, and at which bank. */
const ACCOUNTS = {
  mei: { words: "Mei,", bank: 2 },
  ken: { words: "Ken,", bank: 1 },
  lin: { words: "Lin,", bank: 1 },
} as const;

/** All HKD of the network in minor units, by bank id and by account. */
export interface Money {
  depositsMinor: Record<number, bigint>;
  settlementMinor: Record<number, bigint>;
  /** Of a demonstration person at the person's bank. */
  balanceOf(person: keyof typeof ACCOUNTS): Promise<bigint>;
}

export async function readMoney({ address, deployment, links }: RunningNetwork): Promise<Money> {
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
  const balanceOf = (person: keyof typeof ACCOUNTS) => {
    const { words, bank } = ACCOUNTS[person];
    return client.readContract({
      address: tokenOf(bank),
      abi: depositTokenAbi,
      functionName: "balanceOf",
      args: [accountOf(words, links)],
      blockNumber,
    });
  };
  return { depositsMinor, settlementMinor, balanceOf };
}

function accountOf(words: string, links: RunningNetwork["links"]): Address {
  for (const [who, link] of links) {
    if (who.startsWith(words)) return privateKeyToAddress(keyInLink(link));
  }
  throw new Error(`no link for ${words}`);
}
