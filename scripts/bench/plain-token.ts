import { type Address, parseAbi } from "viem";
import type { Sender } from "../network/sender.ts";
import { compileForBench } from "./compile.ts";

export const plainTokenAbi = parseAbi(["function transfer(address to, uint256 value) returns (bool)"]);

const SOURCE = `// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
contract Plain is ERC20("Plain", "PLAIN") {
    constructor() { _mint(msg.sender, 1_000_000); }
}`;

/** The yardstick: OpenZeppelin's ERC-20 and nothing else. */
export async function deployPlainToken(deployer: Sender): Promise<Address> {
  return await deployer.deploy(compileForBench("Plain", SOURCE), []);
}
