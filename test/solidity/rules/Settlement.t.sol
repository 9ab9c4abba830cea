// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IDepositToken} from "../../../contracts/interfaces/IDepositToken.sol";
import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {ISettlementHub} from "../../../contracts/interfaces/ISettlementHub.sol";
import {Status} from "../../../contracts/interfaces/Types.sol";
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

    function test_the_low_water_mark_is_told_when_it_is_passed_and_not_again_below() public {
        vm.prank(staff[HARBOUR].treasury);
        settlement.setLowWater(HARBOUR, HKD, uint64(FUNDED_MINOR - 1_000), REASON);
        _paid(teaHouse, 1_000);
        vm.expectEmit(true, true, true, true, address(settlement));
        emit ISettlementHub.SettlementBalanceLow(HARBOUR, HKD, FUNDED_MINOR - 1_001, FUNDED_MINOR - 1_000);
        _paid(teaHouse, 1);
        vm.recordLogs();
        _paid(teaHouse, 1);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            vm.assertTrue(logs[i].topics[0] != ISettlementHub.SettlementBalanceLow.selector, "told once");
        }
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
}
