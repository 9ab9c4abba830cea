// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {INetworkAuthority} from "../interfaces/INetworkAuthority.sol";
import {BankId, Duty} from "../interfaces/Types.sol";

contract NetworkAuthority is AccessManager, INetworkAuthority {
    constructor(address initialAdmin) AccessManager(initialAdmin) {}

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
