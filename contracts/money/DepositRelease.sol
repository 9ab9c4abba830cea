// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IDepositRelease} from "../interfaces/IDepositRelease.sol";

contract DepositRelease is IDepositRelease, AccessManaged {
    /// @inheritdoc IDepositRelease
    address public offered;

    constructor(address authority) AccessManaged(authority) {}

    /// @inheritdoc IDepositRelease
    function offer(address newImplementation) external restricted {
        require(newImplementation.code.length != 0, ImplementationWithoutCode(newImplementation));

        offered = newImplementation;
        emit ImplementationOffered(newImplementation);
    }

    /// @inheritdoc IDepositRelease
    function requireOffered(address implementation) external view {
        require(
            implementation == offered && implementation != address(0),
            ImplementationNotOffered(implementation, offered)
        );
    }
}
