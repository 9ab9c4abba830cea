import { customerRegistryAbi } from "@jiaozi/sdk/abis/customer-registry";
import { depositTokenAbi } from "@jiaozi/sdk/abis/deposit-token";
import type { Deployment } from "@jiaozi/sdk/deployment";
import type { Address, Hex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { createSender, type Provider, type Sender } from "../network/sender.ts";
import { Refusal } from "../refusal.ts";
import { type Balances, type Difference, findDifferences, totalOf } from "./ledger.ts";

export interface ProofOfDeposits {
  blockNumber: bigint;
  supplyMinor: bigint;
  ledgerTotalMinor: bigint;
  /** Entry by entry; empty where ledger and chain agree. */
  differences: Difference[];
}

/** The totals alone are recorded, and would pass for a match of every entry: nothing is signed. */
export class OffsettingDifferencesError extends Refusal {
  readonly differences: readonly Difference[];
  constructor(differences: readonly Difference[]) {
    const accounts = differences.map(({ account }) => account).join(", ");
    super(`Nothing was recorded: the totals are equal although entries differ. Correct these first: ${accounts}.`);
    this.differences = differences;
  }
}

/** What a bank's ledger says beside the chain, at the last block that certainly has another on top. */
export async function proveDeposits(
  reader: Sender["reader"],
  deployment: Deployment,
  bank: number,
  token: Address,
  ledger: Balances,
): Promise<ProofOfDeposits> {
  const blockNumber = (await reader.getBlockNumber({ cacheTime: 0 })) - 1n;
  const at = { address: token, abi: depositTokenAbi, blockNumber } as const;
  const enrolled = await reader.getContractEvents({
    address: deployment.contracts.customerRegistry,
    abi: customerRegistryAbi,
    eventName: "CustomerEnrolled",
    args: { bank },
    fromBlock: 0n,
    toBlock: blockNumber,
    strict: true,
  });
  // The token's own account holds refunds that wait for their customers
  const accounts = [...enrolled.map(({ args }) => args.account), token];
  const chain = new Map<Address, bigint>();
  for (const account of accounts) {
    chain.set(account, await reader.readContract({ ...at, functionName: "balanceOf", args: [account] }));
  }
  const supplyMinor = await reader.readContract({ ...at, functionName: "totalSupply" });
  if (totalOf(chain) !== supplyMinor) throw new Error("the customers' balances do not add up to the supply");
  return {
    blockNumber,
    supplyMinor,
    ledgerTotalMinor: totalOf(ledger),
    differences: findDifferences(ledger, chain),
  };
}

/**
 * The attester signs what was found (EIP-712, over the token's domain) and brings it; gas costs nothing.
 * @throws OffsettingDifferencesError
 */
export async function attestDeposits(
  provider: Provider,
  chainId: number,
  token: Address,
  { blockNumber, supplyMinor, ledgerTotalMinor, differences }: ProofOfDeposits,
  attesterKey: Hex,
) {
  if (differences.length > 0 && ledgerTotalMinor === supplyMinor) throw new OffsettingDifferencesError(differences);
  const sender = createSender(provider, chainId, attesterKey);
  const attestation = { blockNumber, supplyMinor, ledgerTotalMinor };
  const name = await sender.reader.readContract({ address: token, abi: depositTokenAbi, functionName: "name" });
  const signature = await privateKeyToAccount(attesterKey).signTypedData({
    domain: { name, version: "1", chainId, verifyingContract: token },
    types: {
      DepositAttestation: [
        { name: "blockNumber", type: "uint256" },
        { name: "supplyMinor", type: "uint256" },
        { name: "ledgerTotalMinor", type: "uint256" },
      ],
    },
    primaryType: "DepositAttestation",
    message: attestation,
  });
  return await sender.send(token, depositTokenAbi, "attest", [attestation, signature]);
}
