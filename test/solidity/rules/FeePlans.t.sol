// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IMerchantRegistry} from "../../../contracts/interfaces/IMerchantRegistry.sol";
import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {FeeSplit, FeeTerms, Fees} from "../../../contracts/payment/FeeTerms.sol";
import {Holds} from "../support/Holds.sol";

/// Interchange, scheme fee and merchant fee: rounded once, in the merchant's favour, and in no part downwards.
contract FeePlansTest is Holds {
    function test_the_parts_are_the_whole_and_the_whole_is_the_merchants_rate_rounded_down(
        uint16 merchantBps,
        uint16 interchangeBps,
        uint16 schemeBps,
        uint48 amountMinor
    ) public pure {
        (merchantBps, interchangeBps, schemeBps) = _rates(merchantBps, interchangeBps, schemeBps);
        FeeTerms terms = Fees.pack(1, merchantBps, interchangeBps, schemeBps, false);
        FeeSplit memory split = terms.chargedOnRoundedDown(amountMinor);
        uint256 wholeMinor = (uint256(amountMinor) * merchantBps) / 10_000;
        vm.assertEq(Fees.total(split), wholeMinor, "the parts are the whole");
        vm.assertTrue(wholeMinor <= amountMinor, "and never above the amount");
    }

    function test_no_part_falls_as_more_is_captured(
        uint16 merchantBps,
        uint16 interchangeBps,
        uint16 schemeBps,
        uint48 less,
        uint48 more
    ) public pure {
        (merchantBps, interchangeBps, schemeBps) = _rates(merchantBps, interchangeBps, schemeBps);
        if (less > more) (less, more) = (more, less);
        FeeTerms terms = Fees.pack(1, merchantBps, interchangeBps, schemeBps, true);
        FeeSplit memory step = terms.chargedBetween(less, more); // reverts by underflow if one did
        FeeSplit memory start = terms.chargedOnRoundedDown(less);
        FeeSplit memory end = terms.chargedOnRoundedDown(more);
        vm.assertEq(start.interchangeMinor + step.interchangeMinor, end.interchangeMinor, "interchange adds up");
        vm.assertEq(start.acquirerFeeMinor + step.acquirerFeeMinor, end.acquirerFeeMinor, "acquirer's share adds up");
        vm.assertTrue(Fees.total(step) <= uint256(more) - less + 1, "a capture's fee is within the capture, to a unit");
    }

    function test_assignFeePlan_takes_effect_for_payments_from_then_on() public {
        (bytes32 before, ) = _hold(teaHouse, ROOM_MINOR);
        _chargeFees(false);
        vm.assertEq(hub.payment(before).heldMinor, ROOM_MINOR, "made on the old terms");
        _paid(teaHouse, ROOM_MINOR);
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), ROOM_MINOR - 700, "on the new ones");
    }

    function test_assignFeePlan_reverts_for_an_unknown_plan_and_for_rates_that_do_not_fit() public {
        _chargeFees(false);
        address administrator = staff[LOTUS].administrator;
        vm.expectRevert(abi.encodeWithSelector(IMerchantRegistry.FeePlanUnknown.selector, 2, 1));
        vm.prank(administrator);
        merchants.assignFeePlan(teaHouse, 2, 100, REASON);
        vm.expectRevert(abi.encodeWithSelector(IMerchantRegistry.MerchantFeeTooLow.selector, 94, 95));
        vm.prank(administrator);
        merchants.assignFeePlan(teaHouse, 1, 94, REASON);
        vm.expectRevert(abi.encodeWithSelector(IMerchantRegistry.FeeExceedsWhole.selector, 10_001, 10_000));
        vm.prank(administrator);
        merchants.assignFeePlan(teaHouse, 1, 10_001, REASON);
    }

    function test_a_fee_of_the_whole_leaves_the_merchant_nothing_and_everyone_else_their_share() public {
        _chargeFees(false);
        vm.prank(staff[LOTUS].administrator);
        merchants.assignFeePlan(teaHouse, 1, 10_000, REASON);
        _paid(teaHouse, ROOM_MINOR);
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), 0, "nothing");
        vm.assertEq(deposits[LOTUS][HKD].totalSupply(), POCKET_MINOR, "and nothing made");
    }

    function test_captures_at_a_fee_of_the_whole_charge_no_unit_twice() public {
        _chargeFees(false);
        vm.prank(staff[LOTUS].administrator);
        merchants.assignFeePlan(teaHouse, 1, 10_000, REASON);
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _hold(teaHouse, ROOM_MINOR);
        _capture(paymentId, terms, 1);
        _capture(paymentId, terms, ROOM_MINOR - 1);
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), 0, "nothing is left");
        vm.assertEq(deposits[LOTUS][HKD].totalSupply(), POCKET_MINOR, "and nothing was made");
    }

    function test_plan_zero_is_free_of_charge() public {
        _chargeFees(false);
        vm.prank(staff[LOTUS].administrator);
        merchants.assignFeePlan(teaHouse, 0, 0, REASON);
        _paid(teaHouse, ROOM_MINOR);
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), ROOM_MINOR, "gross");
    }

    function test_a_merchants_terms_are_its_plan_its_rates_and_whether_fees_return_in_one_word() public {
        _chargeFees(true);
        uint256 word =
            (1 << 64) | (1 << 48) | (uint256(MERCHANT_BPS) << 32) | (uint256(INTERCHANGE_BPS) << 16) | SCHEME_BPS;
        vm.assertEq(uint256(FeeTerms.unwrap(merchants.merchant(teaHouse).feeTerms)), word, "terms");
    }

    function test_a_payment_is_split_as_its_plan_says_at_any_rates(
        uint16 merchantBps,
        uint16 interchangeBps,
        uint16 schemeBps,
        uint256 amountMinor
    ) public {
        (merchantBps, interchangeBps, schemeBps) = _rates(merchantBps, interchangeBps, schemeBps);
        _splitsAsPlanned(merchantBps, interchangeBps, schemeBps, bound(amountMinor, 1, CAP_MINOR));
    }

    function test_a_plan_without_interchange_and_scheme_fee_leaves_all_to_the_acquirer() public {
        _splitsAsPlanned(100, 0, 0, ROOM_MINOR);
    }

    function test_a_plan_of_one_basis_point_is_split_too() public {
        _splitsAsPlanned(100, 1, 0, ROOM_MINOR);
    }

    function test_a_plan_of_one_basis_point_for_the_scheme_is_split_too() public {
        _splitsAsPlanned(1, 0, 1, ROOM_MINOR);
    }

    /// By the parts' definitions, and not by the contract's library.
    function _splitsAsPlanned(
        uint256 merchantBps,
        uint256 interchangeBps,
        uint256 schemeBps,
        uint256 grossMinor
    ) private {
        IMerchantRegistry.FeePlan memory plan = IMerchantRegistry.FeePlan(
            uint16(interchangeBps),
            uint16(schemeBps),
            false
        );
        _govern(address(merchants), abi.encodeCall(merchants.publishFeePlan, (plan, REASON)));
        vm.prank(staff[LOTUS].administrator);
        merchants.assignFeePlan(teaHouse, 1, uint16(merchantBps), REASON);
        _paid(teaHouse, grossMinor);
        uint256 feeMinor = (grossMinor * merchantBps) / 10_000;
        uint256 sharedBps = interchangeBps + schemeBps;
        uint256 sharedMinor = merchantBps == 0 ? 0 : (feeMinor * sharedBps) / merchantBps;
        uint256 interchangeMinor = sharedBps == 0 ? 0 : (sharedMinor * interchangeBps) / sharedBps;
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), grossMinor - feeMinor, "net");
        vm.assertEq(settlement.position(LOTUS, HKD).schemeFeesMinor, sharedMinor - interchangeMinor, "scheme");
        uint256 keptMinor = FUNDED_MINOR - grossMinor + interchangeMinor;
        vm.assertEq(settlement.settlementBalance(HARBOUR, HKD), keptMinor, "interchange");
    }

    function _rates(uint16 m, uint16 i, uint16 s) private pure returns (uint16, uint16, uint16) {
        m = uint16(bound(m, 0, 10_000));
        i = uint16(bound(i, 0, m));
        return (m, i, uint16(bound(s, 0, m - i)));
    }
}
