// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {BankId} from "./Types.sol";

/// Deposits at one bank in one currency: a claim on that bank, which only its own active customers can hold.
/// ERC-20, ERC-2612 (permit) and ERC-3009 (signed transfers) between customers of the bank.
interface IDepositToken is IERC20 {
    event DepositsIssued(address indexed account, uint256 amountMinor, bytes32 reason);
    event DepositsRedeemed(address indexed account, uint256 amountMinor, bytes32 reason);

    error DepositAmountZero();
    error DepositBalanceTooLow(address account, uint256 balance, uint256 needed);

    /// The bank's issuance only, against money that the customer brought. `amountMinor` in minor units.
    function issue(address account, uint256 amountMinor, bytes32 reason) external;

    /// The bank's issuance only: the counterpart of {issue}, paid out to the customer by the bank.
    function redeem(address account, uint256 amountMinor, bytes32 reason) external;

    /// Admitted callers only, which answer for the payer's consent and for the other bank's side.
    function debit(address payer, uint256 amountMinor) external;

    /// Admitted callers only, which answer for the reserves that came in.
    function credit(address payee, uint256 amountMinor) external;

    /// Admitted callers only, which answer for the payer's consent: both are customers of this bank.
    function move(address payer, address payee, uint256 amountMinor) external;

    function bank() external view returns (BankId);

    /// ISO 4217 number.
    function currency() external view returns (uint16);
}
