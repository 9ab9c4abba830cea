// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {INettingQueue} from "../../../contracts/interfaces/INettingQueue.sol";
import {INetworkAuthority} from "../../../contracts/interfaces/INetworkAuthority.sol";
import {ISettlementHub} from "../../../contracts/interfaces/ISettlementHub.sol";
import {Duty} from "../../../contracts/interfaces/Types.sol";
import {Holds} from "../support/Holds.sol";
import {Queues} from "../support/Queues.sol";

/// A payer's bank that is short, and a payee's bank that gives it credit.
contract CreditLinesTest is Holds, Queues {
    INettingQueue.Rank private constant CREDIT = INettingQueue.Rank.Credit;

    function setUp() public override {
        super.setUp();
        _keep(HARBOUR, 0);
    }

    function test_without_a_line_a_payment_beyond_the_banks_reserves_is_declined() public {
        bytes4 selector = ISettlementHub.SettlementBalanceTooLow.selector;
        _payRefused(_asked(TEA_MINOR), abi.encodeWithSelector(selector, HARBOUR, HKD, 0, TEA_MINOR));
    }

    function test_without_a_queue_a_payment_beyond_the_banks_reserves_is_declined_whatever_the_line() public {
        _line(TEA_MINOR);
        bytes memory dismissal = abi.encodeCall(settlement.dismissQueue, (queue));
        _announce(address(settlement), dismissal);
        _execute(address(settlement), dismissal);
        bytes4 selector = ISettlementHub.SettlementBalanceTooLow.selector;
        _payRefused(_asked(TEA_MINOR), abi.encodeWithSelector(selector, HARBOUR, HKD, 0, TEA_MINOR));
    }

    function test_a_payment_within_the_line_is_final_for_the_customers_and_joins_the_queue() public {
        _line(TEA_MINOR);
        uint256 supply = deposits[HARBOUR][HKD].totalSupply() + deposits[LOTUS][HKD].totalSupply();
        vm.expectEmit(true, true, true, true, address(queue));
        emit INettingQueue.CreditUsed(HKD, LOTUS, HARBOUR, TEA_MINOR, TEA_MINOR);
        _paid(teaHouse, TEA_MINOR);
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), TEA_MINOR, "the shop has it");
        vm.assertEq(
            deposits[HARBOUR][HKD].totalSupply() + deposits[LOTUS][HKD].totalSupply(),
            supply,
            "no deposit was made out of nothing"
        );
        vm.assertEq(_balance(LOTUS), FUNDED_MINOR, "its bank waits");
        (uint256 lineMinor, uint256 usedMinor) = queue.creditLine(HKD, LOTUS, HARBOUR);
        vm.assertEq(usedMinor, lineMinor, "for what it is owed");
    }

    function test_what_is_used_of_a_line_is_told_by_payment_and_in_all() public {
        _line(2 * TEA_MINOR);
        _paid(teaHouse, TEA_MINOR);
        vm.expectEmit(true, true, true, true, address(queue));
        emit INettingQueue.CreditUsed(HKD, LOTUS, HARBOUR, 1, TEA_MINOR + 1);
        _paid(teaHouse, 1);
    }

    function test_a_payment_beyond_the_line_is_declined() public {
        _line(TEA_MINOR - 1);
        bytes4 selector = ISettlementHub.SettlementBalanceTooLow.selector;
        _payRefused(_asked(TEA_MINOR), abi.encodeWithSelector(selector, HARBOUR, HKD, 0, TEA_MINOR));
    }

    function test_a_line_that_was_lowered_below_its_use_takes_nothing_back_and_lets_nothing_in() public {
        _line(2 * TEA_MINOR);
        _paid(teaHouse, TEA_MINOR);
        vm.assertEq(queue.creditRoom(HKD, LOTUS, HARBOUR), TEA_MINOR, "half of it is left");
        _line(1);
        vm.assertEq(queue.creditRoom(HKD, LOTUS, HARBOUR), 0, "no room");
        bytes4 selector = ISettlementHub.SettlementBalanceTooLow.selector;
        _payRefused(_asked(1), abi.encodeWithSelector(selector, HARBOUR, HKD, 0, 1));
        (, uint256 usedMinor) = queue.creditLine(HKD, LOTUS, HARBOUR);
        vm.assertEq(usedMinor, TEA_MINOR, "still owed");
    }

    function test_the_payees_bank_pays_the_schemes_fee_from_its_own_balance() public {
        _chargeFees(false);
        _line(ROOM_MINOR);
        _paid(teaHouse, ROOM_MINOR);
        vm.assertEq(settlement.position(LOTUS, HKD).schemeFeesMinor, 60, "owed to the scheme");
        vm.assertEq(settlement.availableBalance(LOTUS, HKD), FUNDED_MINOR - 60, "by the payee's bank");
    }

    function test_credit_settles_before_every_class_and_nobody_cancels_it() public {
        _line(TEA_MINOR);
        _paid(teaHouse, TEA_MINOR);
        uint32 lane = queue.lanes(HKD, HARBOUR, CREDIT)[0];
        vm.expectRevert(abi.encodeWithSelector(INettingQueue.CreditNotCancelled.selector, lane));
        vm.prank(staff[HARBOUR].treasury);
        queue.cancel(lane, 0, REASON);
        _queue(HARBOUR, JADE, 1, INettingQueue.Rank.Urgent);
        _fund(HARBOUR, HKD, TEA_MINOR + 1);
        INettingQueue.QueueCut memory urgent = _upTo(HKD, HARBOUR, INettingQueue.Rank.Urgent, ALL);
        bytes4 selector = INettingQueue.RankNotEmpty.selector;
        _settleRefused(urgent, abi.encodeWithSelector(selector, HARBOUR, HKD, CREDIT));
        _settle(_cuts(_upTo(HKD, HARBOUR, CREDIT, ALL), urgent));
        vm.assertEq(_balance(LOTUS), FUNDED_MINOR + TEA_MINOR, "paid");
        vm.assertEq(queue.creditRoom(HKD, LOTUS, HARBOUR), TEA_MINOR, "and the line is free again");
    }

    function test_a_bilateral_limit_holds_up_no_credit() public {
        _line(TEA_MINOR);
        _paid(teaHouse, TEA_MINOR);
        vm.prank(staff[HARBOUR].treasury);
        queue.setBilateralLimit(HKD, HARBOUR, LOTUS, 0, REASON);
        _fund(HARBOUR, HKD, TEA_MINOR);
        _settle(_upTo(HKD, HARBOUR, CREDIT, ALL));
        vm.assertEq(_balance(LOTUS), FUNDED_MINOR + TEA_MINOR, "paid");
    }

    function test_a_line_is_the_payees_treasurys_with_a_reason() public {
        address theirs = staff[HARBOUR].treasury;
        bytes4 selector = INetworkAuthority.DutyRequired.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, theirs, LOTUS, Duty.Treasury));
        vm.prank(staff[HARBOUR].treasury);
        queue.setCreditLine(HKD, LOTUS, HARBOUR, 1, REASON);
        vm.expectRevert(abi.encodeWithSelector(INettingQueue.QueueReasonMissing.selector));
        vm.prank(staff[LOTUS].treasury);
        queue.setCreditLine(HKD, LOTUS, HARBOUR, 1, 0);
        vm.expectRevert(abi.encodeWithSelector(INettingQueue.ObligationToOneself.selector, LOTUS));
        vm.prank(staff[LOTUS].treasury);
        queue.setCreditLine(HKD, LOTUS, LOTUS, 1, REASON);
    }

    function test_only_the_settlement_hub_uses_a_line() public {
        _line(TEA_MINOR);
        vm.expectRevert(abi.encodeWithSelector(INettingQueue.CallerNotSettlementHub.selector, address(this)));
        queue.enqueueCredit(HKD, HARBOUR, LOTUS, 1, "");
    }

    function _line(uint256 lineMinor) private {
        vm.prank(staff[LOTUS].treasury);
        queue.setCreditLine(HKD, LOTUS, HARBOUR, uint64(lineMinor), REASON);
    }
}
