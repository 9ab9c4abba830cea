// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {AdmittedCallers} from "../authority/AdmittedCallers.sol";
import {IAdmittedCallers} from "../interfaces/IAdmittedCallers.sol";
import {IDepositToken} from "../interfaces/IDepositToken.sol";
import {INetworkAuthority} from "../interfaces/INetworkAuthority.sol";
import {IParticipantRegistry} from "../interfaces/IParticipantRegistry.sol";
import {IReserveToken} from "../interfaces/IReserveToken.sol";
import {ISettlementHub} from "../interfaces/ISettlementHub.sol";
import {BankId, Duty} from "../interfaces/Types.sol";

contract SettlementHub is ISettlementHub, AdmittedCallers, AccessManaged {
    IParticipantRegistry public immutable PARTICIPANTS;

    mapping(uint16 currency => mapping(BankId bank => uint256)) private _balances;

    modifier onlyTreasury(BankId bank) {
        INetworkAuthority(authority()).requireDuty(bank, Duty.Treasury, msg.sender);
        PARTICIPANTS.requireActive(bank);
        _;
    }

    constructor(address authority, IParticipantRegistry participants) AccessManaged(authority) {
        PARTICIPANTS = participants;
    }

    /// @inheritdoc ISettlementHub
    function fund(BankId bank, uint16 currency, uint256 amountMinor) external onlyTreasury(bank) {
        require(amountMinor != 0, SettlementAmountZero());

        uint256 balanceMinor = _balances[currency][bank] += amountMinor;
        emit SettlementBalanceFunded(bank, currency, amountMinor, balanceMinor);

        _reserve(currency).move(_reserveAccount(bank), address(this), amountMinor);
    }

    /// @inheritdoc ISettlementHub
    function defund(BankId bank, uint16 currency, uint256 amountMinor) external onlyTreasury(bank) {
        require(amountMinor != 0, SettlementAmountZero());

        _take(bank, currency, amountMinor);
        emit SettlementBalanceDefunded(bank, currency, amountMinor, _balances[currency][bank]);

        _reserve(currency).move(address(this), _reserveAccount(bank), amountMinor);
    }

    /// @inheritdoc ISettlementHub
    function settle(Settlement calldata s) external onlyAdmitted {
        require(s.amountMinor != 0, SettlementAmountZero());
        (address payerToken, address payeeToken) = PARTICIPANTS.route(s.currency, s.payerBank, s.payeeBank);

        if (s.payerBank == s.payeeBank) {
            IDepositToken(payerToken).move(s.payer, s.payee, s.amountMinor);
            return;
        }

        // The customer's own balance speaks first: what a bank is short of is not told to who could not pay anyway.
        IDepositToken(payerToken).debit(s.payer, s.amountMinor);
        _take(s.payerBank, s.currency, s.amountMinor);
        _balances[s.currency][s.payeeBank] += s.amountMinor;
        emit ReservesSettled(s.paymentId, s.payerBank, s.payeeBank, s.currency, s.amountMinor);
        IDepositToken(payeeToken).credit(s.payee, s.amountMinor);
    }

    /// @inheritdoc IAdmittedCallers
    function admitCaller(address caller) external restricted {
        _admitCaller(caller);
    }

    /// @inheritdoc IAdmittedCallers
    function dismissCaller(address caller) external restricted {
        _dismissCaller(caller);
    }

    /// @inheritdoc ISettlementHub
    function settlementBalance(BankId bank, uint16 currency) external view returns (uint256 balanceMinor) {
        return _balances[currency][bank];
    }

    /// The one place that decides on a shortfall: decline.
    function _take(BankId bank, uint16 currency, uint256 neededMinor) private {
        uint256 availableMinor = _balances[currency][bank];
        require(availableMinor >= neededMinor, SettlementBalanceTooLow(bank, currency, availableMinor, neededMinor));
        unchecked {
            _balances[currency][bank] = availableMinor - neededMinor; // just checked
        }
    }

    function _reserve(uint16 currency) private view returns (IReserveToken) {
        return IReserveToken(PARTICIPANTS.reserveToken(currency));
    }

    function _reserveAccount(BankId bank) private view returns (address) {
        return PARTICIPANTS.participant(bank).reserveAccount;
    }
}
