// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import {ERC20Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/ERC20Upgradeable.sol";
import {AdmittedCallers} from "../authority/AdmittedCallers.sol";
import {IAdmittedCallers} from "../interfaces/IAdmittedCallers.sol";
import {IParticipantRegistry} from "../interfaces/IParticipantRegistry.sol";
import {IReserveToken} from "../interfaces/IReserveToken.sol";

contract ReserveToken is IReserveToken, ERC20Upgradeable, AdmittedCallers, AccessManagedUpgradeable, UUPSUpgradeable {
    IParticipantRegistry public immutable PARTICIPANTS;

    uint16 public currency;
    uint8 private _decimals;

    constructor(IParticipantRegistry participants) {
        PARTICIPANTS = participants;
        _disableInitializers();
    }

    function initialize(
        address authority,
        string calldata name,
        string calldata symbol,
        uint16 currencyNumber,
        uint8 exponent
    ) external initializer {
        __AccessManaged_init(authority);
        __ERC20_init(name, symbol);
        currency = currencyNumber;
        _decimals = exponent;
    }

    /// @inheritdoc IReserveToken
    function issue(address reserveAccount, uint256 amountMinor, bytes32 reason) external restricted {
        require(amountMinor != 0, ReserveAmountZero());

        emit ReservesIssued(reserveAccount, amountMinor, reason);
        _mint(reserveAccount, amountMinor);
    }

    /// @inheritdoc IReserveToken
    function withdraw(address reserveAccount, uint256 amountMinor, bytes32 reason) external restricted {
        require(amountMinor != 0, ReserveAmountZero());
        _requireHolder(reserveAccount);

        emit ReservesWithdrawn(reserveAccount, amountMinor, reason);
        _burn(reserveAccount, amountMinor);
    }

    /// @inheritdoc IReserveToken
    function move(address from, address to, uint256 amountMinor) external onlyAdmitted {
        _transfer(from, to, amountMinor);
    }

    /// @inheritdoc IAdmittedCallers
    function admitCaller(address caller) external restricted {
        _admitCaller(caller);
    }

    /// @inheritdoc IAdmittedCallers
    function dismissCaller(address caller) external restricted {
        _dismissCaller(caller);
    }

    function decimals() public view override returns (uint8) {
        return _decimals;
    }

    function _update(address from, address to, uint256 amountMinor) internal override {
        if (from != address(0) && to != address(0)) _requireHolder(from);
        if (to != address(0)) _requireHolder(to);
        super._update(from, to, amountMinor);
    }

    function _requireHolder(address account) private view {
        // A contract holds what it moves itself: nobody else adds to it or takes from it.
        if (isAdmittedCaller(msg.sender) && isAdmittedCaller(account)) return;
        PARTICIPANTS.requireActiveReserveAccount(account);
    }

    function _authorizeUpgrade(address) internal override restricted {}
}
