// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// Central-bank money in one currency. Only active banks' reserve accounts hold it, and admitted contracts what they
/// move in and out themselves.
interface IReserveToken is IERC20 {
    event ReservesIssued(address indexed reserveAccount, uint256 amountMinor, bytes32 reason);
    event ReservesWithdrawn(address indexed reserveAccount, uint256 amountMinor, bytes32 reason);

    error ReserveAmountZero();

    /// Operator only, against the bank's account at the central bank. `amountMinor` in minor units.
    function issue(address reserveAccount, uint256 amountMinor, bytes32 reason) external;

    /// Operator only: the counterpart of {issue}, paid out to the bank's account at the central bank.
    function withdraw(address reserveAccount, uint256 amountMinor, bytes32 reason) external;

    /// Admitted callers only, which answer for the bank's consent: moves without an allowance.
    function move(address from, address to, uint256 amountMinor) external;

    /// ISO 4217 number.
    function currency() external view returns (uint16);
}
