import { readFileSync } from "node:fs";
import { join } from "node:path";
import hre from "hardhat";
import type { Abi, Address, Hex } from "viem";
import { root } from "../../scripts/command.ts";
import type { Sender } from "../../scripts/network/sender.ts";

const SOURCE = "test/solidity/support/Successors.sol";

type Upgradeable = "ParticipantRegistry" | "CustomerRegistry" | "MerchantRegistry" | "ReserveToken" | "DepositToken";

/** Compiles the next version of everything that can be upgraded, unless that was done already. */
export async function compileSuccessors() {
  await hre.solidity.build([join(root, SOURCE)], { scope: "tests", quiet: true });
}

/** Puts the next version of a contract on the chain, adopted by nobody yet. */
export async function deploySuccessor(sender: Sender, contract: Upgradeable, args: readonly Address[]) {
  const folder = await hre.solidity.getArtifactsDirectory("tests");
  const artifact = JSON.parse(readFileSync(join(folder, SOURCE, `Next${contract}.json`), "utf8")) as {
    abi: Abi;
    bytecode: Hex;
  };
  return await sender.deploy(artifact, args);
}
