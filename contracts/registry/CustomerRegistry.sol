// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import {ICustomerRegistry} from "../interfaces/ICustomerRegistry.sol";
import {INetworkAuthority} from "../interfaces/INetworkAuthority.sol";
import {BankId, Duty, Status} from "../interfaces/Types.sol";
import {StatusChange} from "./StatusChange.sol";

contract CustomerRegistry is ICustomerRegistry, AccessManagedUpgradeable, UUPSUpgradeable {
    mapping(BankId bank => mapping(address account => Customer)) private _customers;

    modifier onlyOnboarding(BankId bank) {
        INetworkAuthority(authority()).requireDuty(bank, Duty.Onboarding, msg.sender);
        _;
    }

    constructor() {
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
    ) external onlyOnboarding(bank) {
        require(account != address(0) && identity != 0, CustomerInvalid(account, identity));
        require(block.timestamp < validUntil, CustomerExpired(bank, account, block.timestamp, validUntil));
        require(_customers[bank][account].status == Status.None, CustomerAlreadyEnrolled(bank, account));

        _customers[bank][account] = Customer(identity, Status.Active, tier, validUntil);
        emit CustomerEnrolled(bank, account, identity, tier, validUntil);
    }

    /// @inheritdoc ICustomerRegistry
    function setStatus(BankId bank, address account, Status status, bytes32 reason) external onlyOnboarding(bank) {
        Status old = _customers[bank][account].status;
        require(StatusChange.isAllowed(old, status), CustomerStatusChangeNotAllowed(old, status));

        _customers[bank][account].status = status;
        emit CustomerStatusChanged(bank, account, status, reason);
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
