import { type Address, parseAbi } from "viem";
import type { Sender } from "../network/sender.ts";
import { compileForBench } from "./compile.ts";

export const queueFeederAbi = parseAbi([
  "function feed(address queue, uint16 currency, uint16[] payers, uint16[] payees, uint256 amountMinor)",
]);

const SOURCE = `// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;
interface IQueue {
    function enqueue(uint16, uint16, uint16, uint256, uint8, bytes32) external returns (uint32, uint256);
}
contract QueueFeeder {
    uint8 private constant NORMAL = 2;
    function feed(
        IQueue queue,
        uint16 currency,
        uint16[] calldata payers,
        uint16[] calldata payees,
        uint256 amountMinor
    ) external {
        for (uint256 i = 0; i < payers.length; ++i)
            queue.enqueue(currency, payers[i], payees[i], amountMinor + i, NORMAL, "bench");
    }
}`;

/** A treasury of all banks in one: thousands of obligations are queued in a few transactions. */
export async function deployQueueFeeder(deployer: Sender): Promise<Address> {
  return await deployer.deploy(compileForBench("QueueFeeder", SOURCE), []);
}
