// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ERC20PermitUpgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/ERC20PermitUpgradeable.sol";
import {ERC3009Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/draft-ERC3009Upgradeable.sol";
import {ERC20Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/ERC20Upgradeable.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ICustomerRegistry} from "../interfaces/ICustomerRegistry.sol";
import {IDepositToken} from "../interfaces/IDepositToken.sol";
import {IParticipantRegistry} from "../interfaces/IParticipantRegistry.sol";
import {BankId, Status} from "../interfaces/Types.sol";
import {DepositAccount, DepositAccounts} from "./DepositAccount.sol";

/// The accounts of a deposit token and the rules of spending and receiving. OpenZeppelin's ERC-20 keeps allowances and
/// names; balances and supply are here, an account to a slot, so that a payment touches one slot for each side.
abstract contract DepositLedger is IDepositToken, ERC20PermitUpgradeable, ERC3009Upgradeable {
    /// Bounds the loop that adds up what a customer keeps.
    uint256 public constant MAX_ACCOUNTS_OF_CUSTOMER = 8;

    uint256 private constant DAY_SECONDS = 1 days;

    /// One storage slot: read by every movement.
    struct Issue {
        uint96 supplyMinor;
        BankId bank;
        uint16 currency;
        uint8 decimals;
        Status bankStatus;
        uint8 paused; // a bit for each Pausable
        int16 dayOffsetMinutes;
        int16 nextOffsetMinutes;
        uint40 nextOffsetFrom; // Unix seconds
    }

    /// What one customer has spent, by all accounts together.
    struct Spending {
        uint64 spentMinor;
        uint32 day;
    }

    Issue internal _issue;
    mapping(address account => DepositAccount) internal _accounts;
    mapping(uint8 tier => TierLimits) internal _limits;
    mapping(uint32 customer => Spending) private _spending;
    mapping(uint32 customer => address[]) private _accountsOf;
    mapping(address account => uint256) internal _suspendedRefunds;

    /// @inheritdoc IERC20
    function totalSupply() public view override(ERC20Upgradeable, IERC20) returns (uint256) {
        return _issue.supplyMinor;
    }

    /// @inheritdoc IERC20
    function balanceOf(address account) public view override(ERC20Upgradeable, IERC20) returns (uint256) {
        return _accounts[account].balance();
    }

    function decimals() public view override returns (uint8) {
        return _issue.decimals;
    }

    /// @inheritdoc IDepositToken
    function bank() public view returns (BankId) {
        return _issue.bank;
    }

    /// @inheritdoc IDepositToken
    function currency() external view returns (uint16) {
        return _issue.currency;
    }

    /// @inheritdoc IDepositToken
    function spendableOf(address account) external view returns (uint256) {
        return _accounts[account].spendable();
    }

    /// @inheritdoc IDepositToken
    function heldOf(address account) external view returns (uint256) {
        return _accounts[account].held();
    }

    /// @inheritdoc IDepositToken
    function frozenOf(address account) external view returns (uint256) {
        return _accounts[account].frozen();
    }

    /// @inheritdoc IDepositToken
    function spentToday(address account) external view returns (uint256) {
        Spending memory spending = _spending[_accounts[account].customer()];
        return spending.day >= _dayOf(block.timestamp) ? spending.spentMinor : 0;
    }

    /// @inheritdoc IDepositToken
    function suspendedRefundOf(address account) external view returns (uint256) {
        return _suspendedRefunds[account];
    }

    /// @inheritdoc IDepositToken
    function tierLimits(uint8 tier) external view returns (TierLimits memory) {
        return _limits[tier];
    }

    /// @inheritdoc IDepositToken
    function isPaused(Pausable what) external view returns (bool) {
        return _isPaused(what);
    }

    /// Transfers between customers end here, by ERC-20, ERC-2612 and ERC-3009 alike. Nothing mints or burns through it.
    function _update(address from, address to, uint256 amountMinor) internal override {
        _requireNotPaused(Pausable.Transfer);
        Status status = _issue.bankStatus;
        require(status == Status.Active, IParticipantRegistry.ParticipantNotActive(_issue.bank, status));
        _transferWithin(from, to, amountMinor);
        emit Transfer(from, to, amountMinor);
    }

    function _transferWithin(address from, address to, uint256 amountMinor) private {
        DepositAccount sender = _activeAccount(from);
        uint32 customer = sender.customer();
        bool isOwn = customer == _accounts[to].customer();
        _requireSpendable(from, sender, amountMinor);
        if (!isOwn) _spend(from, sender, amountMinor);
        _accounts[from] = sender.minusBalance(amountMinor);
        _receive(to, amountMinor, isOwn);
    }

    /// A payment's payer: standing, limits, and what is there.
    function _spendOn(address payer, uint256 amountMinor) private returns (DepositAccount account) {
        _requireNotPaused(Pausable.Pay);
        account = _activeAccount(payer);
        _requireSpendable(payer, account, amountMinor);
        _spend(payer, account, amountMinor);
    }

    function _payFrom(address payer, uint256 amountMinor) internal {
        _accounts[payer] = _spendOn(payer, amountMinor).minusBalance(amountMinor);
    }

    /// An active account, within the balance that its customer may keep.
    function _receive(address payee, uint256 amountMinor, bool isOwn) internal {
        DepositAccount account = _activeAccount(payee);
        if (!isOwn) _requireRoom(payee, account, amountMinor);
        _accounts[payee] = account.plusBalance(amountMinor);
    }

    function _holdFor(address payer, uint256 amountMinor) internal {
        DepositAccount account = _spendOn(payer, amountMinor);
        uint256 heldMinor = account.held() + amountMinor;
        _accounts[payer] = account.withHeld(heldMinor);
        emit DepositsHeld(payer, amountMinor, heldMinor);
    }

    /// Ends a hold, or part of it; the money stays where it is.
    function _endHold(address payer, uint256 amountMinor) internal returns (DepositAccount account) {
        account = _accounts[payer];
        uint256 heldMinor = account.held();
        require(amountMinor <= heldMinor, HoldTooSmall(payer, heldMinor, amountMinor));
        heldMinor -= amountMinor;
        account = account.withHeld(heldMinor);
        emit HoldEnded(payer, amountMinor, heldMinor);
    }

    /// What was spent at `spentAt` can be spent again on the same day.
    function _restore(uint32 customer, uint256 amountMinor, uint256 spentAt) internal {
        Spending memory spending = _spending[customer];
        uint256 today = _dayOf(block.timestamp);
        if (spending.day != today || _dayOf(spentAt) != today) return;
        uint256 spentMinor = spending.spentMinor;
        _spending[customer].spentMinor = uint64(amountMinor < spentMinor ? spentMinor - amountMinor : 0);
    }

    function _raiseSupply(uint256 amountMinor) internal {
        uint256 supplyMinor = _issue.supplyMinor + amountMinor;
        require(supplyMinor <= type(uint96).max, DepositAccounts.DepositOverflow(supplyMinor, type(uint96).max));
        _issue.supplyMinor = uint96(supplyMinor);
    }

    function _lowerSupply(uint256 amountMinor) internal {
        _issue.supplyMinor = uint96(_issue.supplyMinor - amountMinor);
    }

    /// An account's first standing gives it a place in the bounded list of its customer's: that of a closed one in which
    /// nothing is left and for which nothing waits, where all are taken.
    function _rememberAccount(address account, uint32 customer) internal {
        address[] storage own = _accountsOf[customer];
        if (own.length < MAX_ACCOUNTS_OF_CUSTOMER) {
            own.push(account);
            return;
        }
        for (uint256 i = 0; i < MAX_ACCOUNTS_OF_CUSTOMER; ++i) {
            DepositAccount old = _accounts[own[i]];
            if (old.status() != Status.Closed || old.balance() != 0 || _suspendedRefunds[own[i]] != 0) continue;
            own[i] = account;
            return;
        }
        revert TooManyAccounts(MAX_ACCOUNTS_OF_CUSTOMER + 1, MAX_ACCOUNTS_OF_CUSTOMER);
    }

    function _activeAccount(address owner) internal view returns (DepositAccount account) {
        account = _accounts[owner];
        Status status = account.status();
        if (status != Status.Active) revert ICustomerRegistry.CustomerNotActive(_issue.bank, owner, status);
        uint256 validUntil = account.validUntil();
        if (block.timestamp >= validUntil) {
            revert ICustomerRegistry.CustomerExpired(_issue.bank, owner, block.timestamp, validUntil);
        }
    }

    function _isActive(DepositAccount account) internal view returns (bool) {
        return account.status() == Status.Active && block.timestamp < account.validUntil();
    }

    function _requireSpendable(address owner, DepositAccount account, uint256 neededMinor) internal pure {
        uint256 spendableMinor = account.spendable();
        require(neededMinor <= spendableMinor, DepositBalanceTooLow(owner, spendableMinor, neededMinor));
    }

    function _hasRoom(DepositAccount account, uint256 amountMinor) internal view returns (bool) {
        (uint256 balanceMinor, uint256 allowedMinor) = _keptAndAllowed(account, amountMinor);
        return balanceMinor <= allowedMinor;
    }

    function _requireNotPaused(Pausable what) internal view {
        require(!_isPaused(what), FunctionIsPaused(what));
    }

    function _isPaused(Pausable what) internal view returns (bool) {
        return (_issue.paused >> uint8(what)) & 1 != 0;
    }

    function _dayOf(uint256 timestamp) internal view returns (uint256 day) {
        return uint256(int256(timestamp) + _offsetAt(timestamp) * 1 minutes) / DAY_SECONDS;
    }

    function _endOfDay(uint256 timestamp) internal view returns (uint256 endsAt) {
        return uint256(int256((_dayOf(timestamp) + 1) * DAY_SECONDS) - _offsetAt(timestamp) * 1 minutes);
    }

    function _offsetAt(uint256 timestamp) internal view returns (int256 offsetMinutes) {
        return timestamp < _issue.nextOffsetFrom ? _issue.dayOffsetMinutes : _issue.nextOffsetMinutes;
    }

    /// Tier 0 has no limits.
    function _spend(address owner, DepositAccount account, uint256 amountMinor) private {
        uint8 tier = account.tier();
        if (tier == 0) return;
        TierLimits memory limits = _limits[tier];
        require(amountMinor <= limits.paymentMinor, PaymentLimitExceeded(owner, amountMinor, limits.paymentMinor));
        uint32 customer = account.customer();
        Spending memory spending = _spending[customer];
        uint256 today = _dayOf(block.timestamp);
        if (spending.day > today) today = spending.day; // where the bank's clock was set back by more than a day
        uint256 spentMinor = spending.day == today ? spending.spentMinor + amountMinor : amountMinor;
        require(spentMinor <= limits.dayMinor, DailyLimitExceeded(owner, spentMinor, limits.dayMinor));
        _spending[customer] = Spending(uint64(spentMinor), uint32(today));
    }

    function _requireRoom(address owner, DepositAccount account, uint256 amountMinor) private view {
        (uint256 balanceMinor, uint256 allowedMinor) = _keptAndAllowed(account, amountMinor);
        require(balanceMinor <= allowedMinor, BalanceLimitExceeded(owner, balanceMinor, allowedMinor));
    }

    /// What all accounts of the customer would keep with so much more, and what its tier allows.
    function _keptAndAllowed(
        DepositAccount account,
        uint256 amountMinor
    ) private view returns (uint256 balanceMinor, uint256 allowedMinor) {
        uint8 tier = account.tier();
        allowedMinor = tier == 0 ? type(uint64).max : _limits[tier].balanceMinor;
        if (allowedMinor == type(uint64).max) return (0, allowedMinor);
        balanceMinor = amountMinor;
        address[] storage own = _accountsOf[account.customer()];
        for (uint256 i = 0; i < own.length; ++i) balanceMinor += _accounts[own[i]].balance();
    }
}
