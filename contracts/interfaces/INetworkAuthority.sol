// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {BankId, Duty} from "./Types.sol";

/// Who may do what. OpenZeppelin's AccessManager, with one role for each duty of each bank.
interface INetworkAuthority is IAccessManager {
    /// `account` acted for `bank` without holding the duty that the act needs.
    error DutyRequired(address account, BankId bank, Duty duty);
    /// A guardian may not keep its role by cancelling that it is taken away.
    error OwnRemoval(address guardian);

    /// The role that stands for `duty` at `bank`: bank × 256 + duty, so never one of the network's own roles.
    function roleOf(BankId bank, Duty duty) external pure returns (uint64 roleId);

    /// Whether `account` holds `duty` at `bank`, now and without an execution delay.
    function holdsDuty(BankId bank, Duty duty, address account) external view returns (bool);

    /// Reverts with {DutyRequired} unless `account` holds `duty` at `bank`, now and without an execution delay.
    function requireDuty(BankId bank, Duty duty, address account) external view;
}
