// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {BankId} from "./Types.sol";

/// Where banks are square with each other: the only code that burns a deposit at one bank, moves reserves and mints a
/// deposit at another. All amounts in minor units.
///
/// Conservation: settling changes each bank's deposits and its settlement balance by the same amount, and the sum of
/// settlement balances in a currency is the hub's holding of that reserve.
interface ISettlementHub {
    /// One payment's movement of money, as decided by an admitted payment contract.
    struct Settlement {
        bytes32 paymentId;
        uint16 currency;
        BankId payerBank;
        BankId payeeBank;
        address payer;
        address payee;
        uint256 amountMinor;
    }

    event SettlementBalanceFunded(
        BankId indexed bank,
        uint16 indexed currency,
        uint256 amountMinor,
        uint256 balanceMinor
    );
    event SettlementBalanceDefunded(
        BankId indexed bank,
        uint16 indexed currency,
        uint256 amountMinor,
        uint256 balanceMinor
    );
    /// Reserves moved between two banks. A payment within one bank moves none and emits nothing here.
    event ReservesSettled(
        bytes32 indexed paymentId,
        BankId indexed payerBank,
        BankId indexed payeeBank,
        uint16 currency,
        uint256 amountMinor
    );

    error SettlementBalanceTooLow(BankId bank, uint16 currency, uint256 available, uint256 needed);
    error SettlementAmountZero();

    /// The bank's treasury only: locks reserves of the bank's reserve account in the hub.
    function fund(BankId bank, uint16 currency, uint256 amountMinor) external;

    /// The bank's treasury only: gives available reserves back to the bank's reserve account.
    function defund(BankId bank, uint16 currency, uint256 amountMinor) external;

    /// Admitted payment contracts only, which answer for who may pay whom how much, and for once only.
    /// Final: there is no way back but another payment.
    function settle(Settlement calldata settlement) external;

    /// Reserves that `bank` has locked in the hub.
    function settlementBalance(BankId bank, uint16 currency) external view returns (uint256 balanceMinor);
}
