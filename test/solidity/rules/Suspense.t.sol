// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IDepositToken} from "../../../contracts/interfaces/IDepositToken.sol";
import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {Status} from "../../../contracts/interfaces/Types.sol";
import {DepositToken} from "../../../contracts/money/DepositToken.sol";
import {Holds} from "../support/Holds.sol";

/// A refund that its payer may not have waits in the bank's suspense account, until the bank pays it out.
contract SuspenseTest is Holds {
    DepositToken private token;

    function setUp() public override {
        super.setUp();
        token = deposits[HARBOUR][HKD];
    }

    function test_refund_waits_when_the_payer_would_keep_more_than_the_tier_allows() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(teaHouse, TEA_MINOR);
        _keepAtMost(uint64(POCKET_MINOR - 1));
        _refund(paymentId, terms, TEA_MINOR);
        vm.assertEq(token.suspendedRefundOf(mei.account), TEA_MINOR, "waits");
    }

    function test_refund_does_not_wait_when_the_payer_then_keeps_just_what_the_tier_allows() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(teaHouse, TEA_MINOR);
        _keepAtMost(uint64(POCKET_MINOR));
        _refund(paymentId, terms, TEA_MINOR);
        vm.assertEq(token.balanceOf(mei.account), POCKET_MINOR, "Mei has it");
    }

    function test_refund_waits_from_the_second_on_at_which_the_payers_standing_ends() public {
        uint256 until = block.timestamp + 1 days;
        vm.prank(staff[HARBOUR].onboarding);
        customers.renew(HARBOUR, mei.account, 1, uint40(until), REASON);
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(teaHouse, TEA_MINOR);
        vm.warp(until - 1);
        _refund(paymentId, terms, 1);
        vm.assertEq(token.suspendedRefundOf(mei.account), 0, "a second before");
        vm.warp(until);
        _refund(paymentId, terms, 1);
        vm.assertEq(token.suspendedRefundOf(mei.account), 1, "waits");
    }

    function test_refunds_that_wait_add_up_and_are_told() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _suspendedMei();
        vm.expectEmit(true, true, true, true, address(token));
        emit IDepositToken.RefundSuspended(mei.account, 1_000, 1_000);
        _refund(paymentId, terms, 1_000);
        vm.expectEmit(true, true, true, true, address(token));
        emit IDepositToken.RefundSuspended(mei.account, 500, 1_500);
        _refund(paymentId, terms, 500);
        vm.assertEq(token.balanceOf(address(token)), 1_500, "in the suspense account");
        vm.assertEq(token.balanceOf(mei.account), POCKET_MINOR - TEA_MINOR, "and not in Mei's");
    }

    function test_paySuspendedRefund_pays_a_part_to_another_account_of_the_same_customer() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _suspendedMei();
        _refund(paymentId, terms, 1_500);
        address other = makeActor("Mei's other account").account;
        bytes24 identity = customers.customer(HARBOUR, mei.account).identity;
        vm.prank(staff[HARBOUR].onboarding);
        customers.enrol(HARBOUR, other, identity, 1, type(uint40).max);
        uint256 supply = token.totalSupply();
        vm.expectEmit(true, true, true, true, address(token));
        emit IDepositToken.SuspendedRefundPaid(mei.account, other, 600, REASON);
        vm.prank(staff[HARBOUR].administrator);
        token.paySuspendedRefund(mei.account, other, 600, REASON);
        vm.assertEq(token.balanceOf(other), 600, "paid");
        vm.assertEq(token.suspendedRefundOf(mei.account), 900, "the rest waits");
        vm.assertEq(token.balanceOf(address(token)), 900, "in the suspense account");
        vm.assertEq(token.totalSupply(), supply, "nothing was made");
    }

    function test_paySuspendedRefund_pays_out_although_the_customer_then_keeps_more_than_the_tier_allows() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(teaHouse, TEA_MINOR);
        _keepAtMost(uint64(POCKET_MINOR - 1));
        _refund(paymentId, terms, TEA_MINOR);
        vm.prank(staff[HARBOUR].administrator);
        token.paySuspendedRefund(mei.account, mei.account, TEA_MINOR, REASON);
        vm.assertEq(token.balanceOf(mei.account), POCKET_MINOR, "by the bank's decision");
    }

    function test_paySuspendedRefund_reverts_for_nothing() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _suspendedMei();
        _refund(paymentId, terms, 1_000);
        _setCustomer(HARBOUR, mei.account, Status.Active);
        vm.expectRevert(abi.encodeWithSelector(IDepositToken.DepositAmountZero.selector));
        vm.prank(staff[HARBOUR].administrator);
        token.paySuspendedRefund(mei.account, mei.account, 0, REASON);
    }

    function test_a_refund_within_one_bank_to_a_blocked_payer_waits_as_well() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(bookshop, TEA_MINOR);
        _setCustomer(HARBOUR, mei.account, Status.Suspended);
        uint256 supply = token.totalSupply();
        _refund(paymentId, terms, TEA_MINOR);
        vm.assertEq(token.suspendedRefundOf(mei.account), TEA_MINOR, "waits");
        vm.assertEq(token.totalSupply(), supply, "nothing was made");
    }

    function _suspendedMei() private returns (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) {
        (paymentId, terms) = _paid(teaHouse, TEA_MINOR);
        _setCustomer(HARBOUR, mei.account, Status.Suspended);
    }

    function _keepAtMost(uint64 balanceMinor) private {
        vm.prank(staff[HARBOUR].administrator);
        token.setTierLimits(1, IDepositToken.TierLimits(AMPLE_MINOR, AMPLE_MINOR, balanceMinor), REASON);
    }
}
