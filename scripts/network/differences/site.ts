import { reserveTokenAbi } from "@jiaozi/sdk/abis/reserve-token";
import hre from "hardhat";
import {
  type Abi,
  type Address,
  type ContractFunctionArgs,
  type ContractFunctionName,
  type Hex,
  padHex,
  stringToHex,
  zeroAddress,
} from "viem";
import { implementationOf, isCompiled, isCompiledWith } from "../code.ts";
import type { NetworkManifest, Parties } from "../manifest.ts";
import type { DeploymentRecord } from "../record.ts";
import type { Changing } from "../sender.ts";
import type { State } from "../state.ts";

export const ADMIN_ROLE = 0n;
export const ADMISSION = padHex(stringToHex("network deployment"), { size: 32, dir: "right" });

/** What is done with each difference when it is found: noted, or put right before the next one is looked for. */
export interface Builder {
  /** Answers with the zero address where it was not created. */
  create(sentence: string, contract: string, args: readonly unknown[]): Promise<Address>;
  /** `role` where the contract itself checks it, and not the authority by its list of functions. */
  call<const abi extends Abi, name extends ContractFunctionName<abi, Changing>>(
    sentence: string,
    target: Address,
    abi: abi,
    functionName: name,
    args: ContractFunctionArgs<abi, Changing, name>,
    role?: bigint,
  ): Promise<void>;
  /** What a manifest cannot put right. */
  remark(sentence: string): void;
}

/** A network that is being compared with its manifest. */
export interface Site {
  state: State;
  manifest: NetworkManifest;
  parties: Parties | undefined;
  /** Filled with addresses on the way. */
  record: DeploymentRecord;
  builder: Builder;
  /** Whose key builds the network, until it is handed over. */
  deployer: Address | undefined;
}

interface Proxy {
  /** As a person calls it. */
  words: string;
  contract: string;
  constructorArgs: readonly unknown[];
  address: Address;
}

/** Code that never changes; that it is another one is all that can be said. */
export async function putContract(
  { state, builder }: Site,
  words: string,
  contract: string,
  address: Address,
  args: readonly unknown[],
): Promise<Address> {
  if (address === zeroAddress) return builder.create(`${words}: deploy it`, contract, args);
  if (!(await isCompiled(state, address, contract))) {
    builder.remark(`${words}: its code is not what is compiled, and never changes; only a successor can replace it`);
  }
  return address;
}

/** A contract behind its proxy, initialised in the same transaction. */
export async function putProxy(site: Site, proxy: Proxy, initialize: () => Hex) {
  const { words, contract, constructorArgs, address } = proxy;
  if (address !== zeroAddress) return address;
  const code = await codeOf(site, contract, constructorArgs);
  return site.builder.create(`${words}: deploy it`, "ERC1967Proxy", [code, initialize()]);
}

/** Puts new code behind a proxy; `role` where it is not the governor who decides. */
export async function renewCode(site: Site, { words, contract, constructorArgs, address }: Proxy, role?: bigint) {
  if (address === zeroAddress) return;
  const current = await implementationOf(site.state, address);
  if (await isCompiledWith(site.state, current, contract, constructorArgs)) return;
  const code = await codeOf(site, contract, constructorArgs);
  await site.builder.call(
    `${words}: take the new code`,
    address,
    reserveTokenAbi,
    "upgradeToAndCall",
    [code, "0x"],
    role,
  );
}

/** The code that was deployed last, if it is still what is compiled. */
export async function codeOf({ state, record, builder }: Site, contract: string, args: readonly unknown[]) {
  const last = record.implementations[contract];
  if (last === zeroAddress) return last; // noted already
  if (last && (await isCompiledWith(state, last, contract, args))) return last;
  const code = await builder.create(`${contract}: deploy its code`, contract, args);
  record.implementations[contract] = code;
  return code;
}

export async function abiOf(contract: string): Promise<Abi> {
  const { abi } = await hre.artifacts.readArtifact(contract);
  return abi as Abi;
}
