import { readFileSync } from "node:fs";
import { join } from "node:path";
import solc from "solc";
import { type Abi, type Address, parseAbi } from "viem";
import { root } from "../command.ts";
import type { Sender } from "../network/sender.ts";

export const plainTokenAbi = parseAbi(["function transfer(address to, uint256 value) returns (bool)"]);

const SOURCE = `// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
contract Plain is ERC20("Plain", "PLAIN") {
    constructor() { _mint(msg.sender, 1_000_000); }
}`;

/** The yardstick: OpenZeppelin's ERC-20 and nothing else, by the compiler and the settings of our own contracts. */
export async function deployPlainToken(deployer: Sender): Promise<Address> {
  const input = {
    language: "Solidity",
    sources: { "Plain.sol": { content: SOURCE } },
    settings: {
      evmVersion: "osaka",
      optimizer: { enabled: true, runs: 10_000 },
      outputSelection: { "*": { Plain: ["abi", "evm.bytecode.object"] } },
    },
  };
  const readImport = (path: string) => ({ contents: readFileSync(join(root, "node_modules", path), "utf8") });
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: readImport })) as {
    contracts: { "Plain.sol": { Plain: { abi: Abi; evm: { bytecode: { object: string } } } } };
  };
  const { abi, evm } = output.contracts["Plain.sol"].Plain;
  return await deployer.deploy({ abi, bytecode: `0x${evm.bytecode.object}` }, []);
}
