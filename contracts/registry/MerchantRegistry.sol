// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
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

    // Immutable in the implementation: the same for every call through the proxy, and no storage read.
    ICustomerRegistry public immutable CUSTOMERS;

    mapping(bytes8 merchantId => Merchant) private _merchants;
    mapping(address account => Terminal) private _terminals;
    mapping(BankId acquirer => uint48) private _merchantCount;
    FeePlan[] private _plans; // plan n stands at n − 1

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
    }

    /// @inheritdoc IMerchantRegistry
    function setStatus(bytes8 merchantId, Status status, bytes32 reason) external {
        Duty needed = status == Status.Active ? Duty.Administration : Duty.Onboarding;
        INetworkAuthority(authority()).requireDuty(_merchants[merchantId].acquirer, needed, msg.sender);
        Status old = _merchants[merchantId].status;
        require(StatusChange.isAllowed(old, status), MerchantStatusChangeNotAllowed(old, status));

        _merchants[merchantId].status = status;
        emit MerchantStatusChanged(merchantId, status, reason);
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
        _requireActive(merchantId, _merchants[merchantId].status);

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
    function acquirerOf(address account) external view returns (bytes8 merchantId, BankId acquirer) {
        require(_terminals[account].status != Status.None, TerminalUnknown(account));
        merchantId = _terminals[account].merchantId;
        acquirer = _merchants[merchantId].acquirer;
    }

    /// @inheritdoc IMerchantRegistry
    function nameHash(bytes8 merchantId) external view returns (bytes32) {
        return _merchants[merchantId].nameHash;
    }

    /// @inheritdoc IMerchantRegistry
    function feePlan(uint16 plan) public view returns (FeePlan memory terms) {
        if (plan == 0) return terms;
        require(plan <= _plans.length, FeePlanUnknown(plan, uint16(_plans.length)));
        return _plans[plan - 1];
    }

    /// @inheritdoc IMerchantRegistry
    function payoutAccount(bytes8 merchantId) external view returns (address) {
        return _merchants[merchantId].payoutAccount;
    }

    /// @inheritdoc IMerchantRegistry
    function isTerminalOf(bytes8 merchantId, address account) external view returns (bool) {
        return _terminalOf(merchantId, account).status != Status.None;
    }

    /// @inheritdoc IMerchantRegistry
    function operating(
        bytes8 merchantId,
        address account
    ) external view returns (address payout, uint256 refundCapMinor) {
        Terminal memory asking = _terminalOf(merchantId, account);
        if (asking.status == Status.None) return (address(0), 0);
        Merchant storage owner = _merchants[merchantId];
        _requireActive(merchantId, owner.status);
        return (owner.payoutAccount, asking.refundCapMinor);
    }

    /// @inheritdoc IMerchantRegistry
    function acceptance(address account) external view returns (Acceptance memory) {
        Terminal memory asking = _activeTerminal(account);
        Merchant storage receiving = _merchants[asking.merchantId];
        _requireActive(asking.merchantId, receiving.status);

        return
            Acceptance(
                asking.merchantId,
                receiving.payoutAccount,
                receiving.acquirer,
                asking.currency,
                asking.capMinor,
                asking.staticCapMinor,
                receiving.feeTerms
            );
    }

    /// An active terminal of that merchant, or none at all.
    function _terminalOf(bytes8 merchantId, address account) private view returns (Terminal memory asking) {
        asking = _terminals[account];
        if (asking.status == Status.None) return asking;
        require(asking.merchantId == merchantId, TerminalDiffers(account, asking.merchantId, merchantId));
        _requireInUse(account, asking);
    }

    function _activeTerminal(address account) private view returns (Terminal memory asking) {
        asking = _terminals[account];
        require(asking.status != Status.None, TerminalUnknown(account));
        _requireInUse(account, asking);
    }

    function _requireInUse(address account, Terminal memory asking) private view {
        require(asking.status == Status.Active, TerminalNotActive(account, asking.status));
        require(block.timestamp < asking.validUntil, TerminalExpired(account, block.timestamp, asking.validUntil));
    }

    function _requireActive(bytes8 merchantId, Status status) private pure {
        require(status == Status.Active, MerchantNotActive(merchantId, status));
    }

    function _authorizeUpgrade(address) internal override restricted {}
}
