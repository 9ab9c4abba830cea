// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IMerchantRegistry} from "../../../contracts/interfaces/IMerchantRegistry.sol";
import {IParticipantRegistry} from "../../../contracts/interfaces/IParticipantRegistry.sol";
import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {Status} from "../../../contracts/interfaces/Types.sol";
import {FeeSplit} from "../../../contracts/payment/FeeTerms.sol";
import {Holds} from "../support/Holds.sol";

/// A capture takes what was held, in one or in many parts, whatever has happened since.
contract CaptureTest is Holds {
    function test_capture_across_banks_moves_what_was_held_and_ends_the_earmark() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _hold(teaHouse, ROOM_MINOR);
        _capture(paymentId, terms, ROOM_MINOR);
        vm.assertEq(deposits[HARBOUR][HKD].balanceOf(mei.account), POCKET_MINOR - ROOM_MINOR, "Mei");
        vm.assertEq(deposits[HARBOUR][HKD].heldOf(mei.account), 0, "nothing held");
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), ROOM_MINOR, "tea house");
        vm.assertEq(settlement.settlementBalance(HARBOUR, HKD), FUNDED_MINOR - ROOM_MINOR, "Harbour");
        vm.assertEq(settlement.settlementBalance(LOTUS, HKD), FUNDED_MINOR + ROOM_MINOR, "Lotus");
        vm.assertEq(settlement.position(HARBOUR, HKD).earmarkedMinor, 0, "no earmark");
        vm.assertEq(hub.payment(paymentId).refundableMinor, ROOM_MINOR, "refundable");
    }

    function test_capture_within_one_bank_moves_deposits_and_no_reserves() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _hold(bookshop, ROOM_MINOR);
        _capture(paymentId, terms, ROOM_MINOR);
        vm.assertEq(deposits[HARBOUR][HKD].balanceOf(bookOwner.account), ROOM_MINOR, "bookshop");
        vm.assertEq(settlement.settlementBalance(HARBOUR, HKD), FUNDED_MINOR, "Harbour's balance");
    }

    function test_captures_in_any_parts_charge_what_one_capture_would(uint256 first, uint256 second) public {
        _chargeFees(false);
        first = bound(first, 1, ROOM_MINOR - 2);
        second = bound(second, 1, ROOM_MINOR - first - 1);
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _hold(teaHouse, ROOM_MINOR);
        _capture(paymentId, terms, first);
        _capture(paymentId, terms, second);
        _capture(paymentId, terms, ROOM_MINOR - first - second);
        // 1.75 %, 0.80 % and 0.15 % of 400.00
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), ROOM_MINOR - 700, "net");
        vm.assertEq(settlement.settlementBalance(HARBOUR, HKD), FUNDED_MINOR - (ROOM_MINOR - 320), "interchange kept");
        vm.assertEq(settlement.position(LOTUS, HKD).schemeFeesMinor, 60, "scheme");
        vm.assertEq(settlement.position(HARBOUR, HKD).earmarkedMinor, 0, "the earmark is used up");
    }

    function test_capture_emits_gross_split_and_net() public {
        _chargeFees(false);
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _hold(teaHouse, ROOM_MINOR);
        vm.expectEmit(true, true, true, true, address(hub));
        emit IPaymentHub.PaymentCaptured(
            paymentId,
            teaHouse,
            mei.account,
            HARBOUR,
            LOTUS,
            HKD,
            10_000,
            FeeSplit(80, 15, 80),
            9_825
        );
        _capture(paymentId, terms, 10_000);
    }

    function test_capture_goes_through_whatever_freezes_limits_and_suspensions_came_since() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _hold(teaHouse, ROOM_MINOR);
        vm.prank(staff[HARBOUR].compliance);
        deposits[HARBOUR][HKD].freeze(mei.account, type(uint256).max, REASON);
        _setCustomer(HARBOUR, mei.account, Status.Suspended);
        _setCustomer(LOTUS, teaOwner.account, Status.Suspended);
        _setBank(HARBOUR, Status.Suspended); // the issuer keeps its promise
        _capture(paymentId, terms, ROOM_MINOR);
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), ROOM_MINOR, "captured");
    }

    function test_capture_reverts_for_a_suspended_acquirer() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _hold(teaHouse, ROOM_MINOR);
        _setBank(LOTUS, Status.Suspended);
        bytes4 selector = IParticipantRegistry.ParticipantNotActive.selector;
        _captureRefused(
            teaTill.account,
            paymentId,
            terms,
            ROOM_MINOR,
            abi.encodeWithSelector(selector, LOTUS, Status.Suspended)
        );
    }

    function test_capture_for_a_suspended_merchant_is_its_acquirers_only() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _hold(teaHouse, ROOM_MINOR);
        _setMerchant(LOTUS, teaHouse, Status.Suspended);
        bytes4 selector = IMerchantRegistry.MerchantNotActive.selector;
        _captureRefused(
            teaTill.account,
            paymentId,
            terms,
            ROOM_MINOR,
            abi.encodeWithSelector(selector, teaHouse, Status.Suspended)
        );
        vm.prank(staff[LOTUS].acquiring);
        hub.capture(paymentId, terms, ROOM_MINOR);
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), ROOM_MINOR, "by the acquirer");
    }

    function test_capture_reverts_above_what_is_held(uint256 aboveMinor) public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _hold(teaHouse, ROOM_MINOR);
        _capture(paymentId, terms, 30_000);
        aboveMinor = bound(aboveMinor, 10_001, type(uint256).max);
        bytes4 selector = IPaymentHub.CaptureExceedsAuthorization.selector;
        _captureRefused(
            teaTill.account,
            paymentId,
            terms,
            aboveMinor,
            abi.encodeWithSelector(selector, aboveMinor, 10_000)
        );
    }

    function test_capture_reverts_from_the_second_on_at_which_the_hold_ends() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _hold(teaHouse, ROOM_MINOR);
        vm.warp(terms.captureBefore - 1);
        _capture(paymentId, terms, 1);
        vm.warp(terms.captureBefore);
        bytes4 selector = IPaymentHub.CaptureTooLate.selector;
        _captureRefused(
            teaTill.account,
            paymentId,
            terms,
            1,
            abi.encodeWithSelector(selector, terms.captureBefore, terms.captureBefore)
        );
    }

    function test_capture_reverts_for_nothing() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _hold(teaHouse, ROOM_MINOR);
        _captureRefused(teaTill.account, paymentId, terms, 0, abi.encodeWithSelector(IPaymentHub.AmountZero.selector));
    }

    function test_capture_reverts_for_any_other_terms_than_the_agreed() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _hold(teaHouse, ROOM_MINOR);
        uint160 agreed = hub.termsHash(terms);
        for (uint256 i = 0; i < 8; ++i) {
            IPaymentHub.PaymentTerms memory other = _changed(terms, i);
            bytes memory refusal = abi.encodeWithSelector(
                IPaymentHub.TermsDiffer.selector,
                paymentId,
                hub.termsHash(other),
                agreed
            );
            _captureRefused(teaTill.account, paymentId, other, 1, refusal);
        }
    }

    function test_capture_reverts_for_a_payment_that_nobody_made() public {
        (, IPaymentHub.PaymentTerms memory terms) = _hold(teaHouse, ROOM_MINOR);
        bytes32 unknown = "unknown";
        bytes memory refusal = abi.encodeWithSelector(
            IPaymentHub.TermsDiffer.selector,
            unknown,
            hub.termsHash(terms),
            0
        );
        _captureRefused(teaTill.account, unknown, terms, 1, refusal);
    }

    function test_capture_reverts_for_everyone_but_the_merchants_side() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _hold(teaHouse, ROOM_MINOR);
        bytes4 selector = IPaymentHub.NotTerminalNorAcquirer.selector;
        address[4] memory others = [mei.account, staff[HARBOUR].acquiring, staff[LOTUS].treasury, operator];
        for (uint256 i = 0; i < others.length; ++i) {
            _captureRefused(
                others[i],
                paymentId,
                terms,
                1,
                abi.encodeWithSelector(selector, others[i], teaHouse, LOTUS)
            );
        }
        selector = IMerchantRegistry.TerminalDiffers.selector;
        _captureRefused(
            bookTill.account,
            paymentId,
            terms,
            1,
            abi.encodeWithSelector(selector, bookTill.account, bookshop, teaHouse)
        );
    }

    function test_capture_reverts_for_a_till_that_was_revoked() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _hold(teaHouse, ROOM_MINOR);
        vm.prank(staff[LOTUS].onboarding);
        merchants.revokeTerminal(teaTill.account, REASON);
        bytes4 selector = IMerchantRegistry.TerminalNotActive.selector;
        _captureRefused(
            teaTill.account,
            paymentId,
            terms,
            1,
            abi.encodeWithSelector(selector, teaTill.account, Status.Closed)
        );
    }

    function _changed(
        IPaymentHub.PaymentTerms memory terms,
        uint256 which
    ) private view returns (IPaymentHub.PaymentTerms memory other) {
        other = abi.decode(abi.encode(terms), (IPaymentHub.PaymentTerms));
        if (which == 0) other.merchantId = bookshop;
        else if (which == 1) other.payer = jun.account;
        else if (which == 2) other.payerBank = LOTUS;
        else if (which == 3) other.acquirer = HARBOUR;
        else if (which == 4) other.currency = CNY;
        else if (which == 5) other.amountMinor += 1;
        else if (which == 6) other.captureBefore += 1;
        else other.refundBefore += 1;
    }

    function _captureRefused(
        address caller,
        bytes32 paymentId,
        IPaymentHub.PaymentTerms memory terms,
        uint256 amountMinor,
        bytes memory refusal
    ) private {
        _refusedBy(caller, paymentId, abi.encodeCall(hub.capture, (paymentId, terms, amountMinor)), refusal);
    }
}
