// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// OpenZeppelin's ERC-20 and nothing else: what `npm run bench` measures a payment against.
contract PlainToken is ERC20 {
    constructor(address holder, uint256 supply) ERC20("Plain token", "PLAIN") {
        _mint(holder, supply);
    }
}
