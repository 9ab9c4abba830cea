// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IDepositToken} from "../../../contracts/interfaces/IDepositToken.sol";
import {IMerchantRegistry} from "../../../contracts/interfaces/IMerchantRegistry.sol";
import {INetworkAuthority} from "../../../contracts/interfaces/INetworkAuthority.sol";
import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {ISettlementHub} from "../../../contracts/interfaces/ISettlementHub.sol";
import {Duty, Status} from "../../../contracts/interfaces/Types.sol";
import {DepositToken} from "../../../contracts/money/DepositToken.sol";
import {FeeSplit} from "../../../contracts/payment/FeeTerms.sol";
import {Holds} from "../support/Holds.sol";
import {Actor} from "../support/Test.sol";

/// A refund goes back to the account that paid, out of the merchant's, or its acquirer steps in.
contract RefundTest is Holds {
    function test_refund_in_parts_and_in_full_gives_back_what_was_paid() public {
        bytes32 before = _books();
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(teaHouse, TEA_MINOR);
        _refund(paymentId, terms, 1_000);
        vm.assertEq(hub.payment(paymentId).refundableMinor, TEA_MINOR - 1_000, "the rest is refundable");
        vm.assertEq(deposits[HARBOUR][HKD].balanceOf(mei.account), POCKET_MINOR - TEA_MINOR + 1_000, "Mei");
        _refund(paymentId, terms, TEA_MINOR - 1_000);
        vm.assertEq(_books(), before, "all as before");
    }

    function test_refund_within_one_bank_moves_no_reserves() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(bookshop, TEA_MINOR);
        _refund(paymentId, terms, TEA_MINOR);
        vm.assertEq(deposits[HARBOUR][HKD].balanceOf(mei.account), POCKET_MINOR, "Mei");
        vm.assertEq(settlement.settlementBalance(HARBOUR, HKD), FUNDED_MINOR, "Harbour's balance");
    }

    function test_refund_under_a_plan_that_keeps_fees_takes_the_gross_of_the_merchant() public {
        _chargeFees(false);
        _issueDeposits(LOTUS, HKD, teaOwner.account, 10_000);
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(teaHouse, ROOM_MINOR);
        _refund(paymentId, terms, ROOM_MINOR);
        vm.assertEq(deposits[HARBOUR][HKD].balanceOf(mei.account), POCKET_MINOR, "Mei has all of it");
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), 10_000 - 700, "the fee stays paid");
    }

    function test_refund_under_a_plan_that_returns_fees_costs_the_merchant_the_schemes_share_only() public {
        _chargeFees(true);
        _issueDeposits(LOTUS, HKD, teaOwner.account, 10_000);
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(teaHouse, ROOM_MINOR);
        vm.expectEmit(true, true, true, true, address(hub));
        emit IPaymentHub.PaymentRefunded(
            paymentId,
            teaHouse,
            mei.account,
            HARBOUR,
            LOTUS,
            HKD,
            ROOM_MINOR,
            FeeSplit(320, 0, 320),
            ROOM_MINOR - 640,
            false
        );
        _refund(paymentId, terms, ROOM_MINOR);
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), 10_000 - 60, "scheme's 0.15 %");
        vm.assertEq(settlement.settlementBalance(HARBOUR, HKD), FUNDED_MINOR, "the issuer is as before");
        vm.assertEq(settlement.settlementBalance(LOTUS, HKD), FUNDED_MINOR, "the acquirer too");
        vm.assertEq(settlement.position(LOTUS, HKD).schemeFeesMinor, 60, "but for what it owes the scheme");
    }

    function test_refund_within_one_bank_gives_back_the_fees_that_its_plan_returns() public {
        _chargeFees(true);
        _issueDeposits(HARBOUR, HKD, bookOwner.account, 10_000);
        uint256 supplyMinor = deposits[HARBOUR][HKD].totalSupply();
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(bookshop, ROOM_MINOR);
        _refund(paymentId, terms, ROOM_MINOR);
        vm.assertEq(deposits[HARBOUR][HKD].balanceOf(mei.account), POCKET_MINOR, "Mei has all of it");
        vm.assertEq(deposits[HARBOUR][HKD].balanceOf(bookOwner.account), 10_000 - 60, "scheme's 0.15 %");
        vm.assertEq(deposits[HARBOUR][HKD].totalSupply(), supplyMinor - 60, "the bank's own share is given back");
    }

    function test_refunds_in_any_parts_return_what_one_refund_would(uint256 first) public {
        _chargeFees(true);
        first = bound(first, 1, ROOM_MINOR - 1);
        _issueDeposits(LOTUS, HKD, teaOwner.account, 10_000);
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(teaHouse, ROOM_MINOR);
        _refund(paymentId, terms, first);
        _refund(paymentId, terms, ROOM_MINOR - first);
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), 10_000 - 60, "the same");
    }

    function test_refundByAcquirer_takes_nothing_of_the_merchant() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(teaHouse, TEA_MINOR);
        _setMerchant(LOTUS, teaHouse, Status.Closed); // it has left; its acquirer still owes
        vm.prank(staff[LOTUS].issuance);
        hub.refundByAcquirer(paymentId, terms, TEA_MINOR);
        vm.assertEq(deposits[HARBOUR][HKD].balanceOf(mei.account), POCKET_MINOR, "Mei");
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), TEA_MINOR, "the merchant keeps");
        vm.assertEq(settlement.settlementBalance(LOTUS, HKD), FUNDED_MINOR, "Lotus paid");
    }

    function test_refundByAcquirer_within_one_bank_takes_nothing_of_the_merchant() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(bookshop, TEA_MINOR);
        uint256 supplyMinor = deposits[HARBOUR][HKD].totalSupply();
        vm.prank(staff[HARBOUR].issuance);
        hub.refundByAcquirer(paymentId, terms, TEA_MINOR);
        vm.assertEq(deposits[HARBOUR][HKD].balanceOf(mei.account), POCKET_MINOR, "Mei");
        vm.assertEq(deposits[HARBOUR][HKD].totalSupply(), supplyMinor + TEA_MINOR, "the bank owes more");
    }

    function test_refundByAcquirer_takes_nothing_from_the_merchant_and_says_so() public {
        _chargeFees(true);
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(teaHouse, ROOM_MINOR);
        vm.expectEmit(true, true, true, true, address(settlement));
        emit ISettlementHub.ReservesSettled(paymentId, LOTUS, HARBOUR, HKD, ROOM_MINOR - 320);
        vm.expectEmit(true, true, true, true, address(hub));
        emit IPaymentHub.PaymentRefunded(
            paymentId,
            teaHouse,
            mei.account,
            HARBOUR,
            LOTUS,
            HKD,
            ROOM_MINOR,
            FeeSplit(320, 0, 320),
            0,
            false
        );
        vm.prank(staff[LOTUS].issuance);
        hub.refundByAcquirer(paymentId, terms, ROOM_MINOR);
    }

    function test_refundByAcquirer_reverts_for_everyone_but_the_acquirers_issuance() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(teaHouse, TEA_MINOR);
        address[3] memory others = [teaTill.account, staff[HARBOUR].issuance, staff[LOTUS].acquiring];
        for (uint256 i = 0; i < others.length; ++i) {
            _refusedBy(
                others[i],
                paymentId,
                abi.encodeCall(hub.refundByAcquirer, (paymentId, terms, 1)),
                abi.encodeWithSelector(INetworkAuthority.DutyRequired.selector, others[i], LOTUS, Duty.Issuance)
            );
        }
    }

    function test_refundByAcquirer_counts_as_issued_and_reverts_above_what_the_bank_may_issue() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(bookshop, TEA_MINOR);
        DepositToken token = deposits[HARBOUR][HKD];
        vm.prank(staff[HARBOUR].administrator);
        token.setIssuanceCap(TEA_MINOR - 1, 1 days, REASON);
        uint256 issuable = token.issuable();
        _refusedBy(
            staff[HARBOUR].issuance,
            paymentId,
            abi.encodeCall(hub.refundByAcquirer, (paymentId, terms, TEA_MINOR)),
            abi.encodeWithSelector(IDepositToken.IssuanceCapExceeded.selector, TEA_MINOR, issuable)
        );
        vm.prank(staff[HARBOUR].administrator);
        token.setIssuanceCap(AMPLE_MINOR, 1 days, REASON);
        issuable = token.issuable();
        vm.prank(staff[HARBOUR].issuance);
        hub.refundByAcquirer(paymentId, terms, TEA_MINOR);
        vm.assertEq(token.issuable(), issuable - TEA_MINOR, "counted");
    }

    function test_refundByAcquirer_reverts_while_the_acquirers_issuing_is_paused_or_its_proof_is_stale() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(teaHouse, TEA_MINOR);
        bytes memory call = abi.encodeCall(hub.refundByAcquirer, (paymentId, terms, 1));
        DepositToken token = deposits[LOTUS][HKD];
        vm.prank(staff[LOTUS].compliance);
        token.pause(IDepositToken.Pausable.Issue, REASON);
        bytes4 selector = IDepositToken.FunctionIsPaused.selector;
        _refusedBy(
            staff[LOTUS].issuance,
            paymentId,
            call,
            abi.encodeWithSelector(selector, IDepositToken.Pausable.Issue)
        );
        vm.prank(staff[LOTUS].administrator);
        token.resume(IDepositToken.Pausable.Issue, REASON);
        _govern(address(token), abi.encodeCall(token.setAttestationAge, (1 hours, REASON)));
        (uint256 attestedAt, ) = token.lastAttestation();
        vm.warp(attestedAt + 1 hours + 1);
        selector = IDepositToken.AttestationStale.selector;
        _refusedBy(
            staff[LOTUS].issuance,
            paymentId,
            call,
            abi.encodeWithSelector(selector, attestedAt, attestedAt + 1)
        );
    }

    function test_refund_by_a_till_of_another_currency_is_refused() public {
        Actor memory yuanTill = makeActor("yuan till");
        vm.prank(staff[LOTUS].onboarding);
        merchants.registerTerminal(teaHouse, yuanTill.account, CNY, 1_000, 100, 100, type(uint40).max);
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(teaHouse, TEA_MINOR);
        bytes4 selector = IPaymentHub.CurrencyNotAccepted.selector;
        _refusedBy(
            yuanTill.account,
            paymentId,
            abi.encodeCall(hub.refund, (paymentId, terms, 100)),
            abi.encodeWithSelector(selector, HKD, CNY)
        );
    }

    function test_a_till_elsewhere_and_a_till_no_more_act_by_the_acquirers_duty_that_they_hold() public {
        (bytes32 held, IPaymentHub.PaymentTerms memory terms) = _hold(teaHouse, ROOM_MINOR);
        address clerk = staff[LOTUS].acquiring;
        _register(HARBOUR, bookshop, clerk); // another bank's clerk need not ask whose key it is
        vm.prank(clerk);
        hub.capture(held, terms, 1);
        vm.prank(staff[HARBOUR].onboarding);
        merchants.revokeTerminal(clerk, REASON);
        vm.prank(clerk);
        hub.refund(held, terms, 1);
        vm.prank(clerk);
        hub.void(held, terms);
        vm.assertEq(deposits[HARBOUR][HKD].balanceOf(mei.account), POCKET_MINOR, "Mei has all back");
    }

    function test_refund_reverts_above_what_was_captured_and_not_yet_refunded(uint256 aboveMinor) public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _hold(teaHouse, ROOM_MINOR);
        _capture(paymentId, terms, 10_000);
        _refund(paymentId, terms, 4_000);
        aboveMinor = bound(aboveMinor, 6_001, REFUND_CAP_MINOR - 4_000);
        _refundRefused(
            teaTill.account,
            paymentId,
            terms,
            aboveMinor,
            abi.encodeWithSelector(IPaymentHub.RefundExceedsCapture.selector, aboveMinor, 6_000)
        );
    }

    function test_refund_reverts_from_the_second_on_at_which_its_window_ends() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(teaHouse, TEA_MINOR);
        vm.warp(terms.refundBefore - 1);
        _refund(paymentId, terms, 1);
        vm.warp(terms.refundBefore);
        _refundRefused(
            teaTill.account,
            paymentId,
            terms,
            1,
            abi.encodeWithSelector(IPaymentHub.RefundTooLate.selector, terms.refundBefore, terms.refundBefore)
        );
    }

    function test_refund_by_a_till_stays_within_its_cap_of_the_day_and_starts_anew_the_next() public {
        (bytes32 first, IPaymentHub.PaymentTerms memory firstTerms) = _paid(teaHouse, ROOM_MINOR);
        (bytes32 second, IPaymentHub.PaymentTerms memory secondTerms) = _paid(teaHouse, ROOM_MINOR);
        _refund(first, firstTerms, ROOM_MINOR);
        vm.assertEq(hub.refundedToday(teaTill.account), ROOM_MINOR, "counted");
        _refundRefused(
            teaTill.account,
            second,
            secondTerms,
            ROOM_MINOR,
            abi.encodeWithSelector(IPaymentHub.RefundCapExceeded.selector, 2 * ROOM_MINOR, REFUND_CAP_MINOR)
        );
        vm.prank(staff[LOTUS].acquiring);
        hub.refund(second, secondTerms, 1); // its acquirer has no cap
        vm.warp((block.timestamp / 1 days + 1) * 1 days);
        _refund(second, secondTerms, ROOM_MINOR - 1);
        vm.assertEq(hub.refundedToday(teaTill.account), ROOM_MINOR - 1, "another day");
    }

    function test_refund_by_a_till_reverts_above_its_cap_however_much_is_asked(uint256 aboveMinor) public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(teaHouse, TEA_MINOR);
        _refund(paymentId, terms, 1);
        aboveMinor = bound(aboveMinor, uint256(REFUND_CAP_MINOR) + 1, type(uint256).max);
        bytes4 selector = IPaymentHub.RefundCapExceeded.selector;
        _refundRefused(
            teaTill.account,
            paymentId,
            terms,
            aboveMinor,
            abi.encodeWithSelector(selector, aboveMinor, REFUND_CAP_MINOR)
        );
    }

    function test_refundedToday_is_nothing_once_the_day_is_over() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(teaHouse, TEA_MINOR);
        _refund(paymentId, terms, TEA_MINOR);
        vm.warp((block.timestamp / 1 days + 1) * 1 days);
        vm.assertEq(hub.refundedToday(teaTill.account), 0, "of today");
    }

    function test_refund_by_a_till_reaches_its_cap_of_the_day_to_the_unit() public {
        (bytes32 first, IPaymentHub.PaymentTerms memory firstTerms) = _paid(teaHouse, ROOM_MINOR);
        (bytes32 second, IPaymentHub.PaymentTerms memory secondTerms) = _paid(teaHouse, ROOM_MINOR);
        _refund(first, firstTerms, ROOM_MINOR);
        _refund(second, secondTerms, REFUND_CAP_MINOR - ROOM_MINOR);
        vm.assertEq(hub.refundedToday(teaTill.account), REFUND_CAP_MINOR, "all of it");
    }

    function test_refund_by_a_till_reaches_its_cap_of_the_day_at_once() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(teaHouse, REFUND_CAP_MINOR);
        _refund(paymentId, terms, REFUND_CAP_MINOR);
        vm.assertEq(hub.refundedToday(teaTill.account), REFUND_CAP_MINOR, "all of it");
    }

    function test_refund_by_who_has_no_cap_is_counted_against_none() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(teaHouse, TEA_MINOR);
        vm.prank(staff[LOTUS].acquiring);
        hub.refund(paymentId, terms, TEA_MINOR);
        vm.assertEq(hub.refundedToday(staff[LOTUS].acquiring), 0, "nothing");
    }

    function test_refund_reverts_when_the_merchant_has_spent_the_money() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(teaHouse, TEA_MINOR);
        vm.prank(teaOwner.account);
        deposits[LOTUS][HKD].transfer(lok.account, 1);
        bytes4 selector = IDepositToken.DepositBalanceTooLow.selector;
        _refundRefused(
            teaTill.account,
            paymentId,
            terms,
            TEA_MINOR,
            abi.encodeWithSelector(selector, teaOwner.account, TEA_MINOR - 1, TEA_MINOR)
        );
    }

    function test_refund_to_a_blocked_payer_waits_at_its_bank_and_is_paid_when_it_may() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(teaHouse, TEA_MINOR);
        _setCustomer(HARBOUR, mei.account, Status.Suspended);
        IDepositToken token = deposits[HARBOUR][HKD];
        _refund(paymentId, terms, TEA_MINOR);
        vm.assertEq(token.suspendedRefundOf(mei.account), TEA_MINOR, "waits");
        vm.assertEq(token.balanceOf(address(token)), TEA_MINOR, "in the suspense account");
        vm.expectRevert(abi.encodeWithSelector(IDepositToken.NotTheSameCustomer.selector, mei.account, jun.account));
        vm.prank(staff[HARBOUR].administrator);
        token.paySuspendedRefund(mei.account, jun.account, 1, REASON);
        _setCustomer(HARBOUR, mei.account, Status.Active);
        vm.prank(staff[HARBOUR].administrator);
        token.paySuspendedRefund(mei.account, mei.account, TEA_MINOR, REASON);
        vm.assertEq(token.balanceOf(mei.account), POCKET_MINOR, "Mei has it");
        vm.assertEq(token.balanceOf(address(token)), 0, "and nobody else");
        vm.expectRevert(abi.encodeWithSelector(IDepositToken.SuspendedRefundTooSmall.selector, mei.account, 0, 1));
        vm.prank(staff[HARBOUR].administrator);
        token.paySuspendedRefund(mei.account, mei.account, 1, REASON);
    }

    function test_refund_reverts_for_everyone_but_the_merchants_side() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(teaHouse, TEA_MINOR);
        address[3] memory others = [mei.account, staff[HARBOUR].acquiring, stranger.account];
        for (uint256 i = 0; i < others.length; ++i) {
            bytes4 selector = IPaymentHub.NotTerminalNorAcquirer.selector;
            _refundRefused(
                others[i],
                paymentId,
                terms,
                1,
                abi.encodeWithSelector(selector, others[i], teaHouse, LOTUS)
            );
        }
    }

    function test_refund_reverts_for_nothing() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(teaHouse, TEA_MINOR);
        _refundRefused(teaTill.account, paymentId, terms, 0, abi.encodeWithSelector(IPaymentHub.AmountZero.selector));
    }

    function _refundRefused(
        address caller,
        bytes32 paymentId,
        IPaymentHub.PaymentTerms memory terms,
        uint256 amountMinor,
        bytes memory refusal
    ) private {
        _refusedBy(caller, paymentId, abi.encodeCall(hub.refund, (paymentId, terms, amountMinor)), refusal);
    }
}
