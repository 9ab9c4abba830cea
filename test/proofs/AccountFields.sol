// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Status} from "../../contracts/interfaces/Types.sol";
import {DepositAccount, DepositAccounts} from "../../contracts/money/DepositAccount.sol";
import {Test} from "../solidity/support/Test.sol";

/// An account is one word of seven fields: writing one leaves the other six.
contract AccountFields is Test {
    uint256 private constant BALANCE = type(uint64).max;
    uint256 private constant HELD = uint256(type(uint56).max) << 64;
    uint256 private constant FROZEN = uint256(type(uint56).max) << 120;
    uint256 private constant STANDING = type(uint256).max << 176;

    function check_plusBalance_changes_the_balance_alone(uint256 word, uint256 amountMinor) external pure {
        DepositAccount account = DepositAccount.wrap(word);
        DepositAccount changed = account.plusBalance(amountMinor);
        _assertOnly(BALANCE, word, changed);
        vm.assertEq(changed.balance() - account.balance(), amountMinor, "grows by the amount");
    }

    function check_minusBalance_changes_the_balance_alone(uint256 word, uint256 amountMinor) external pure {
        DepositAccount account = DepositAccount.wrap(word);
        vm.assume(amountMinor <= account.balance());
        DepositAccount changed = account.minusBalance(amountMinor);
        _assertOnly(BALANCE, word, changed);
        vm.assertEq(account.balance() - changed.balance(), amountMinor, "falls by the amount");
    }

    function check_withHeld_changes_what_is_held_alone(uint256 word, uint256 heldMinor) external pure {
        DepositAccount changed = DepositAccount.wrap(word).withHeld(heldMinor);
        _assertOnly(HELD, word, changed);
        vm.assertEq(changed.held(), heldMinor, "reads as written");
    }

    function check_withFrozen_changes_what_is_frozen_alone(uint256 word, uint256 frozenMinor) external pure {
        DepositAccount changed = DepositAccount.wrap(word).withFrozen(frozenMinor);
        _assertOnly(FROZEN, word, changed);
        vm.assertEq(changed.frozen(), frozenMinor, "reads as written");
    }

    function check_withStanding_changes_the_standing_alone(
        uint256 word,
        uint32 customer,
        Status status,
        uint8 tier,
        uint32 validUntil
    ) external pure {
        DepositAccount changed = DepositAccount.wrap(word).withStanding(customer, status, tier, validUntil);
        _assertOnly(STANDING, word, changed);
        vm.assertEq(changed.customer(), customer, "reads as written");
        vm.assertTrue(changed.status() == status, "reads as written");
        vm.assertEq(changed.tier(), tier, "reads as written");
        vm.assertEq(changed.validUntil(), validUntil, "reads as written");
    }

    function check_spendable_is_never_more_than_is_there(uint256 word) external pure {
        DepositAccount account = DepositAccount.wrap(word);
        uint256 spendableMinor = account.spendable();
        uint256 asideMinor = account.held() + account.frozen();
        vm.assertTrue(spendableMinor == 0 || spendableMinor + asideMinor == account.balance(), "balance less both");
        vm.assertTrue(asideMinor >= account.balance() || spendableMinor != 0, "all that is not set aside");
    }

    function _assertOnly(uint256 field, uint256 word, DepositAccount changed) private pure {
        vm.assertEq(DepositAccount.unwrap(changed) & ~field, word & ~field, "the other fields stay");
    }
}
