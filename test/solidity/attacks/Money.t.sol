// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ICustomerRegistry} from "../../../contracts/interfaces/ICustomerRegistry.sol";
import {IDepositToken} from "../../../contracts/interfaces/IDepositToken.sol";
import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {Status} from "../../../contracts/interfaces/Types.sol";
import {DepositToken} from "../../../contracts/money/DepositToken.sol";
import {Holds} from "../support/Holds.sol";
import {Actor} from "../support/Test.sol";

/// Attacks 9, 10, 11 and 14: frozen, blocked and limited customers.
contract MoneyAttacksTest is Holds {
    DepositToken private token;

    function setUp() public override {
        super.setUp();
        token = deposits[HARBOUR][HKD];
    }

    function test_attack_09_a_blocked_party_neither_pays_nor_is_paid_and_nothing_sticks() public {
        (bytes32 held, IPaymentHub.PaymentTerms memory terms) = _hold(teaHouse, ROOM_MINOR);
        (bytes32 paid, IPaymentHub.PaymentTerms memory paidTerms) = _paid(teaHouse, TEA_MINOR);
        _setCustomer(HARBOUR, mei.account, Status.Suspended);
        bytes4 selector = ICustomerRegistry.CustomerNotActive.selector;
        _payRefused(_asked(1), abi.encodeWithSelector(selector, HARBOUR, mei.account, Status.Suspended));
        _refund(paid, paidTerms, TEA_MINOR);
        vm.assertEq(token.suspendedRefundOf(mei.account), TEA_MINOR, "the refund waits for her");
        vm.warp(terms.captureBefore);
        hub.release(held, terms);
        vm.assertEq(token.heldOf(mei.account), 0, "her hold does not stick");
        _setCustomer(LOTUS, teaOwner.account, Status.Suspended);
        _issueDeposits(HARBOUR, HKD, jun.account, 1_000);
        bytes memory refusal = abi.encodeWithSelector(selector, LOTUS, teaOwner.account, Status.Suspended);
        _payRefused(jun.account, HARBOUR, _asked(1_000), 1_000, 0, 0, refusal);
    }

    function test_attack_09_no_duty_takes_the_refunds_that_wait_for_blocked_customers() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(teaHouse, TEA_MINOR);
        _setCustomer(HARBOUR, mei.account, Status.Suspended);
        _refund(paymentId, terms, TEA_MINOR);
        bytes memory refusal = abi.encodeWithSelector(IDepositToken.SuspenseAccountUntouchable.selector, token);
        vm.expectRevert(refusal);
        vm.prank(staff[HARBOUR].issuance);
        token.redeem(address(token), TEA_MINOR, REASON);
        vm.expectRevert(refusal); // what is frozen could be moved by force
        vm.prank(staff[HARBOUR].compliance);
        token.freeze(address(token), TEA_MINOR, REASON);
        vm.expectRevert(refusal); // a customer could be paid, and give back as a merchant
        vm.prank(staff[HARBOUR].onboarding);
        customers.enrol(HARBOUR, address(token), "token", 1, type(uint40).max);
        vm.assertEq(token.balanceOf(address(token)), TEA_MINOR, "they still wait");
    }

    function test_attack_10_a_forced_transfer_to_oneself_would_undo_a_freeze() public {
        _freeze(1_000);
        vm.expectRevert(abi.encodeWithSelector(IDepositToken.ForcedTransferToOneself.selector, mei.account));
        vm.prank(staff[HARBOUR].administrator);
        token.forceTransfer(mei.account, mei.account, 1_000, REASON);
        vm.assertEq(token.frozenOf(mei.account), 1_000, "still frozen");
    }

    function test_attack_10_a_forced_transfer_to_ones_other_account_would_undo_a_freeze_too() public {
        address other = makeActor("Mei's other phone").account;
        bytes24 identity = customers.customer(HARBOUR, mei.account).identity;
        vm.prank(staff[HARBOUR].onboarding);
        customers.enrol(HARBOUR, other, identity, 1, type(uint40).max);
        _freeze(1_000);
        vm.expectRevert(abi.encodeWithSelector(IDepositToken.ForcedTransferToOneself.selector, mei.account));
        vm.prank(staff[HARBOUR].administrator);
        token.forceTransfer(mei.account, other, 1_000, REASON);
    }

    function test_attack_10_a_forced_transfer_takes_nothing_that_is_not_frozen() public {
        _freeze(1_000);
        vm.expectRevert(abi.encodeWithSelector(IDepositToken.ForcedTransferExceedsFrozen.selector, 1_001, 1_000));
        vm.prank(staff[HARBOUR].administrator);
        token.forceTransfer(mei.account, jun.account, 1_001, REASON);
    }

    function test_attack_11_holds_and_freezes_above_the_balance_leave_nothing_and_break_nothing() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _hold(teaHouse, CAP_MINOR);
        _freeze(POCKET_MINOR - CAP_MINOR / 2); // with the hold, above the balance
        vm.assertEq(token.spendableOf(mei.account), 0, "nothing to spend, and no underflow");
        bytes4 selector = IDepositToken.DepositBalanceTooLow.selector;
        _payRefused(_asked(1), abi.encodeWithSelector(selector, mei.account, 0, 1));
        _capture(paymentId, terms, CAP_MINOR);
        vm.assertEq(token.balanceOf(mei.account), POCKET_MINOR - CAP_MINOR, "the hold came first");
        vm.assertEq(token.spendableOf(mei.account), 0, "frozen above what is there");
    }

    function test_attack_14_several_accounts_of_one_person_share_one_limit() public {
        vm.prank(staff[HARBOUR].administrator);
        token.setTierLimits(1, IDepositToken.TierLimits(10_000, 10_000, type(uint64).max), REASON);
        Actor memory other = makeActor("Mei's other account");
        bytes24 identity = customers.customer(HARBOUR, mei.account).identity;
        vm.prank(staff[HARBOUR].onboarding);
        customers.enrol(HARBOUR, other.account, identity, 1, type(uint40).max);
        vm.prank(mei.account);
        token.transfer(other.account, 5_000);
        _pay(_asked(10_000));
        bytes memory refusal = abi.encodeWithSelector(
            IDepositToken.DailyLimitExceeded.selector,
            other.account,
            10_001,
            10_000
        );
        vm.expectRevert(refusal);
        vm.prank(other.account);
        token.transfer(jun.account, 1);
    }

    function test_attack_14_a_refund_gives_no_more_than_it_took() public {
        vm.prank(staff[HARBOUR].administrator);
        token.setTierLimits(1, IDepositToken.TierLimits(10_000, 10_000, type(uint64).max), REASON);
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(teaHouse, 10_000);
        _refund(paymentId, terms, 10_000);
        _pay(_asked(10_000));
        bytes4 selector = IDepositToken.DailyLimitExceeded.selector;
        _payRefused(_asked(1), abi.encodeWithSelector(selector, mei.account, 10_001, 10_000));
    }

    function _freeze(uint256 frozenMinor) private {
        vm.prank(staff[HARBOUR].compliance);
        token.freeze(mei.account, frozenMinor, REASON);
    }
}
