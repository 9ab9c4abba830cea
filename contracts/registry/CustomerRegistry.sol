// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import {ICustomerRegistry} from "../interfaces/ICustomerRegistry.sol";
import {IDepositToken} from "../interfaces/IDepositToken.sol";
import {INetworkAuthority} from "../interfaces/INetworkAuthority.sol";
import {IParticipantRegistry} from "../interfaces/IParticipantRegistry.sol";
import {BankId, Duty, Status} from "../interfaces/Types.sol";
import {StatusChange} from "./StatusChange.sol";

contract CustomerRegistry is ICustomerRegistry, AccessManagedUpgradeable, UUPSUpgradeable {
    // Immutable in the implementation: the same for every call through the proxy, and no storage read.
    IParticipantRegistry public immutable PARTICIPANTS;

    mapping(BankId bank => mapping(address account => Customer)) private _customers;
    mapping(BankId bank => mapping(bytes24 identity => uint32)) private _numbers;
    mapping(BankId bank => uint32) private _counts;

    modifier onlyDuty(BankId bank, Duty duty) {
        INetworkAuthority(authority()).requireDuty(bank, duty, msg.sender);
        _;
    }

    constructor(IParticipantRegistry participants) {
        PARTICIPANTS = participants;
        _disableInitializers();
    }

    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
    }

    /// @inheritdoc ICustomerRegistry
    function enrol(
        BankId bank,
        address account,
        bytes24 identity,
        uint8 tier,
        uint40 validUntil
    ) external onlyDuty(bank, Duty.Onboarding) {
        require(account != address(0) && identity != 0, CustomerInvalid(account, identity));
        require(block.timestamp < validUntil, CustomerExpired(bank, account, block.timestamp, validUntil));
        require(_customers[bank][account].status == Status.None, CustomerAlreadyEnrolled(bank, account));

        _customers[bank][account] = Customer(identity, Status.Active, tier, validUntil);
        if (_numbers[bank][identity] == 0) _numbers[bank][identity] = ++_counts[bank];
        emit CustomerEnrolled(bank, account, identity, tier, validUntil);
        sync(bank, account);
    }

    /// @inheritdoc ICustomerRegistry
    function renew(
        BankId bank,
        address account,
        uint8 tier,
        uint40 validUntil,
        bytes32 reason
    ) external onlyDuty(bank, Duty.Onboarding) {
        Status status = _customers[bank][account].status;
        require(status == Status.Active || status == Status.Suspended, CustomerNotActive(bank, account, status));
        require(block.timestamp < validUntil, CustomerExpired(bank, account, block.timestamp, validUntil));

        _customers[bank][account].tier = tier;
        _customers[bank][account].validUntil = validUntil;
        emit CustomerRenewed(bank, account, tier, validUntil, reason);
        sync(bank, account);
    }

    /// @inheritdoc ICustomerRegistry
    function setStatus(BankId bank, address account, Status status, bytes32 reason) external {
        Duty needed = status == Status.Active ? Duty.Administration : Duty.Onboarding;
        INetworkAuthority(authority()).requireDuty(bank, needed, msg.sender);
        Status old = _customers[bank][account].status;
        require(StatusChange.isAllowed(old, status), CustomerStatusChangeNotAllowed(old, status));

        _customers[bank][account].status = status;
        emit CustomerStatusChanged(bank, account, status, reason);
        sync(bank, account);
    }

    /// @inheritdoc ICustomerRegistry
    function sync(BankId bank, address account) public {
        Customer memory row = _customers[bank][account];
        uint32 number = _numbers[bank][row.identity];
        require(number != 0, CustomerNotActive(bank, account, row.status));
        address[] memory tokens = PARTICIPANTS.depositTokens(bank); // bounded there
        for (uint256 i = 0; i < tokens.length; ++i) {
            IDepositToken(tokens[i]).setStanding(account, number, row.status, row.tier, row.validUntil);
        }
    }

    /// @inheritdoc ICustomerRegistry
    function customerNumber(BankId bank, address account) external view returns (uint32) {
        return _numbers[bank][_customers[bank][account].identity];
    }

    /// @inheritdoc ICustomerRegistry
    function customer(BankId bank, address account) external view returns (Customer memory) {
        return _customers[bank][account];
    }

    /// @inheritdoc ICustomerRegistry
    function requireActive(BankId bank, address from, address to) external view {
        if (from != address(0)) _requireActive(bank, from);
        if (to != address(0)) _requireActive(bank, to);
    }

    function _requireActive(BankId bank, address account) private view {
        Customer memory row = _customers[bank][account];
        require(row.status == Status.Active, CustomerNotActive(bank, account, row.status));
        require(block.timestamp < row.validUntil, CustomerExpired(bank, account, block.timestamp, row.validUntil));
    }

    function _authorizeUpgrade(address) internal override restricted {}
}
