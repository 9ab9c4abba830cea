// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IDepositToken} from "../../../contracts/interfaces/IDepositToken.sol";
import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {ISettlementHub} from "../../../contracts/interfaces/ISettlementHub.sol";
import {Duty, Status} from "../../../contracts/interfaces/Types.sol";
import {Holds} from "../support/Holds.sol";
import {Vm} from "../support/Vm.sol";

/// The scheme's fees, the bank's low water, and a payment contract that is replaced.
contract SettlementTest is Holds {
    function test_the_schemes_fee_is_owed_by_the_acquirer_and_collected_by_anyone() public {
        _chargeFees(false);
        _paid(teaHouse, ROOM_MINOR);
        vm.assertEq(settlement.position(LOTUS, HKD).schemeFeesMinor, 60, "owed");
        vm.assertEq(
            settlement.availableBalance(LOTUS, HKD),
            FUNDED_MINOR + ROOM_MINOR - 320 - 60,
            "and not available to the bank"
        );
        settlement.collectSchemeFees(LOTUS, HKD);
        vm.assertEq(settlement.settlementBalance(settlement.SCHEME(), HKD), 60, "the scheme's");
        vm.assertEq(settlement.position(LOTUS, HKD).schemeFeesMinor, 0, "owed no more");
        vm.expectRevert(abi.encodeWithSelector(ISettlementHub.SettlementAmountZero.selector));
        settlement.collectSchemeFees(LOTUS, HKD);
    }

    function test_paySchemeFees_pays_what_was_collected_into_a_banks_reserve_account() public {
        _chargeFees(false);
        _paid(teaHouse, ROOM_MINOR);
        settlement.collectSchemeFees(LOTUS, HKD);
        uint256 before = reserves[HKD].balanceOf(staff[JADE].administrator);
        bytes4 selector = ISettlementHub.SettlementBalanceTooLow.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, settlement.SCHEME(), HKD, 60, 61));
        vm.prank(operator);
        settlement.paySchemeFees(JADE, HKD, 61, REASON);
        vm.prank(operator);
        settlement.paySchemeFees(JADE, HKD, 60, REASON);
        vm.assertEq(reserves[HKD].balanceOf(staff[JADE].administrator), before + 60, "paid");
    }

    function test_a_payment_within_one_bank_needs_the_schemes_fee_of_its_settlement_balance() public {
        _chargeFees(false);
        vm.prank(staff[HARBOUR].treasury);
        settlement.defund(HARBOUR, HKD, FUNDED_MINOR - 59);
        bytes4 selector = ISettlementHub.SettlementBalanceTooLow.selector;
        _payRefused(_bookAsked(ROOM_MINOR), abi.encodeWithSelector(selector, HARBOUR, HKD, 59, 60));
    }

    function test_payments_captures_and_refunds_within_one_bank_need_no_reserves_beyond_the_schemes_fee() public {
        _chargeFees(false);
        (bytes32 held, IPaymentHub.PaymentTerms memory heldTerms) = _hold(bookshop, ROOM_MINOR);
        vm.prank(staff[HARBOUR].treasury);
        settlement.defund(HARBOUR, HKD, FUNDED_MINOR - 120);
        _capture(held, heldTerms, ROOM_MINOR);
        (bytes32 paid, IPaymentHub.PaymentTerms memory paidTerms) = _paid(bookshop, ROOM_MINOR);
        vm.assertEq(settlement.settlementBalance(HARBOUR, HKD), 120, "untouched");
        vm.assertEq(settlement.position(HARBOUR, HKD).schemeFeesMinor, 120, "all of it owed to the scheme");
        _refund(paid, paidTerms, 1_000);
        vm.assertEq(settlement.settlementBalance(HARBOUR, HKD), 120, "and still untouched");
    }

    function test_the_low_water_mark_is_told_when_it_is_passed_and_not_again_below() public {
        vm.prank(staff[HARBOUR].treasury);
        settlement.setLowWater(HARBOUR, HKD, uint64(FUNDED_MINOR - 1_000), REASON);
        vm.recordLogs();
        _paid(teaHouse, 1_000);
        _requireNotLow(vm.getRecordedLogs(), "it is reached, and not passed");
        vm.expectEmit(true, true, true, true, address(settlement));
        emit ISettlementHub.SettlementBalanceLow(HARBOUR, HKD, FUNDED_MINOR - 1_001, FUNDED_MINOR - 1_000);
        _paid(teaHouse, 1);
        vm.recordLogs();
        _paid(teaHouse, 1);
        _requireNotLow(vm.getRecordedLogs(), "told once");
    }

    function test_the_low_water_mark_is_the_banks_treasurys_while_the_bank_is_active() public {
        vm.expectEmit(true, true, true, true, address(settlement));
        emit ISettlementHub.LowWaterSet(HARBOUR, HKD, 7, REASON);
        vm.prank(staff[HARBOUR].treasury);
        settlement.setLowWater(HARBOUR, HKD, 7, REASON);
        vm.assertEq(settlement.account(HARBOUR, HKD).lowWaterMinor, 7, "set");
        vm.expectRevert(
            abi.encodeWithSignature("DutyRequired(address,uint16,uint8)", operator, HARBOUR, Duty.Treasury)
        );
        vm.prank(operator);
        settlement.setLowWater(HARBOUR, HKD, 8, REASON);
        _setBank(HARBOUR, Status.Suspended);
        vm.expectRevert(abi.encodeWithSignature("ParticipantNotActive(uint16,uint8)", HARBOUR, Status.Suspended));
        vm.prank(staff[HARBOUR].treasury);
        settlement.setLowWater(HARBOUR, HKD, 8, REASON);
    }

    function test_fund_and_defund_tell_the_balance_that_they_leave() public {
        vm.expectEmit(true, true, true, true, address(settlement));
        emit ISettlementHub.SettlementBalanceFunded(HARBOUR, HKD, 500, FUNDED_MINOR + 500);
        vm.prank(staff[HARBOUR].treasury);
        settlement.fund(HARBOUR, HKD, 500);
        vm.expectEmit(true, true, true, true, address(settlement));
        emit ISettlementHub.SettlementBalanceDefunded(HARBOUR, HKD, 700, FUNDED_MINOR - 200);
        vm.prank(staff[HARBOUR].treasury);
        settlement.defund(HARBOUR, HKD, 700);
    }

    function test_fund_reverts_above_what_can_be_counted() public {
        uint256 roomMinor = type(uint64).max - FUNDED_MINOR;
        vm.prank(operator);
        reserves[HKD].issue(staff[HARBOUR].administrator, roomMinor, REASON);
        bytes4 selector = ISettlementHub.SettlementAmountTooLarge.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, roomMinor + 1, roomMinor));
        vm.prank(staff[HARBOUR].treasury);
        settlement.fund(HARBOUR, HKD, roomMinor + 1);
        vm.prank(staff[HARBOUR].treasury);
        settlement.fund(HARBOUR, HKD, roomMinor);
        vm.assertEq(settlement.settlementBalance(HARBOUR, HKD), type(uint64).max, "full");
    }

    function test_the_schemes_fees_are_told_when_they_are_collected_and_paid_out() public {
        _chargeFees(false);
        _paid(teaHouse, ROOM_MINOR);
        uint256 balanceMinor = settlement.settlementBalance(LOTUS, HKD);
        vm.expectEmit(true, true, true, true, address(settlement));
        emit ISettlementHub.SchemeFeesCollected(LOTUS, HKD, 60);
        settlement.collectSchemeFees(LOTUS, HKD);
        vm.assertEq(settlement.settlementBalance(LOTUS, HKD), balanceMinor - 60, "out of the bank's balance");
        vm.expectEmit(true, true, true, true, address(settlement));
        emit ISettlementHub.SchemeFeesPaidOut(JADE, HKD, 20, REASON);
        vm.prank(operator);
        settlement.paySchemeFees(JADE, HKD, 20, REASON);
        vm.assertEq(settlement.settlementBalance(settlement.SCHEME(), HKD), 40, "the rest is the scheme's");
    }

    function test_paySchemeFees_is_the_operators_controls_and_reverts_for_nothing() public {
        vm.expectRevert(abi.encodeWithSignature("AccessManagedUnauthorized(address)", stranger.account));
        vm.prank(stranger.account);
        settlement.paySchemeFees(JADE, HKD, 1, REASON);
        vm.expectRevert(abi.encodeWithSelector(ISettlementHub.SettlementAmountZero.selector));
        vm.prank(operator);
        settlement.paySchemeFees(JADE, HKD, 0, REASON);
    }

    function test_the_low_water_mark_is_told_by_a_hold_and_by_a_fee_that_pass_it() public {
        _chargeFees(false);
        vm.prank(staff[HARBOUR].treasury);
        settlement.setLowWater(HARBOUR, HKD, uint64(FUNDED_MINOR - 59), REASON);
        vm.expectEmit(true, true, true, true, address(settlement));
        emit ISettlementHub.SettlementBalanceLow(HARBOUR, HKD, FUNDED_MINOR - 60, FUNDED_MINOR - 59);
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _hold(bookshop, ROOM_MINOR);
        _void(paymentId, terms);
        vm.expectEmit(true, true, true, true, address(settlement));
        emit ISettlementHub.SettlementBalanceLow(HARBOUR, HKD, FUNDED_MINOR - 60, FUNDED_MINOR - 59);
        _paid(bookshop, ROOM_MINOR);
    }

    function test_a_payment_to_a_bank_without_deposits_in_the_currency_is_refused_by_name() public {
        vm.assertEq(settlement.account(JADE, CNY).depositToken, address(0), "none");
        ISettlementHub.Route memory route = ISettlementHub.Route(
            "to nowhere",
            CNY,
            HARBOUR,
            JADE,
            mei.account,
            jun.account
        );
        vm.expectRevert(abi.encodeWithSignature("NoDepositToken(uint16,uint16)", JADE, CNY));
        vm.prank(address(hub));
        settlement.settle(route, ISettlementHub.Split(1, 0, 0, 0));
        vm.expectRevert(abi.encodeWithSignature("NoDepositToken(uint16,uint16)", JADE, CNY));
        vm.prank(address(hub));
        settlement.hold(route, 1, 1);
        _setBank(JADE, Status.Suspended);
        vm.expectRevert(abi.encodeWithSignature("ParticipantNotActive(uint16,uint8)", JADE, Status.Suspended));
        vm.prank(address(hub));
        settlement.settle(route, ISettlementHub.Split(1, 0, 0, 0));
    }

    function test_a_banks_new_standing_is_told_by_the_settlement_hub() public {
        address token = address(deposits[HARBOUR][HKD]);
        vm.expectEmit(true, true, true, true, address(settlement));
        emit ISettlementHub.SettlementAccountSet(HARBOUR, HKD, token, Status.Suspended);
        _setBank(HARBOUR, Status.Suspended);
    }

    function test_a_retired_hub_makes_no_new_payments_and_completes_its_old_ones() public {
        (bytes32 held, IPaymentHub.PaymentTerms memory heldTerms) = _hold(teaHouse, ROOM_MINOR);
        (bytes32 paid, IPaymentHub.PaymentTerms memory paidTerms) = _paid(teaHouse, TEA_MINOR);
        uint40 until = uint40(block.timestamp + 3 days);
        _govern(address(settlement), abi.encodeCall(settlement.retireCaller, (address(hub), until)));
        _paid(teaHouse, 1); // until then printed codes are honoured
        vm.warp(until);
        bytes memory refusal = abi.encodeWithSelector(
            ISettlementHub.CallerRetiring.selector,
            address(hub),
            until,
            until
        );
        _payRefused(_asked(1), refusal);
        vm.warp(until + 1);
        refusal = abi.encodeWithSelector(ISettlementHub.CallerRetiring.selector, address(hub), until + 1, until);
        _payRefused(_asked(1), refusal);
        _capture(held, heldTerms, 10_000);
        _void(held, heldTerms);
        _refund(paid, paidTerms, TEA_MINOR);
        vm.assertEq(hub.payment(paid).refundableMinor, 0, "refunded");
    }

    function test_a_bank_that_is_told_again_is_as_it_was() public {
        _setBank(HARBOUR, Status.Suspended);
        participants.sync(HARBOUR);
        vm.assertTrue(settlement.account(HARBOUR, HKD).status == Status.Suspended, "as it was");
    }

    function test_setAccount_and_setBankStatus_and_setStanding_are_the_registries() public {
        vm.expectRevert(abi.encodeWithSelector(ISettlementHub.CallerNotParticipants.selector, operator));
        vm.prank(operator);
        settlement.setAccount(HARBOUR, HKD, stranger.account, Status.Active);
        IDepositToken token = deposits[HARBOUR][HKD];
        vm.expectRevert(abi.encodeWithSelector(IDepositToken.CallerNotRegistry.selector, operator));
        vm.prank(operator);
        token.setBankStatus(Status.Active);
        vm.expectRevert(abi.encodeWithSelector(IDepositToken.CallerNotRegistry.selector, operator));
        vm.prank(operator);
        token.setStanding(stranger.account, 1, Status.Active, 0, type(uint40).max);
    }

    function _requireNotLow(Vm.Log[] memory logs, string memory why) private pure {
        for (uint256 i = 0; i < logs.length; ++i) {
            vm.assertTrue(logs[i].topics[0] != ISettlementHub.SettlementBalanceLow.selector, why);
        }
    }
}
