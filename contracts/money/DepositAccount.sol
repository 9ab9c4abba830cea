// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Status} from "../interfaces/Types.sol";

/// A customer's account in one deposit token, in one storage slot: the money and whether it may move. From the lowest
/// bit: balance (64), held for payments (56), frozen by order (56), the customer's number at the bank (32), status (8),
/// tier (8), valid until in Unix seconds (32).
type DepositAccount is uint256;

using DepositAccounts for DepositAccount global;

library DepositAccounts {
    uint256 internal constant MAX_BALANCE_MINOR = type(uint64).max;
    /// Of what is held and, apart from it, of what is frozen. Frozen to the maximum: whatever comes in is frozen too.
    uint256 internal constant MAX_SET_ASIDE_MINOR = type(uint56).max;

    uint256 private constant HELD_AT = 64;
    uint256 private constant FROZEN_AT = 120;
    uint256 private constant CUSTOMER_AT = 176;
    uint256 private constant STANDING_MASK = type(uint256).max << CUSTOMER_AT;

    error DepositOverflow(uint256 amountMinor, uint256 allowed);

    function balance(DepositAccount account) internal pure returns (uint256 balanceMinor) {
        return uint64(DepositAccount.unwrap(account));
    }

    function held(DepositAccount account) internal pure returns (uint256 heldMinor) {
        return uint56(DepositAccount.unwrap(account) >> HELD_AT);
    }

    function frozen(DepositAccount account) internal pure returns (uint256 frozenMinor) {
        return uint56(DepositAccount.unwrap(account) >> FROZEN_AT);
    }

    /// max(0, balance − held − frozen): holds and freezes together may exceed the balance, and then nothing is left.
    function spendable(DepositAccount account) internal pure returns (uint256 spendableMinor) {
        uint256 asideMinor = held(account) + frozen(account);
        uint256 balanceMinor = balance(account);
        return asideMinor < balanceMinor ? balanceMinor - asideMinor : 0;
    }

    function customer(DepositAccount account) internal pure returns (uint32) {
        return uint32(DepositAccount.unwrap(account) >> CUSTOMER_AT);
    }

    function status(DepositAccount account) internal pure returns (Status) {
        return Status(uint8(DepositAccount.unwrap(account) >> 208));
    }

    function tier(DepositAccount account) internal pure returns (uint8) {
        return uint8(DepositAccount.unwrap(account) >> 216);
    }

    function validUntil(DepositAccount account) internal pure returns (uint256) {
        return DepositAccount.unwrap(account) >> 224;
    }

    function plusBalance(DepositAccount account, uint256 amountMinor) internal pure returns (DepositAccount) {
        uint256 balanceMinor = balance(account);
        uint256 roomMinor = MAX_BALANCE_MINOR - balanceMinor;
        require(amountMinor <= roomMinor, DepositOverflow(amountMinor, roomMinor));
        return DepositAccount.wrap(DepositAccount.unwrap(account) + amountMinor);
    }

    /// `amountMinor` ≤ balance, as the caller has checked.
    function minusBalance(DepositAccount account, uint256 amountMinor) internal pure returns (DepositAccount) {
        return DepositAccount.wrap(DepositAccount.unwrap(account) - amountMinor);
    }

    function withHeld(DepositAccount account, uint256 heldMinor) internal pure returns (DepositAccount) {
        require(heldMinor <= MAX_SET_ASIDE_MINOR, DepositOverflow(heldMinor, MAX_SET_ASIDE_MINOR));
        uint256 others = DepositAccount.unwrap(account) & ~(MAX_SET_ASIDE_MINOR << HELD_AT);
        return DepositAccount.wrap(others | (heldMinor << HELD_AT));
    }

    function withFrozen(DepositAccount account, uint256 frozenMinor) internal pure returns (DepositAccount) {
        require(frozenMinor <= MAX_SET_ASIDE_MINOR, DepositOverflow(frozenMinor, MAX_SET_ASIDE_MINOR));
        uint256 others = DepositAccount.unwrap(account) & ~(MAX_SET_ASIDE_MINOR << FROZEN_AT);
        return DepositAccount.wrap(others | (frozenMinor << FROZEN_AT));
    }

    function withStanding(
        DepositAccount account,
        uint32 customerNumber,
        Status newStatus,
        uint8 newTier,
        uint32 newValidUntil
    ) internal pure returns (DepositAccount) {
        uint256 standing =
            (uint256(newValidUntil) << 224) |
                (uint256(newTier) << 216) |
                (uint256(uint8(newStatus)) << 208) |
                (uint256(customerNumber) << CUSTOMER_AT);
        return DepositAccount.wrap((DepositAccount.unwrap(account) & ~STANDING_MASK) | standing);
    }
}
