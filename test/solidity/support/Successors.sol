// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ICustomerRegistry} from "../../../contracts/interfaces/ICustomerRegistry.sol";
import {IDepositRelease} from "../../../contracts/interfaces/IDepositRelease.sol";
import {IParticipantRegistry} from "../../../contracts/interfaces/IParticipantRegistry.sol";
import {DepositToken} from "../../../contracts/money/DepositToken.sol";
import {ReserveToken} from "../../../contracts/money/ReserveToken.sol";
import {CustomerRegistry} from "../../../contracts/registry/CustomerRegistry.sol";
import {MerchantRegistry} from "../../../contracts/registry/MerchantRegistry.sol";
import {ParticipantRegistry} from "../../../contracts/registry/ParticipantRegistry.sol";

/// The next version of everything that can be upgraded: it does what this one does, and says which one it is.
abstract contract Successor {
    uint256 public constant VERSION = 2;
}

contract NextParticipantRegistry is ParticipantRegistry, Successor {}

contract NextCustomerRegistry is CustomerRegistry, Successor {
    constructor(IParticipantRegistry participants) CustomerRegistry(participants) {}
}

contract NextMerchantRegistry is MerchantRegistry, Successor {
    constructor(ICustomerRegistry customers) MerchantRegistry(customers) {}
}

contract NextReserveToken is ReserveToken, Successor {
    constructor(IParticipantRegistry participants) ReserveToken(participants) {}
}

contract NextDepositToken is DepositToken, Successor {
    constructor(
        IParticipantRegistry participants,
        address customers,
        address settlement,
        IDepositRelease release_
    ) DepositToken(participants, customers, settlement, release_) {}
}
