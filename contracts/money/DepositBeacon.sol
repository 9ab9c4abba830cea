// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IBeacon} from "@openzeppelin/contracts/proxy/beacon/IBeacon.sol";
import {IDepositBeacon} from "../interfaces/IDepositBeacon.sol";
import {INetworkAuthority} from "../interfaces/INetworkAuthority.sol";
import {BankId, Duty} from "../interfaces/Types.sol";

contract DepositBeacon is IDepositBeacon, AccessManaged {
    BankId public immutable bank;

    /// @inheritdoc IBeacon
    address public implementation;

    /// @inheritdoc IDepositBeacon
    address public offered;

    constructor(address authority, BankId owner, address first) AccessManaged(authority) {
        require(first.code.length != 0, ImplementationWithoutCode(first));
        bank = owner;
        implementation = first;
        emit ImplementationAdopted(first);
    }

    /// @inheritdoc IDepositBeacon
    function offer(address newImplementation) external restricted {
        require(newImplementation.code.length != 0, ImplementationWithoutCode(newImplementation));

        offered = newImplementation;
        emit ImplementationOffered(newImplementation);
    }

    /// @inheritdoc IDepositBeacon
    function adopt(address newImplementation) external {
        INetworkAuthority(authority()).requireDuty(bank, Duty.Administration, msg.sender);
        require(
            newImplementation == offered && newImplementation != address(0),
            ImplementationNotOffered(newImplementation, offered)
        );

        delete offered;
        implementation = newImplementation;
        emit ImplementationAdopted(newImplementation);
    }
}
