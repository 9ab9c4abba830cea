// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IAcceptance} from "../interfaces/IAcceptance.sol";
import {ICustomerRegistry} from "../interfaces/ICustomerRegistry.sol";
import {IMerchantRegistry} from "../interfaces/IMerchantRegistry.sol";
import {INetworkAuthority} from "../interfaces/INetworkAuthority.sol";
import {FeeTerms, Fees} from "../payment/FeeTerms.sol";
import {BankId, Duty, Status} from "../interfaces/Types.sol";
import {StatusChange} from "./StatusChange.sol";

contract MerchantRegistry is IMerchantRegistry, AccessManagedUpgradeable, UUPSUpgradeable {
    /// EMV objects 59 and 60 hold 25 and 15 characters, of at most four UTF-8 bytes each.
    uint256 public constant MAX_NAME_BYTES = 100;
    uint256 public constant MAX_CITY_BYTES = 60;

    /// Bounds what a change costs: the hub in use, its successor, and those that run off.
    uint256 public constant MAX_PAYMENT_HUBS = 4;

    // Immutable in the implementation: the same for every call through the proxy, and no storage read.
    ICustomerRegistry public immutable CUSTOMERS;

    mapping(bytes8 merchantId => Merchant) private _merchants;
    mapping(address account => Terminal) private _terminals;
    mapping(BankId acquirer => uint48) private _merchantCount;
    FeePlan[] private _plans; // plan n stands at n − 1
    address[] private _hubs;

    modifier onlyOnboarding(BankId acquirer) {
        INetworkAuthority(authority()).requireDuty(acquirer, Duty.Onboarding, msg.sender);
        _;
    }

    constructor(ICustomerRegistry customers) {
        CUSTOMERS = customers;
        _disableInitializers();
    }

    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
    }

    /// @inheritdoc IMerchantRegistry
    function enrol(
        BankId acquirer,
        address payout,
        uint16 category,
        bytes2 country,
        string calldata name,
        string calldata city
    ) external onlyOnboarding(acquirer) returns (bytes8 merchantId) {
        require(bytes(name).length != 0 && bytes(city).length != 0, MerchantInvalid(name, city));
        require(bytes(name).length <= MAX_NAME_BYTES, TextTooLong(bytes(name).length, MAX_NAME_BYTES));
        require(bytes(city).length <= MAX_CITY_BYTES, TextTooLong(bytes(city).length, MAX_CITY_BYTES));
        CUSTOMERS.requireActive(acquirer, address(0), payout);

        merchantId = bytes8((uint64(BankId.unwrap(acquirer)) << 48) | ++_merchantCount[acquirer]);
        _merchants[merchantId] = Merchant(
            payout,
            acquirer,
            Status.Active,
            FeeTerms.wrap(0),
            category,
            country,
            keccak256(bytes(name)),
            name,
            city
        );
        emit MerchantEnrolled(merchantId, acquirer, payout, category, country, name, city);
        syncMerchant(merchantId);
    }

    /// @inheritdoc IMerchantRegistry
    function publishFeePlan(FeePlan calldata plan, bytes32 reason) external restricted returns (uint16 number) {
        uint256 sharedBps = uint256(plan.interchangeBps) + plan.schemeBps;
        require(sharedBps <= Fees.ONE_BPS, FeeExceedsWhole(sharedBps, Fees.ONE_BPS));

        _plans.push(plan);
        number = SafeCast.toUint16(_plans.length);
        emit FeePlanPublished(number, plan, reason);
    }

    /// @inheritdoc IMerchantRegistry
    function assignFeePlan(bytes8 merchantId, uint16 plan, uint16 merchantBps, bytes32 reason) external {
        INetworkAuthority(authority()).requireDuty(_merchants[merchantId].acquirer, Duty.Administration, msg.sender);
        FeePlan memory terms = feePlan(plan);
        uint256 sharedBps = uint256(terms.interchangeBps) + terms.schemeBps;
        require(merchantBps <= Fees.ONE_BPS, FeeExceedsWhole(merchantBps, Fees.ONE_BPS));
        require(merchantBps >= sharedBps, MerchantFeeTooLow(merchantBps, sharedBps));

        _merchants[merchantId].feeTerms = Fees.pack(
            plan,
            merchantBps,
            terms.interchangeBps,
            terms.schemeBps,
            terms.isReturned
        );
        emit FeePlanAssigned(merchantId, plan, merchantBps, reason);
        syncMerchant(merchantId);
    }

    /// @inheritdoc IMerchantRegistry
    function setStatus(bytes8 merchantId, Status status, bytes32 reason) external {
        Duty needed = status == Status.Active ? Duty.Administration : Duty.Onboarding;
        INetworkAuthority(authority()).requireDuty(_merchants[merchantId].acquirer, needed, msg.sender);
        Status old = _merchants[merchantId].status;
        require(StatusChange.isAllowed(old, status), MerchantStatusChangeNotAllowed(old, status));

        _merchants[merchantId].status = status;
        emit MerchantStatusChanged(merchantId, status, reason);
        syncMerchant(merchantId);
    }

    /// @inheritdoc IMerchantRegistry
    function registerTerminal(
        bytes8 merchantId,
        address account,
        uint16 currency,
        uint48 capMinor,
        uint40 staticCapMinor,
        uint40 refundCapMinor,
        uint40 validUntil
    ) external onlyOnboarding(_merchants[merchantId].acquirer) {
        require(account != address(0) && staticCapMinor <= capMinor, TerminalInvalid(account));
        require(block.timestamp < validUntil, TerminalExpired(account, block.timestamp, validUntil));
        require(_terminals[account].status == Status.None, TerminalAlreadyRegistered(account));
        Status status = _merchants[merchantId].status;
        require(status == Status.Active, MerchantNotActive(merchantId, status));

        _terminals[account] = Terminal(
            merchantId,
            currency,
            Status.Active,
            validUntil > type(uint32).max ? type(uint32).max : uint32(validUntil),
            capMinor,
            staticCapMinor,
            refundCapMinor
        );
        emit TerminalRegistered(account, merchantId, currency, capMinor, staticCapMinor, refundCapMinor, validUntil);
        syncTerminal(account);
    }

    /// @inheritdoc IMerchantRegistry
    function revokeTerminal(
        address account,
        bytes32 reason
    ) external onlyOnboarding(_merchants[_terminals[account].merchantId].acquirer) {
        Status old = _terminals[account].status;
        require(old == Status.Active, TerminalNotActive(account, old));

        _terminals[account].status = Status.Closed;
        emit TerminalRevoked(account, _terminals[account].merchantId, reason);
        syncTerminal(account);
    }

    /// @inheritdoc IMerchantRegistry
    function attachPaymentHub(address hub) external restricted {
        // One that refuses to be told would leave a stolen till in use everywhere until it is detached.
        require(hub.code.length != 0 && address(IAcceptance(hub).MERCHANTS()) == address(this), PaymentHubInvalid(hub));
        require(_hubs.length < MAX_PAYMENT_HUBS, TooManyPaymentHubs(_hubs.length + 1, MAX_PAYMENT_HUBS));
        require(_placeOf(hub) == _hubs.length, PaymentHubAttachedAlready(hub));

        _hubs.push(hub);
        emit PaymentHubAttached(hub);
    }

    /// @inheritdoc IMerchantRegistry
    function detachPaymentHub(address hub) external restricted {
        uint256 place = _placeOf(hub);
        require(place < _hubs.length, PaymentHubNotAttached(hub));

        _hubs[place] = _hubs[_hubs.length - 1];
        _hubs.pop();
        emit PaymentHubDetached(hub);
    }

    /// @inheritdoc IMerchantRegistry
    function syncMerchant(bytes8 merchantId) public {
        Merchant storage row = _merchants[merchantId];
        require(row.status != Status.None, MerchantNotActive(merchantId, Status.None));
        IAcceptance.AcceptedMerchant memory told = IAcceptance.AcceptedMerchant(
            row.payoutAccount,
            row.acquirer,
            row.status,
            row.feeTerms,
            row.nameHash
        );
        for (uint256 i = 0; i < _hubs.length; ++i) IAcceptance(_hubs[i]).setMerchant(merchantId, told);
    }

    /// @inheritdoc IMerchantRegistry
    function syncTerminal(address account) public {
        Terminal memory row = _terminals[account];
        require(row.status != Status.None, TerminalUnknown(account));
        for (uint256 i = 0; i < _hubs.length; ++i) IAcceptance(_hubs[i]).setTerminal(account, row);
    }

    /// @inheritdoc IMerchantRegistry
    function merchant(bytes8 merchantId) external view returns (Merchant memory) {
        return _merchants[merchantId];
    }

    /// @inheritdoc IMerchantRegistry
    function terminal(address account) external view returns (Terminal memory) {
        return _terminals[account];
    }

    /// @inheritdoc IMerchantRegistry
    function feePlan(uint16 plan) public view returns (FeePlan memory terms) {
        if (plan == 0) return terms;
        require(plan <= _plans.length, FeePlanUnknown(plan, uint16(_plans.length)));
        return _plans[plan - 1];
    }

    /// The number of hubs where it is none of them.
    function _placeOf(address hub) private view returns (uint256 place) {
        while (place < _hubs.length && _hubs[place] != hub) ++place;
    }

    function _authorizeUpgrade(address) internal override restricted {}
}
