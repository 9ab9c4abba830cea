import type { Deployment } from "@jiaozi/sdk/deployment";
import hre from "hardhat";
import { type Abi, type Address, type Hex, encodeDeployData } from "viem";
import type { Sender } from "../scripts/network/sender.ts";

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
  await act(founder, "handOver", [networkAuthority, participantRegistry, customerRegistry, merchantRegistry]);
}

/** The operator's act, for a validator whose node has caught up. */
export async function addValidator(operator: Sender, { key, name }: Validator): Promise<void> {
  await act(operator, "setValidator", [key, POWER, name]);
}

/** The operator's act; refused where the others could not lose one more. */
export async function removeValidator(operator: Sender, { key }: Validator): Promise<void> {
  await act(operator, "removeValidator", [key]);
}

async function act(sender: Sender, functionName: string, args: readonly unknown[]): Promise<void> {
  const { abi } = await hre.artifacts.readArtifact("ChainMembership");
  await sender.send(MEMBERSHIP, abi as Abi, functionName, args);
}
