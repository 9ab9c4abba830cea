// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IDepositToken} from "../interfaces/IDepositToken.sol";
import {INettingQueue} from "../interfaces/INettingQueue.sol";
import {INetworkAuthority} from "../interfaces/INetworkAuthority.sol";
import {IParticipantRegistry} from "../interfaces/IParticipantRegistry.sol";
import {IReserveToken} from "../interfaces/IReserveToken.sol";
import {ISettlementHub} from "../interfaces/ISettlementHub.sol";
import {BankId, Duty, Status} from "../interfaces/Types.sol";

contract SettlementHub is ISettlementHub, AccessManaged {
    /// Nobody's number: the scheme's balance is kept under it.
    BankId public constant SCHEME = BankId.wrap(0);

    uint40 private constant NO_END = type(uint40).max;

    /// @inheritdoc ISettlementHub
    IParticipantRegistry public immutable PARTICIPANTS;

    mapping(uint16 currency => mapping(BankId bank => Account)) private _accounts;
    mapping(uint16 currency => mapping(BankId bank => Position)) private _positions;
    /// Until when a payment contract makes new payments; 0: not admitted.
    mapping(address caller => uint40) private _newPaymentsUntil;
    /// Whose cuts settle. The one that came last keeps the obligations of credit lines.
    mapping(address queue => bool) private _isQueue;
    INettingQueue public queue;

    modifier onlyTreasury(BankId bank) {
        INetworkAuthority(authority()).requireDuty(bank, Duty.Treasury, msg.sender);
        PARTICIPANTS.requireActive(bank);
        _;
    }

    modifier onlyAdmitted() {
        require(_newPaymentsUntil[msg.sender] != 0, CallerNotAdmitted(msg.sender));
        _;
    }

    modifier forNewPayments() {
        uint256 until = _newPaymentsUntil[msg.sender];
        require(until != 0, CallerNotAdmitted(msg.sender));
        require(block.timestamp < until, CallerRetiring(msg.sender, block.timestamp, until));
        _;
    }

    constructor(address authority, IParticipantRegistry participants) AccessManaged(authority) {
        PARTICIPANTS = participants;
    }

    /// @inheritdoc ISettlementHub
    function fund(BankId bank, uint16 currency, uint256 amountMinor) external onlyTreasury(bank) {
        require(amountMinor != 0, SettlementAmountZero());

        _give(bank, currency, amountMinor, 0);
        emit SettlementBalanceFunded(bank, currency, amountMinor, _positions[currency][bank].balanceMinor);

        _reserve(currency).move(_reserveAccount(bank), address(this), amountMinor);
    }

    /// @inheritdoc ISettlementHub
    function defund(BankId bank, uint16 currency, uint256 amountMinor) external onlyTreasury(bank) {
        require(amountMinor != 0, SettlementAmountZero());

        _take(bank, currency, amountMinor);
        emit SettlementBalanceDefunded(bank, currency, amountMinor, _positions[currency][bank].balanceMinor);

        _reserve(currency).move(address(this), _reserveAccount(bank), amountMinor);
    }

    /// @inheritdoc ISettlementHub
    function setLowWater(
        BankId bank,
        uint16 currency,
        uint64 lowWaterMinor,
        bytes32 reason
    ) external onlyTreasury(bank) {
        _accounts[currency][bank].lowWaterMinor = lowWaterMinor;
        emit LowWaterSet(bank, currency, lowWaterMinor, reason);
    }

    /// @inheritdoc ISettlementHub
    function setQueueReserve(
        BankId bank,
        uint16 currency,
        uint64 reservedMinor,
        bytes32 reason
    ) external onlyTreasury(bank) {
        Position memory own = _positions[currency][bank];
        uint256 freeMinor = _availableToQueue(own);
        if (reservedMinor > freeMinor) revert SettlementBalanceTooLow(bank, currency, freeMinor, reservedMinor);
        own.reservedMinor = reservedMinor;
        _positions[currency][bank] = own;
        emit QueueReserveSet(bank, currency, reservedMinor, reason);
    }

    /// @inheritdoc ISettlementHub
    function settleNet(uint16 currency, BankId[] calldata banks, int256[] calldata netMinor) external {
        require(_isQueue[msg.sender], CallerNotQueue(msg.sender));
        int256 sumMinor = 0;
        for (uint256 i = 0; i < banks.length; ++i) {
            int256 ownMinor = netMinor[i];
            if (ownMinor == 0) continue;
            if (ownMinor > 0) _give(banks[i], currency, uint256(ownMinor), 0);
            else _takeForQueue(banks[i], currency, uint256(-ownMinor));
            sumMinor += ownMinor;
            emit ReservesNetted(banks[i], currency, ownMinor);
        }
        require(sumMinor == 0, NetNotZero(sumMinor));
    }

    /// @inheritdoc ISettlementHub
    function settle(Route calldata route, Split calldata split) external forNewPayments {
        IDepositToken payerToken = _activeToken(route.payerBank, route.currency);
        uint256 netMinor = _netOf(split);

        if (route.payerBank == route.payeeBank) {
            // The customer's own balance speaks first: what a bank is short of is not told to who could not pay anyway.
            payerToken.move(route.payer, route.payee, netMinor, split.grossMinor - netMinor);
            _oweScheme(route.payerBank, route.currency, split.schemeFeeMinor);
            return;
        }
        IDepositToken payeeToken = _activeToken(route.payeeBank, route.currency);
        payerToken.debit(route.payer, split.grossMinor);
        _moveReserves(route, split);
        payeeToken.credit(route.payee, netMinor);
    }

    /// @inheritdoc ISettlementHub
    function hold(Route calldata route, uint256 grossMinor, uint256 earmarkMinor) external forNewPayments {
        require(grossMinor != 0, SettlementAmountZero());
        IDepositToken payerToken = _activeToken(route.payerBank, route.currency);
        if (!(route.payerBank == route.payeeBank)) _activeToken(route.payeeBank, route.currency);

        payerToken.hold(route.payer, grossMinor);
        if (earmarkMinor != 0) _earmark(route.payerBank, route.currency, earmarkMinor);
    }

    /// @inheritdoc ISettlementHub
    function settleHeld(Route calldata route, Split calldata split, uint256 earmarkMinor) external onlyAdmitted {
        // An issuer that was suspended since still keeps its promise; a suspended acquirer takes nothing.
        IDepositToken payeeToken = _activeToken(route.payeeBank, route.currency);
        uint256 netMinor = _netOf(split);
        _endEarmark(route.payerBank, route.currency, earmarkMinor); // so that it is there to be taken

        if (route.payerBank == route.payeeBank) {
            _oweScheme(route.payerBank, route.currency, split.schemeFeeMinor);
            payeeToken.moveHeld(route.payer, route.payee, netMinor, split.grossMinor - netMinor);
            return;
        }
        _moveReserves(route, split);
        IDepositToken(_accounts[route.currency][route.payerBank].depositToken).debitHeld(route.payer, split.grossMinor);
        payeeToken.creditCaptured(route.payee, netMinor);
    }

    /// @inheritdoc ISettlementHub
    function release(
        Route calldata route,
        uint256 grossMinor,
        uint256 earmarkMinor,
        uint256 heldAt
    ) external onlyAdmitted {
        _endEarmark(route.payerBank, route.currency, earmarkMinor);
        IDepositToken(_accounts[route.currency][route.payerBank].depositToken).release(route.payer, grossMinor, heldAt);
    }

    /// @inheritdoc ISettlementHub
    function refund(
        Route calldata route,
        Split calldata split,
        uint256 paidAt
    ) external onlyAdmitted returns (bool isSuspended) {
        require(split.grossMinor != 0, SettlementAmountZero());
        IDepositToken payeeToken = _activeToken(route.payeeBank, route.currency);
        uint256 owedMinor = split.grossMinor - split.interchangeMinor - split.acquirerFeeMinor;
        if (route.payee == address(0)) payeeToken.stepIn(split.grossMinor);

        if (route.payerBank == route.payeeBank) {
            if (route.payee == address(0)) return payeeToken.creditRefund(route.payer, split.grossMinor, paidAt);
            return payeeToken.moveRefund(route.payee, route.payer, split.grossMinor, owedMinor, paidAt);
        }
        IDepositToken payerToken = _activeToken(route.payerBank, route.currency);
        uint256 reservesMinor = split.grossMinor - split.interchangeMinor;
        if (route.payee != address(0)) payeeToken.debitRefund(route.payee, owedMinor);
        _take(route.payeeBank, route.currency, reservesMinor);
        _give(route.payerBank, route.currency, reservesMinor, 0);
        emit ReservesSettled(route.paymentId, route.payeeBank, route.payerBank, route.currency, reservesMinor);
        return payerToken.creditRefund(route.payer, split.grossMinor, paidAt);
    }

    /// @inheritdoc ISettlementHub
    function collectSchemeFees(BankId bank, uint16 currency) external {
        Position memory owing = _positions[currency][bank];
        uint64 amountMinor = owing.schemeFeesMinor;
        require(amountMinor != 0, SettlementAmountZero());

        owing.schemeFeesMinor = 0;
        owing.balanceMinor -= amountMinor;
        _positions[currency][bank] = owing;
        _give(SCHEME, currency, amountMinor, 0);
        emit SchemeFeesCollected(bank, currency, amountMinor);
    }

    /// @inheritdoc ISettlementHub
    function paySchemeFees(BankId toBank, uint16 currency, uint256 amountMinor, bytes32 reason) external restricted {
        require(amountMinor != 0, SettlementAmountZero());

        _take(SCHEME, currency, amountMinor);
        emit SchemeFeesPaidOut(toBank, currency, amountMinor, reason);

        _reserve(currency).move(address(this), _reserveAccount(toBank), amountMinor);
    }

    /// @inheritdoc ISettlementHub
    function setAccount(BankId bank, uint16 currency, address depositToken, Status status) external {
        require(msg.sender == address(PARTICIPANTS), CallerNotParticipants(msg.sender));

        Account storage own = _accounts[currency][bank];
        own.depositToken = depositToken;
        own.status = status;
        emit SettlementAccountSet(bank, currency, depositToken, status);
    }

    /// @inheritdoc ISettlementHub
    function admitCaller(address caller) external restricted {
        _newPaymentsUntil[caller] = NO_END;
        emit CallerAdmitted(caller);
    }

    /// @inheritdoc ISettlementHub
    function retireCaller(address caller, uint40 newPaymentsUntil) external restricted {
        require(_newPaymentsUntil[caller] != 0 && newPaymentsUntil != 0, CallerNotAdmitted(caller));
        _newPaymentsUntil[caller] = newPaymentsUntil;
        emit CallerRetired(caller, newPaymentsUntil);
    }

    /// @inheritdoc ISettlementHub
    function dismissCaller(address caller) external restricted {
        delete _newPaymentsUntil[caller];
        emit CallerDismissed(caller);
    }

    /// @inheritdoc ISettlementHub
    function admitQueue(INettingQueue queue_) external restricted {
        _isQueue[address(queue_)] = true;
        queue = queue_;
        emit QueueAdmitted(address(queue_));
    }

    /// @inheritdoc ISettlementHub
    function dismissQueue(INettingQueue queue_) external restricted {
        delete _isQueue[address(queue_)];
        if (address(queue) == address(queue_)) delete queue;
        emit QueueDismissed(address(queue_));
    }

    /// @inheritdoc ISettlementHub
    function isQueue(address queue_) external view returns (bool) {
        return _isQueue[queue_];
    }

    /// @inheritdoc ISettlementHub
    function settlementBalance(BankId bank, uint16 currency) external view returns (uint256) {
        return _positions[currency][bank].balanceMinor;
    }

    /// @inheritdoc ISettlementHub
    function availableBalance(BankId bank, uint16 currency) external view returns (uint256) {
        return _availableOf(_positions[currency][bank]);
    }

    /// @inheritdoc ISettlementHub
    function position(BankId bank, uint16 currency) external view returns (Position memory) {
        return _positions[currency][bank];
    }

    /// @inheritdoc ISettlementHub
    function account(BankId bank, uint16 currency) external view returns (Account memory) {
        return _accounts[currency][bank];
    }

    /// @inheritdoc ISettlementHub
    function isAdmittedCaller(address caller) external view returns (bool) {
        return _newPaymentsUntil[caller] != 0;
    }

    /// The payer's bank keeps the interchange and sends the rest; the payee's bank owes the scheme its fee out of it.
    // The queue, which the governor admits, calls nobody.
    // slither-disable-next-line reentrancy-no-eth
    function _moveReserves(Route calldata route, Split calldata split) private {
        uint256 sentMinor = split.grossMinor - split.interchangeMinor;
        Position memory own = _positions[route.currency][route.payerBank];
        uint256 availableMinor = _availableOf(own);
        if (sentMinor > availableMinor && _isOnCredit(route, sentMinor)) {
            queue.enqueueCredit(route.currency, route.payerBank, route.payeeBank, sentMinor, route.paymentId);
            _oweScheme(route.payeeBank, route.currency, split.schemeFeeMinor);
            return;
        }
        _take(own, availableMinor, route.payerBank, route.currency, sentMinor);
        _give(route.payeeBank, route.currency, sentMinor, split.schemeFeeMinor);
        emit ReservesSettled(route.paymentId, route.payerBank, route.payeeBank, route.currency, sentMinor);
    }

    /// The one place that decides on a shortfall: on credit where the payee's bank gives enough, else it is declined.
    function _isOnCredit(Route calldata route, uint256 neededMinor) private view returns (bool) {
        if (address(queue) == address(0)) return false;
        return neededMinor <= queue.creditRoom(route.currency, route.payeeBank, route.payerBank);
    }

    function _take(BankId bank, uint16 currency, uint256 neededMinor) private {
        Position memory own = _positions[currency][bank];
        _take(own, _availableOf(own), bank, currency, neededMinor);
    }

    function _take(
        Position memory own,
        uint256 availableMinor,
        BankId bank,
        uint16 currency,
        uint256 neededMinor
    ) private {
        _requireEnough(bank, currency, availableMinor, neededMinor);
        unchecked {
            own.balanceMinor -= uint64(neededMinor); // at most what is available
        }
        _positions[currency][bank] = own;
        _warnIfLow(bank, currency, availableMinor, neededMinor);
    }

    /// What is kept for the queue is used first.
    function _takeForQueue(BankId bank, uint16 currency, uint256 neededMinor) private {
        Position memory own = _positions[currency][bank];
        uint256 freeMinor = _availableToQueue(own);
        require(neededMinor <= freeMinor, SettlementBalanceTooLow(bank, currency, freeMinor, neededMinor));
        uint256 availableMinor = _availableOf(own);
        own.balanceMinor -= uint64(neededMinor);
        own.reservedMinor = own.reservedMinor > neededMinor ? own.reservedMinor - uint64(neededMinor) : 0;
        _positions[currency][bank] = own;
        _warnIfLow(bank, currency, availableMinor, availableMinor - _availableOf(own));
    }

    function _give(BankId bank, uint16 currency, uint256 amountMinor, uint256 schemeFeeMinor) private {
        Position memory own = _positions[currency][bank];
        uint256 roomMinor = type(uint64).max - own.balanceMinor;
        require(amountMinor <= roomMinor, SettlementAmountTooLarge(amountMinor, roomMinor));
        own.balanceMinor += uint64(amountMinor);
        own.schemeFeesMinor += uint64(schemeFeeMinor); // at most the amount
        _positions[currency][bank] = own;
    }

    function _oweScheme(BankId bank, uint16 currency, uint256 feeMinor) private {
        if (feeMinor == 0) return;
        Position memory own = _positions[currency][bank];
        uint256 availableMinor = _requireAvailable(own, bank, currency, feeMinor);
        own.schemeFeesMinor += uint64(feeMinor);
        _positions[currency][bank] = own;
        _warnIfLow(bank, currency, availableMinor, feeMinor);
    }

    function _earmark(BankId bank, uint16 currency, uint256 amountMinor) private {
        Position memory own = _positions[currency][bank];
        uint256 availableMinor = _requireAvailable(own, bank, currency, amountMinor);
        own.earmarkedMinor += uint64(amountMinor);
        _positions[currency][bank] = own;
        _warnIfLow(bank, currency, availableMinor, amountMinor);
    }

    function _endEarmark(BankId bank, uint16 currency, uint256 amountMinor) private {
        if (amountMinor == 0) return;
        uint64 earmarkedMinor = _positions[currency][bank].earmarkedMinor;
        require(amountMinor <= earmarkedMinor, EarmarkTooSmall(bank, currency, earmarkedMinor, amountMinor));
        _positions[currency][bank].earmarkedMinor = earmarkedMinor - uint64(amountMinor);
    }

    function _warnIfLow(BankId bank, uint16 currency, uint256 beforeMinor, uint256 takenMinor) private {
        uint256 lowWaterMinor = _accounts[currency][bank].lowWaterMinor;
        if (beforeMinor < lowWaterMinor || beforeMinor - takenMinor >= lowWaterMinor) return;
        emit SettlementBalanceLow(bank, currency, beforeMinor - takenMinor, lowWaterMinor);
    }

    function _requireAvailable(
        Position memory own,
        BankId bank,
        uint16 currency,
        uint256 neededMinor
    ) private pure returns (uint256 availableMinor) {
        availableMinor = _availableOf(own);
        _requireEnough(bank, currency, availableMinor, neededMinor);
    }

    function _requireEnough(BankId bank, uint16 currency, uint256 availableMinor, uint256 neededMinor) private pure {
        require(availableMinor >= neededMinor, SettlementBalanceTooLow(bank, currency, availableMinor, neededMinor));
    }

    function _availableOf(Position memory own) private pure returns (uint256 availableMinor) {
        return _availableToQueue(own) - own.reservedMinor;
    }

    /// Earmarks, scheme fees and what is kept for the queue are only ever made out of what is available, so together
    /// they never exceed the balance.
    function _availableToQueue(Position memory own) private pure returns (uint256 availableMinor) {
        return uint256(own.balanceMinor) - own.earmarkedMinor - own.schemeFeesMinor;
    }

    function _netOf(Split calldata split) private pure returns (uint256 netMinor) {
        require(split.grossMinor != 0, SettlementAmountZero());
        return split.grossMinor - split.interchangeMinor - split.schemeFeeMinor - split.acquirerFeeMinor;
    }

    function _activeToken(BankId bank, uint16 currency) private view returns (IDepositToken) {
        Account storage own = _accounts[currency][bank];
        if (own.depositToken == address(0)) {
            PARTICIPANTS.requireActive(bank); // a bank that is unknown or suspended is told so first
            revert IParticipantRegistry.NoDepositToken(bank, currency);
        }
        require(own.status == Status.Active, IParticipantRegistry.ParticipantNotActive(bank, own.status));
        return IDepositToken(own.depositToken);
    }

    function _reserve(uint16 currency) private view returns (IReserveToken) {
        return IReserveToken(PARTICIPANTS.reserveToken(currency));
    }

    function _reserveAccount(BankId bank) private view returns (address) {
        return PARTICIPANTS.participant(bank).reserveAccount;
    }
}
