// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {ISettlementHub} from "../../../contracts/interfaces/ISettlementHub.sol";
import {IMerchantRegistry} from "../../../contracts/interfaces/IMerchantRegistry.sol";
import {Status} from "../../../contracts/interfaces/Types.sol";
import {SignedRequest} from "../../../contracts/payment/PaymentTypes.sol";
import {Holds} from "../support/Holds.sol";

/// Attacks 7, 8, 12, 15, 17 and 18: money that is counted twice, not at all, late, or is not ours.
contract SettlementAttacksTest is Holds {
    function test_attack_07_what_was_voided_is_not_captured() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _hold(teaHouse, ROOM_MINOR);
        _void(paymentId, terms);
        bytes memory refusal = abi.encodeWithSelector(IPaymentHub.CaptureExceedsAuthorization.selector, ROOM_MINOR, 0);
        _refusedBy(teaTill.account, paymentId, abi.encodeCall(hub.capture, (paymentId, terms, ROOM_MINOR)), refusal);
    }

    function test_attack_07_what_was_refunded_is_not_refunded_again() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(teaHouse, TEA_MINOR);
        _paid(teaHouse, TEA_MINOR); // the merchant has enough for another
        _refund(paymentId, terms, TEA_MINOR);
        _refusedBy(
            teaTill.account,
            paymentId,
            abi.encodeCall(hub.refund, (paymentId, terms, 1)),
            abi.encodeWithSelector(IPaymentHub.RefundExceedsCapture.selector, 1, 0)
        );
    }

    function test_attack_08_two_payments_race_for_the_last_unit_of_a_banks_reserves() public {
        vm.prank(staff[HARBOUR].treasury);
        settlement.defund(HARBOUR, HKD, FUNDED_MINOR - TEA_MINOR);
        _pay(_asked(TEA_MINOR));
        vm.assertEq(settlement.settlementBalance(HARBOUR, HKD), 0, "the last unit");
        bytes4 selector = ISettlementHub.SettlementBalanceTooLow.selector;
        _payRefused(_asked(1), abi.encodeWithSelector(selector, HARBOUR, HKD, 0, 1));
    }

    function test_attack_08_reserves_that_an_authorization_counts_on_are_nobody_elses() public {
        vm.prank(staff[HARBOUR].treasury);
        settlement.defund(HARBOUR, HKD, FUNDED_MINOR - ROOM_MINOR);
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _hold(teaHouse, ROOM_MINOR);
        bytes4 selector = ISettlementHub.SettlementBalanceTooLow.selector;
        _payRefused(_asked(1), abi.encodeWithSelector(selector, HARBOUR, HKD, 0, 1));
        _capture(paymentId, terms, ROOM_MINOR);
    }

    function test_attack_12_captures_of_one_unit_shed_no_fee() public {
        _chargeFees(false);
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _hold(teaHouse, 200);
        for (uint256 i = 0; i < 200; ++i) _capture(paymentId, terms, 1);
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), 200 - 3, "1.75 % of 200, rounded once");
    }

    function test_attack_15_a_request_is_not_paid_at_the_second_of_its_expiry() public {
        SignedRequest memory signed = _asked(TEA_MINOR);
        uint64 expiresAt = signed.request.expiresAt;
        vm.warp(expiresAt);
        _payRefused(signed, abi.encodeWithSelector(IPaymentHub.RequestExpired.selector, expiresAt, expiresAt));
    }

    function test_attack_17_nobody_brings_a_token_of_its_own_into_settlement() public {
        ForeignToken foreign = new ForeignToken();
        vm.expectRevert(abi.encodeWithSelector(ISettlementHub.CallerNotParticipants.selector, stranger.account));
        vm.prank(stranger.account);
        settlement.setAccount(HARBOUR, HKD, address(foreign), Status.Active);
        _pay(_asked(TEA_MINOR));
        vm.assertEq(deposits[HARBOUR][HKD].balanceOf(mei.account), POCKET_MINOR - TEA_MINOR, "the bank's own token");
    }

    function test_attack_18_nobody_stores_a_long_text() public {
        vm.expectRevert(abi.encodeWithSelector(IMerchantRegistry.TextTooLong.selector, 10_000, 100));
        vm.prank(staff[LOTUS].onboarding);
        merchants.enrol(LOTUS, lok.account, 5814, "HK", string(new bytes(10_000)), "Kowloon");
    }
}

/// Says yes to everything and moves nothing.
contract ForeignToken {
    fallback() external {}
}
