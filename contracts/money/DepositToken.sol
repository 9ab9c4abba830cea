// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {RateLimiter} from "@openzeppelin/contracts/utils/RateLimiter.sol";
import {IDepositRelease} from "../interfaces/IDepositRelease.sol";
import {IDepositToken} from "../interfaces/IDepositToken.sol";
import {INetworkAuthority} from "../interfaces/INetworkAuthority.sol";
import {IParticipantRegistry} from "../interfaces/IParticipantRegistry.sol";
import {BankId, Duty, Status} from "../interfaces/Types.sol";
import {DepositAccount} from "./DepositAccount.sol";
import {DepositLedger} from "./DepositLedger.sol";

contract DepositToken is DepositLedger, AccessManagedUpgradeable, UUPSUpgradeable {
    using RateLimiter for RateLimiter.RefillingBucket;

    /// How long after its block an attestation can still be brought.
    uint256 public constant ATTESTATION_BLOCKS = 7_200;

    bytes32 private constant ATTESTATION_TYPEHASH = keccak256(
        "DepositAttestation(uint256 blockNumber,uint256 supplyMinor,uint256 ledgerTotalMinor)"
    );

    /// All that is issued counts in one bucket.
    bytes32 private constant ALL = 0;

    int256 private constant MAX_OFFSET_MINUTES = 14 * 60;

    // Immutable in the implementation: the same for every bank's token, and no storage read.
    IParticipantRegistry public immutable PARTICIPANTS;
    address public immutable CUSTOMERS;
    address public immutable SETTLEMENT;
    IDepositRelease public immutable RELEASE;

    RateLimiter.RefillingBucket private _issuance;
    uint64 private _attestedAt;
    uint64 private _attestedBlock;
    uint64 private _maxAttestationAgeSeconds;

    /// A bank's act: by whom it is for, and never without a reason.
    modifier byDuty(Duty duty, bytes32 reason) {
        _requireDuty(duty);
        _requireReason(reason);
        _;
    }

    modifier onlySettlement() {
        _requireSettlement();
        _;
    }

    constructor(IParticipantRegistry participants, address customers, address settlement, IDepositRelease release_) {
        PARTICIPANTS = participants;
        // Code that answers to nobody could be offered and adopted only by two institutions' mistake, and moves nothing.
        // slither-disable-next-line missing-zero-check
        CUSTOMERS = customers;
        // slither-disable-next-line missing-zero-check
        SETTLEMENT = settlement;
        RELEASE = release_;
        _disableInitializers();
    }

    function initialize(
        address authority,
        string calldata name,
        string calldata symbol,
        BankId issuer,
        uint16 currencyNumber,
        uint8 exponent
    ) external initializer {
        __AccessManaged_init(authority);
        __ERC20_init(name, symbol);
        __ERC20Permit_init(name);
        _issue.bank = issuer;
        _issue.currency = currencyNumber;
        _issue.decimals = exponent;
    }

    /// @inheritdoc IDepositToken
    function issue(address account, uint256 amountMinor, bytes32 reason) external byDuty(Duty.Issuance, reason) {
        require(amountMinor != 0, DepositAmountZero());
        PARTICIPANTS.requireActive(bank());
        _countIssued(amountMinor);

        _receive(account, amountMinor, false);
        _raiseSupply(amountMinor);
        emit DepositsIssued(account, amountMinor, reason);
        emit Transfer(address(0), account, amountMinor);
    }

    /// @inheritdoc IDepositToken
    function redeem(address account, uint256 amountMinor, bytes32 reason) external byDuty(Duty.Issuance, reason) {
        require(amountMinor != 0, DepositAmountZero());
        PARTICIPANTS.requireActive(bank());
        _requireNotPaused(Pausable.Redeem);
        _requireNotSuspense(account);
        DepositAccount owner = _accounts[account];
        _requireSpendable(account, owner, amountMinor);

        _accounts[account] = owner.minusBalance(amountMinor);
        _lowerSupply(amountMinor);
        emit DepositsRedeemed(account, amountMinor, reason);
        emit Transfer(account, address(0), amountMinor);
    }

    /// @inheritdoc IDepositToken
    function freeze(address account, uint256 frozenMinor, bytes32 reason) external byDuty(Duty.Compliance, reason) {
        _requireNotSuspense(account);
        DepositAccount owner = _accounts[account];
        uint256 current = owner.frozen();
        if (frozenMinor > type(uint56).max) frozenMinor = type(uint56).max;
        require(frozenMinor > current, FreezeNotHigher(frozenMinor, current));

        _accounts[account] = owner.withFrozen(frozenMinor);
        emit DepositsFrozen(account, frozenMinor, reason);
    }

    /// @inheritdoc IDepositToken
    function unfreeze(
        address account,
        uint256 frozenMinor,
        bytes32 reason
    ) external byDuty(Duty.Administration, reason) {
        DepositAccount owner = _accounts[account];
        uint256 current = owner.frozen();
        require(frozenMinor < current, FreezeNotLower(frozenMinor, current));

        _accounts[account] = owner.withFrozen(frozenMinor);
        emit DepositsUnfrozen(account, frozenMinor, reason);
    }

    /// @inheritdoc IDepositToken
    function forceTransfer(
        address from,
        address to,
        uint256 amountMinor,
        bytes32 reason
    ) external byDuty(Duty.Administration, reason) {
        require(amountMinor != 0, DepositAmountZero());
        DepositAccount owner = _accounts[from];
        require(owner.customer() != _accounts[to].customer(), ForcedTransferToOneself(from));
        uint256 frozenMinor = owner.frozen();
        require(amountMinor <= frozenMinor, ForcedTransferExceedsFrozen(amountMinor, frozenMinor));
        uint256 freeMinor = owner.balance() - owner.held();
        require(amountMinor <= freeMinor, DepositBalanceTooLow(from, freeMinor, amountMinor));

        if (frozenMinor != type(uint56).max) owner = owner.withFrozen(frozenMinor - amountMinor);
        _accounts[from] = owner.minusBalance(amountMinor);
        _receive(to, amountMinor, true);
        emit DepositsForced(from, to, amountMinor, reason);
        emit Transfer(from, to, amountMinor);
    }

    /// @inheritdoc IDepositToken
    function paySuspendedRefund(
        address account,
        address to,
        uint256 amountMinor,
        bytes32 reason
    ) external byDuty(Duty.Administration, reason) {
        require(amountMinor != 0, DepositAmountZero());
        uint256 suspendedMinor = _suspendedRefunds[account];
        require(amountMinor <= suspendedMinor, SuspendedRefundTooSmall(account, suspendedMinor, amountMinor));
        require(_accounts[account].customer() == _accounts[to].customer(), NotTheSameCustomer(account, to));

        _suspendedRefunds[account] = suspendedMinor - amountMinor;
        _accounts[address(this)] = _accounts[address(this)].minusBalance(amountMinor);
        _receive(to, amountMinor, true);
        emit SuspendedRefundPaid(account, to, amountMinor, reason);
        emit Transfer(address(this), to, amountMinor);
    }

    /// @inheritdoc IDepositToken
    function setTierLimits(
        uint8 tier,
        TierLimits calldata limits,
        bytes32 reason
    ) external byDuty(Duty.Administration, reason) {
        _limits[tier] = limits;
        emit TierLimitsSet(tier, limits, reason);
    }

    /// @inheritdoc IDepositToken
    function setIssuanceCap(
        uint256 capMinor,
        uint256 windowSeconds,
        bytes32 reason
    ) external byDuty(Duty.Administration, reason) {
        _issuance.sync(ALL);
        _issuance.updateSettings(SafeCast.toUint48(windowSeconds), SafeCast.toUint208(capMinor));
        emit IssuanceCapSet(capMinor, windowSeconds, reason);
    }

    /// @inheritdoc IDepositToken
    function setDayOffset(int256 offsetMinutes, bytes32 reason) external byDuty(Duty.Administration, reason) {
        require(
            -MAX_OFFSET_MINUTES <= offsetMinutes && offsetMinutes <= MAX_OFFSET_MINUTES,
            DayOffsetInvalid(offsetMinutes, MAX_OFFSET_MINUTES)
        );
        uint256 effectiveFrom = _endOfDay(block.timestamp);

        _issue.dayOffsetMinutes = int16(_offsetAt(block.timestamp));
        _issue.nextOffsetMinutes = int16(offsetMinutes);
        _issue.nextOffsetFrom = uint40(effectiveFrom);
        emit DayOffsetSet(offsetMinutes, effectiveFrom, reason);
    }

    /// @inheritdoc IDepositToken
    function setAttestationAge(uint256 maxAgeSeconds, bytes32 reason) external restricted {
        _requireReason(reason);
        if (_attestedAt == 0) _attestedAt = uint64(block.timestamp); // the first one is due within the age
        _maxAttestationAgeSeconds = SafeCast.toUint64(maxAgeSeconds);
        emit AttestationAgeSet(maxAgeSeconds, reason);
    }

    /// @inheritdoc IDepositToken
    function pause(Pausable what, bytes32 reason) external byDuty(Duty.Compliance, reason) {
        _requireNotPaused(what);

        _issue.paused |= uint8(1 << uint8(what));
        emit FunctionPaused(what, reason);
    }

    /// @inheritdoc IDepositToken
    function resume(Pausable what, bytes32 reason) external byDuty(Duty.Administration, reason) {
        require(_isPaused(what), FunctionNotPaused(what));

        _issue.paused &= ~uint8(1 << uint8(what));
        emit FunctionResumed(what, reason);
    }

    /// @inheritdoc IDepositToken
    function attest(DepositAttestation calldata attestation, bytes calldata signature) external {
        address attester = ECDSA.recoverCalldata(attestationDigest(attestation), signature);
        _requireIndependent(attester);
        uint256 blockNumber = attestation.blockNumber;
        require(blockNumber > _attestedBlock, AttestationNotNewer(blockNumber, _attestedBlock));
        uint256 oldest = block.number > ATTESTATION_BLOCKS ? block.number - ATTESTATION_BLOCKS : 0;
        require(oldest <= blockNumber && blockNumber < block.number, AttestationBlockUnknown(blockNumber, oldest));

        bool isMatched = attestation.supplyMinor == attestation.ledgerTotalMinor;
        _attestedBlock = uint64(blockNumber);
        if (isMatched) _attestedAt = uint64(block.timestamp);
        emit DepositsAttested(attester, blockNumber, attestation.supplyMinor, attestation.ledgerTotalMinor, isMatched);
    }

    /// @inheritdoc IDepositToken
    function debit(address payer, uint256 amountMinor) external onlySettlement {
        _payFrom(payer, amountMinor);
        _lowerSupply(amountMinor);
        emit Transfer(payer, address(0), amountMinor);
    }

    /// @inheritdoc IDepositToken
    function credit(address payee, uint256 amountMinor) external onlySettlement {
        _receive(payee, amountMinor, false);
        _raiseSupply(amountMinor);
        emit Transfer(address(0), payee, amountMinor);
    }

    /// @inheritdoc IDepositToken
    function move(address payer, address payee, uint256 netMinor, uint256 feeMinor) external onlySettlement {
        _payFrom(payer, netMinor + feeMinor);
        _receive(payee, netMinor, false);
        _keepFee(payer, payee, netMinor, feeMinor);
    }

    /// @inheritdoc IDepositToken
    function hold(address payer, uint256 amountMinor) external onlySettlement {
        _holdFor(payer, amountMinor);
    }

    /// @inheritdoc IDepositToken
    function debitHeld(address payer, uint256 amountMinor) external onlySettlement {
        _accounts[payer] = _endHold(payer, amountMinor).minusBalance(amountMinor);
        _lowerSupply(amountMinor);
        emit Transfer(payer, address(0), amountMinor);
    }

    /// @inheritdoc IDepositToken
    function moveHeld(address payer, address payee, uint256 netMinor, uint256 feeMinor) external onlySettlement {
        uint256 grossMinor = netMinor + feeMinor;
        _accounts[payer] = _endHold(payer, grossMinor).minusBalance(grossMinor);
        _accounts[payee] = _accounts[payee].plusBalance(netMinor);
        _keepFee(payer, payee, netMinor, feeMinor);
    }

    /// @inheritdoc IDepositToken
    function creditCaptured(address payee, uint256 amountMinor) external onlySettlement {
        _accounts[payee] = _accounts[payee].plusBalance(amountMinor);
        _raiseSupply(amountMinor);
        emit Transfer(address(0), payee, amountMinor);
    }

    /// @inheritdoc IDepositToken
    function release(address payer, uint256 amountMinor, uint256 authorizedAt) external onlySettlement {
        DepositAccount account = _endHold(payer, amountMinor);
        _accounts[payer] = account;
        _restore(account.customer(), amountMinor, authorizedAt);
    }

    /// @inheritdoc IDepositToken
    function debitRefund(address merchantAccount, uint256 amountMinor) external onlySettlement {
        _giveBack(merchantAccount, amountMinor);
        _lowerSupply(amountMinor);
    }

    /// @inheritdoc IDepositToken
    function creditRefund(
        address payer,
        uint256 amountMinor,
        uint256 paidAt
    ) external onlySettlement returns (bool isSuspended) {
        _raiseSupply(amountMinor);
        return _takeBack(payer, amountMinor, paidAt);
    }

    /// @inheritdoc IDepositToken
    function moveRefund(
        address merchantAccount,
        address payer,
        uint256 amountMinor,
        uint256 owedMinor,
        uint256 paidAt
    ) external onlySettlement returns (bool isSuspended) {
        _giveBack(merchantAccount, owedMinor);
        if (owedMinor != amountMinor) _raiseSupply(amountMinor - owedMinor);
        return _takeBack(payer, amountMinor, paidAt);
    }

    /// @inheritdoc IDepositToken
    function stepIn(uint256 amountMinor) external onlySettlement {
        _countIssued(amountMinor);
    }

    /// @inheritdoc IDepositToken
    function setStanding(address account, uint32 customer, Status status, uint8 tier, uint40 validUntil) external {
        require(msg.sender == CUSTOMERS, CallerNotRegistry(msg.sender));
        _requireNotSuspense(account);
        DepositAccount owner = _accounts[account];
        if (owner.customer() == 0) _rememberAccount(account, customer);
        // A time after 2106 is that of 2106: 32 bits keep the account in one slot.
        uint32 until = validUntil > type(uint32).max ? type(uint32).max : uint32(validUntil);
        _accounts[account] = owner.withStanding(customer, status, tier, until);
    }

    /// @inheritdoc IDepositToken
    function setBankStatus(Status status) external {
        require(msg.sender == address(PARTICIPANTS), CallerNotRegistry(msg.sender));
        _issue.bankStatus = status;
    }

    /// @inheritdoc IDepositToken
    function issuable() external view returns (uint256) {
        return _issuance.available(ALL);
    }

    /// @inheritdoc IDepositToken
    function lastAttestation() external view returns (uint256 attestedAt, uint256 blockNumber) {
        return (_attestedAt, _attestedBlock);
    }

    /// @inheritdoc IDepositToken
    function attestationDigest(DepositAttestation calldata attestation) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(ATTESTATION_TYPEHASH, attestation)));
    }

    /// The bank's own fee leaves the supply: it owes so much less.
    function _keepFee(address payer, address payee, uint256 netMinor, uint256 feeMinor) private {
        emit Transfer(payer, payee, netMinor);
        if (feeMinor == 0) return;
        _lowerSupply(feeMinor);
        emit Transfer(payer, address(0), feeMinor);
    }

    /// A refund's debit. Whoever is not active gives nothing back: its bank steps in.
    function _giveBack(address merchantAccount, uint256 amountMinor) private {
        DepositAccount account = _activeAccount(merchantAccount);
        _requireSpendable(merchantAccount, account, amountMinor);
        _accounts[merchantAccount] = account.minusBalance(amountMinor);
        emit Transfer(merchantAccount, address(0), amountMinor);
    }

    /// A refund's credit, which waits in suspense where the account takes no money.
    function _takeBack(address payer, uint256 amountMinor, uint256 paidAt) private returns (bool isSuspended) {
        DepositAccount account = _accounts[payer];
        _restore(account.customer(), amountMinor, paidAt);
        isSuspended = !_isActive(account) || !_hasRoom(account, amountMinor);
        if (isSuspended) {
            uint256 suspendedMinor = _suspendedRefunds[payer] += amountMinor;
            emit RefundSuspended(payer, amountMinor, suspendedMinor);
            payer = address(this);
            account = _accounts[payer];
        }
        _accounts[payer] = account.plusBalance(amountMinor);
        emit Transfer(address(0), payer, amountMinor);
    }

    /// Within what the bank may issue now.
    function _countIssued(uint256 amountMinor) private {
        _requireNotPaused(Pausable.Issue);
        _requireFreshAttestation();
        if (!_issuance.tryConsume(ALL, amountMinor)) {
            revert IssuanceCapExceeded(amountMinor, _issuance.available(ALL));
        }
    }

    function _requireDuty(Duty duty) private view {
        INetworkAuthority(authority()).requireDuty(bank(), duty, msg.sender);
    }

    function _requireSettlement() private view {
        require(msg.sender == SETTLEMENT, CallerNotSettlement(msg.sender));
    }

    /// What the token itself keeps are refunds that are owed to customers. It is nobody's customer, so that nothing else
    /// comes in, and no duty takes from it what is not paid to whom it is owed.
    function _requireNotSuspense(address account) private view {
        require(account != address(this), SuspenseAccountUntouchable(account));
    }

    function _requireReason(bytes32 reason) private pure {
        require(reason != 0, ReasonMissing());
    }

    function _requireFreshAttestation() private view {
        uint256 maxAgeSeconds = _maxAttestationAgeSeconds;
        if (maxAgeSeconds == 0) return;
        uint256 oldest = block.timestamp > maxAgeSeconds ? block.timestamp - maxAgeSeconds : 0;
        require(_attestedAt >= oldest, AttestationStale(_attestedAt, oldest));
    }

    /// Who attests neither issues alone nor makes or approves proposals at the bank.
    function _requireIndependent(address attester) private view {
        INetworkAuthority network = INetworkAuthority(authority());
        network.requireDuty(bank(), Duty.Attestation, attester);
        // Whoever may issue after a delay is no more independent: the delay does not matter.
        // slither-disable-next-line unused-return
        (bool isIssuer, ) = network.hasRole(network.roleOf(bank(), Duty.Issuance), attester);
        require(!isIssuer && !PARTICIPANTS.isSignatory(bank(), attester), AttesterNotIndependent(attester));
    }

    /// The bank opts in to the code that the governor has offered: neither changes the bank's money alone.
    function _authorizeUpgrade(address newImplementation) internal view override {
        _requireDuty(Duty.Administration);
        RELEASE.requireOffered(newImplementation);
    }
}
