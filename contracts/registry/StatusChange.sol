// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Status} from "../interfaces/Types.sol";

/// The one rule for the standing of banks, customers and merchants: active ⇄ suspended, either → closed, which is final.
library StatusChange {
    function isAllowed(Status from, Status to) internal pure returns (bool) {
        bool isOpen = from == Status.Active || from == Status.Suspended;
        return isOpen && to != Status.None && to != from;
    }
}
