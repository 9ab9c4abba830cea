// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IChainMembership} from "../interfaces/IChainMembership.sol";
import {ICustomerRegistry} from "../interfaces/ICustomerRegistry.sol";
import {IMerchantRegistry} from "../interfaces/IMerchantRegistry.sol";
import {INetworkAuthority} from "../interfaces/INetworkAuthority.sol";
import {IParticipantRegistry} from "../interfaces/IParticipantRegistry.sol";
import {BankId, Duty, Status} from "../interfaces/Types.sol";

contract ChainMembership is IChainMembership {
    /// Bounds what every block costs: the nodes read the whole set after each.
    uint256 public constant MAX_VALIDATORS = 64;

    // The network's own roles in NetworkAuthority.
    uint64 private constant ADMIN = 0;
    uint64 private constant GOVERNOR = 2;
    uint64 private constant CONTROL = 3;
    uint64 private constant GUARDIAN = 4; // the last

    address public immutable founder;

    INetworkAuthority public authority;
    IParticipantRegistry private _participants;
    ICustomerRegistry private _customers;
    IMerchantRegistry private _merchants;
    Validator[] private _validators;

    modifier onlyControl() {
        bool may = address(authority) == address(0) ? msg.sender == founder : _holdsControl(msg.sender);
        require(may, ControlRequired(msg.sender));
        _;
    }

    constructor(address first, Validator[] memory genesis) {
        // Nobody in its place admits nobody: such a chain stands still from its first block on, and is founded anew.
        // slither-disable-next-line missing-zero-check
        founder = first;
        for (uint256 i = 0; i < genesis.length; ++i) {
            bytes32 key = genesis[i].key;
            bool isNew = _placeOf(key) == _validators.length;
            require(key != 0 && genesis[i].power != 0 && isNew, ValidatorInvalid(key));
            _validators.push(genesis[i]);
        }
    }

    /// @inheritdoc IChainMembership
    function handOver(
        INetworkAuthority to,
        IParticipantRegistry participants,
        ICustomerRegistry customers,
        IMerchantRegistry merchants
    ) external {
        require(msg.sender == founder, FounderRequired(msg.sender, founder));
        require(address(authority) == address(0), AlreadyHandedOver(authority));

        authority = to;
        _participants = participants;
        _customers = customers;
        _merchants = merchants;
        emit HandedOver(to, participants, customers, merchants);
    }

    /// @inheritdoc IChainMembership
    function setValidator(bytes32 key, uint32 power, string calldata name) external onlyControl {
        require(key != 0 && power != 0, ValidatorInvalid(key));

        uint256 place = _placeOf(key);
        if (place == _validators.length) _validators.push();
        _validators[place] = Validator(key, power, name);
        require(_validators.length <= MAX_VALIDATORS, TooManyValidators(_validators.length, MAX_VALIDATORS));
        _requireNoneIndispensable();
        emit ValidatorSet(key, power, name);
    }

    /// @inheritdoc IChainMembership
    function removeValidator(bytes32 key) external onlyControl {
        uint256 place = _placeOf(key);
        require(place < _validators.length, ValidatorUnknown(key));

        _validators[place] = _validators[_validators.length - 1];
        _validators.pop();
        _requireNoneIndispensable();
        emit ValidatorSet(key, 0, "");
    }

    /// @inheritdoc IChainMembership
    function validators() external view returns (Validator[] memory) {
        return _validators;
    }

    /// @inheritdoc IChainMembership
    function isAdmitted(address sender) external view returns (bool) {
        if (address(authority) == address(0)) return sender == founder;
        BankId[] memory banks = _participants.participants();
        // Those who send most are asked for first.
        for (uint256 i = 0; i < banks.length; ++i) {
            if (_customers.customer(banks[i], sender).status == Status.Active) return true;
        }
        if (_merchants.terminal(sender).status == Status.Active) return true;
        // Before the banks' people: whoever can mend the network must not depend on what a bank has as its control.
        for (uint64 role = ADMIN; role <= GUARDIAN; ++role) {
            if (_holds(role, sender)) return true;
        }
        for (uint256 i = 0; i < banks.length; ++i) {
            if (_participants.isSignatory(banks[i], sender)) return true;
            for (uint8 duty = 0; duty <= uint8(type(Duty).max); ++duty) {
                if (authority.holdsDuty(banks[i], Duty(duty), sender)) return true;
            }
        }
        return false;
    }

    /// @inheritdoc IChainMembership
    function mayDeploy(address sender) external view returns (bool) {
        return address(authority) == address(0) ? sender == founder : _holds(GOVERNOR, sender);
    }

    /// Its length, if it is not there.
    function _placeOf(bytes32 key) private view returns (uint256 place) {
        while (place < _validators.length && _validators[place].key != key) ++place;
    }

    /// Consensus needs more than two thirds of all power.
    function _requireNoneIndispensable() private view {
        uint256 total = 0;
        uint256 count = _validators.length;
        for (uint256 i = 0; i < count; ++i) total += _validators[i].power;
        for (uint256 i = 0; i < count; ++i) {
            Validator storage one = _validators[i];
            require(uint256(one.power) * 3 < total, ValidatorIndispensable(one.key, one.power, total));
        }
        require(total != 0, ValidatorIndispensable(0, 0, 0));
    }

    function _holds(uint64 role, address account) private view returns (bool isMember) {
        // Whoever acts after a delay is somebody all the same.
        // slither-disable-next-line unused-return
        (isMember, ) = authority.hasRole(role, account);
    }

    function _holdsControl(address account) private view returns (bool) {
        (bool isMember, uint32 executionDelay) = authority.hasRole(CONTROL, account);
        return isMember && executionDelay == 0;
    }
}
