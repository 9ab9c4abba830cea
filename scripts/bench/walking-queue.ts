import { type Address, parseAbi } from "viem";
import type { Sender } from "../network/sender.ts";
import { compileForBench } from "./compile.ts";

export const walkingQueueAbi = parseAbi([
  "function enqueue(uint256 payer, uint256[] payees, uint256 amountMinor)",
  "function fund(uint256 bank, uint256 amountMinor)",
  "function settleCut(uint256[] upTo)",
]);

const SOURCE = `// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;
contract WalkingQueue {
    struct Payment { uint64 amountMinor; uint16 payee; }
    mapping(uint256 bank => Payment[]) private _queues;
    mapping(uint256 bank => uint256) private _cursors;
    mapping(uint256 bank => uint256) private _balances;
    function enqueue(uint256 payer, uint256[] calldata payees, uint256 amountMinor) external {
        for (uint256 i = 0; i < payees.length; ++i)
            _queues[payer].push(Payment(uint64(amountMinor), uint16(payees[i])));
    }
    function fund(uint256 bank, uint256 amountMinor) external { _balances[bank] += amountMinor; }
    function settleCut(uint256[] calldata upTo) external {
        int256[] memory netMinor = new int256[](upTo.length);
        for (uint256 bank = 0; bank < upTo.length; ++bank) {
            Payment[] storage queue = _queues[bank];
            require(upTo[bank] <= queue.length);
            for (uint256 i = _cursors[bank]; i < upTo[bank]; ++i) {
                Payment memory payment = queue[i];
                netMinor[bank] -= int64(payment.amountMinor);
                netMinor[payment.payee] += int64(payment.amountMinor);
            }
            _cursors[bank] = upTo[bank];
        }
        for (uint256 bank = 0; bank < upTo.length; ++bank) {
            int256 left = int256(_balances[bank]) + netMinor[bank];
            require(left >= 0);
            _balances[bank] = uint256(left);
        }
    }
}`;

/**
 * The yardstick: each payment in one slot, one queue a bank, and a cut that adds them up one by one. It knows neither
 * ranks nor limits, links, cancelled payments or suspended banks, and so asks for less than any real one would.
 */
export async function deployWalkingQueue(deployer: Sender): Promise<Address> {
  return await deployer.deploy(compileForBench("WalkingQueue", SOURCE), []);
}
