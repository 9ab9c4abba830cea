import { chainMembershipAbi } from "@jiaozi/sdk/abis/chain-membership";
import type { Deployment } from "@jiaozi/sdk/deployment";
import hre from "hardhat";
import {
  type Abi,
  type Address,
  createPublicClient,
  custom,
  type EIP1193RequestFn,
  encodeDeployData,
  type Hex,
} from "viem";
import type { Provider, Sender } from "../scripts/network/sender.ts";

/**
 * Where every network has the contract that says who takes part (`membership.Address` of the node): created at genesis,
 * as the only thing that its creator ever does.
 */
const MEMBERSHIP: Address = "0x8a0B37570f3ACf2dEDAc2bAb71Ff2b91b33D8E5f";

const POWER = 1;

export interface Validator {
  name: string;
  /** Ed25519. */
  key: Hex;
}

/** The contract's creation, which genesis runs: the first validators, and who deploys the network. */
export async function membershipCreation(founder: Address, validators: readonly Validator[]): Promise<Hex> {
  const { abi, bytecode } = await hre.artifacts.readArtifact("ChainMembership");
  const first = validators.map(({ key, name }) => ({ key, name, power: POWER }));
  return encodeDeployData({ abi: abi as Abi, bytecode: bytecode as Hex, args: [founder, first] });
}

/** The deploying key's last act: from now on registries and roles say who is admitted. */
export async function handOver(founder: Sender, { contracts }: Deployment): Promise<void> {
  const { networkAuthority, participantRegistry, customerRegistry, merchantRegistry } = contracts;
  const to = [networkAuthority, participantRegistry, customerRegistry, merchantRegistry] as const;
  await founder.send(MEMBERSHIP, chainMembershipAbi, "handOver", to);
}

/** The operator's act, for a validator whose node has caught up. */
export async function addValidator(operator: Sender, { key, name }: Validator): Promise<void> {
  await operator.send(MEMBERSHIP, chainMembershipAbi, "setValidator", [key, POWER, name]);
}

/** The operator's act; refused where the others could not lose one more. */
export async function removeValidator(operator: Sender, { key }: Validator): Promise<void> {
  await operator.send(MEMBERSHIP, chainMembershipAbi, "removeValidator", [key]);
}

/** Who votes from the block after the next on. */
export function readValidators(provider: Provider): Promise<readonly (Validator & { power: number })[]> {
  const transport = custom(provider as { request: EIP1193RequestFn }, { retryCount: 0 });
  const chain = { address: MEMBERSHIP, abi: chainMembershipAbi } as const;
  return createPublicClient({ transport }).readContract({ ...chain, functionName: "validators" });
}
