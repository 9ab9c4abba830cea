import hre from "hardhat";
import {
  type Address,
  type Hex,
  bytesToHex,
  hexToBigInt,
  hexToBytes,
  isAddress,
  keccak256,
  pad,
  slice,
  stringToHex,
  toHex,
} from "viem";
import type { State } from "./state.ts";

/** ERC-1967: where a proxy keeps the address of its code. */
export const IMPLEMENTATION_SLOT = toHex(hexToBigInt(keccak256(stringToHex("eip1967.proxy.implementation"))) - 1n);

/** Whether the code at an address is what is compiled now, whatever its immutables say. */
export async function isCompiled(state: State, address: Address, contract: string): Promise<boolean> {
  return (await immutablesOf(state, address, contract)) !== undefined;
}

/** Whether it also has the immutables that these arguments and its own address give it. */
export async function isCompiledWith(state: State, address: Address, contract: string, args: readonly unknown[]) {
  const kept = await immutablesOf(state, address, contract);
  if (kept === undefined) return false;
  const given = [...args, address].filter((arg) => typeof arg === "string" && isAddress(arg));
  const words = new Set(given.map((arg) => pad(arg.toLowerCase() as Hex, { size: 32 })));
  return kept.size === words.size && [...kept].every((word) => words.has(word));
}

export async function implementationOf({ reader }: State, proxy: Address): Promise<Address> {
  const word = await reader.getStorageAt({ address: proxy, slot: IMPLEMENTATION_SLOT });
  return slice(word ?? "0x", 12);
}

/** The words in the places of the immutables, or `undefined` where the code around them differs. */
async function immutablesOf({ reader }: State, address: Address, contract: string): Promise<Set<Hex> | undefined> {
  const { deployedBytecode, immutableReferences } = await hre.artifacts.readArtifact(contract);
  const code = hexToBytes((await reader.getCode({ address })) ?? "0x");
  const words = new Set<Hex>();
  for (const { start, length } of Object.values(immutableReferences ?? {}).flat()) {
    words.add(bytesToHex(code.slice(start, start + length)));
    code.fill(0, start, start + length);
  }
  return withoutMetadata(code) === withoutMetadata(hexToBytes(deployedBytecode as Hex)) ? words : undefined;
}

/** The compiler ends the code with a hash of the sources, and that with its length: a comment would change it. */
function withoutMetadata(code: Uint8Array): Hex {
  const [high = 0, low = 0] = code.slice(-2);
  return bytesToHex(code.slice(0, Math.max(0, code.length - 2 - (high * 256 + low))));
}
