// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {INetworkAuthority} from "../interfaces/INetworkAuthority.sol";
import {BankId, Duty} from "../interfaces/Types.sol";

contract NetworkAuthority is AccessManager, INetworkAuthority {
    /// The banks' role: each can cancel what governor and administrator have announced.
    uint64 private constant GUARDIAN = 4;

    constructor(address initialAdmin) AccessManager(initialAdmin) {}

    /// What was announced. A guardian objects to everything but its own removal.
    function cancel(
        address caller,
        address target,
        bytes calldata data
    ) public override(AccessManager, IAccessManager) returns (uint32 nonce) {
        bytes32 ownRemoval = keccak256(abi.encodeCall(this.revokeRole, (GUARDIAN, msg.sender)));
        require(target != address(this) || keccak256(data) != ownRemoval, OwnRemoval(msg.sender));
        return super.cancel(caller, target, data);
    }

    /// The library gives the administrator's role no guardian but itself, and lets nobody set another.
    function getRoleGuardian(
        uint64 roleId
    ) public view override(AccessManager, IAccessManager) returns (uint64 guardian) {
        return roleId == ADMIN_ROLE ? GUARDIAN : super.getRoleGuardian(roleId);
    }

    /// @inheritdoc INetworkAuthority
    function roleOf(BankId bank, Duty duty) public pure returns (uint64 roleId) {
        return (uint64(BankId.unwrap(bank)) << 8) | uint64(duty);
    }

    /// @inheritdoc INetworkAuthority
    function holdsDuty(BankId bank, Duty duty, address account) public view returns (bool) {
        (bool isMember, uint32 executionDelay) = hasRole(roleOf(bank, duty), account);
        // Bank 0 is nobody: its roles would be the network's own.
        return isMember && executionDelay == 0 && BankId.unwrap(bank) != 0;
    }

    /// @inheritdoc INetworkAuthority
    function requireDuty(BankId bank, Duty duty, address account) external view {
        require(holdsDuty(bank, duty, account), DutyRequired(account, bank, duty));
    }
}
