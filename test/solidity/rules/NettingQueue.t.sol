// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {INettingQueue} from "../../../contracts/interfaces/INettingQueue.sol";
import {BankId, Status} from "../../../contracts/interfaces/Types.sol";
import {Queues} from "../support/Queues.sol";
import {Vm} from "../support/Vm.sol";

/// What joins the queue, what leaves it unsettled, and what banks agree on about each other.
contract NettingQueueTest is Queues {
    INettingQueue.Rank private constant NORMAL = INettingQueue.Rank.Normal;

    function test_enqueue_gives_each_obligation_its_place_in_its_lane_and_in_its_banks_order() public {
        (uint32 lotus, uint256 first) = _queue(HARBOUR, LOTUS, 100);
        (uint32 jade, ) = _queue(HARBOUR, JADE, 200);
        vm.expectEmit(true, true, true, true, address(queue));
        emit INettingQueue.ObligationQueued(lotus, 1, 3, 300, 0, "invoice");
        (uint32 again, uint256 second) = _queue(HARBOUR, LOTUS, 300);
        vm.assertTrue(again == lotus && jade != lotus, "a lane for each payee");
        vm.assertEq(first + 1, second, "in their order");
        (uint256 waitingMinor, ) = queue.waiting(lotus);
        vm.assertEq(waitingMinor, 400, "what waits");
    }

    function test_enqueue_is_the_payers_treasurys() public {
        vm.expectRevert(_dutyRequired(staff[LOTUS].treasury, HARBOUR));
        vm.prank(staff[LOTUS].treasury);
        queue.enqueue(HKD, HARBOUR, LOTUS, 1, NORMAL, "");
    }

    function test_enqueue_refuses_nothing_and_more_than_a_balance_can_be() public {
        _refused(HARBOUR, LOTUS, 0, NORMAL, abi.encodeWithSelector(INettingQueue.ObligationAmountZero.selector));
        uint256 most = type(uint64).max;
        bytes4 selector = INettingQueue.ObligationAmountTooLarge.selector;
        _refused(HARBOUR, LOTUS, most + 1, NORMAL, abi.encodeWithSelector(selector, most + 1, most));
        _queue(HARBOUR, LOTUS, most);
    }

    function test_enqueue_refuses_oneself_the_rank_of_credit_and_who_has_no_account() public {
        bytes4 selector = INettingQueue.ObligationToOneself.selector;
        _refused(HARBOUR, HARBOUR, 1, NORMAL, abi.encodeWithSelector(selector, HARBOUR));
        INettingQueue.Rank credit = INettingQueue.Rank.Credit;
        _refused(HARBOUR, LOTUS, 1, credit, abi.encodeWithSelector(INettingQueue.RankNotOffered.selector, credit));
        vm.expectRevert(abi.encodeWithSelector(INettingQueue.BankMayNotQueue.selector, JADE, CNY));
        vm.prank(staff[HARBOUR].treasury);
        queue.enqueue(CNY, HARBOUR, JADE, 1, NORMAL, "");
        _setBank(LOTUS, Status.Suspended);
        selector = INettingQueue.BankMayNotQueue.selector;
        _refused(HARBOUR, LOTUS, 1, NORMAL, abi.encodeWithSelector(selector, LOTUS, HKD));
    }

    function test_cancel_takes_out_what_waits_and_keeps_the_sums_of_what_is_left() public {
        (uint32 lane, ) = _queue(HARBOUR, LOTUS, 1);
        for (uint256 minor = 10; minor <= 10_000; minor *= 10) _queue(HARBOUR, LOTUS, minor);
        vm.expectEmit(true, true, true, true, address(queue));
        emit INettingQueue.ObligationCancelled(lane, 3, REASON);
        _cancel(HARBOUR, lane, 3);
        _cancel(HARBOUR, lane, 1);
        _cancel(HARBOUR, lane, 4);
        (uint256 waitingMinor, ) = queue.waiting(lane);
        vm.assertEq(waitingMinor, 101, "in whatever order");
        _settle(_upTo(HARBOUR, ALL));
        vm.assertEq(_balance(LOTUS), FUNDED_MINOR + 101, "and only that settles");
        (uint256 settledMinor, ) = queue.settled(lane);
        vm.assertEq(settledMinor, 101, "to the unit");
    }

    function test_what_was_cancelled_before_a_cut_is_not_taken_off_the_next_one() public {
        (uint32 lane, ) = _queue(HARBOUR, LOTUS, 1_000);
        _cancel(HARBOUR, lane, 0);
        _queue(HARBOUR, LOTUS, 1);
        _settle(_upTo(HARBOUR, ALL));
        _queue(HARBOUR, LOTUS, 10);
        (, uint256 index) = _queue(HARBOUR, LOTUS, 5);
        _cancel(HARBOUR, lane, index);
        _queue(HARBOUR, LOTUS, 100);
        (uint256 waitingMinor, ) = queue.waiting(lane);
        vm.assertEq(waitingMinor, 110, "what waits");
        _settle(_upTo(HARBOUR, ALL));
        vm.assertEq(_balance(LOTUS), FUNDED_MINOR + 111, "what settles");
    }

    function test_cancel_is_the_payers_treasurys_with_a_reason_and_for_what_waits() public {
        (uint32 lane, uint256 index) = _queue(HARBOUR, LOTUS, 100);
        vm.expectRevert(_dutyRequired(staff[LOTUS].treasury, HARBOUR));
        _cancel(LOTUS, lane, index);
        vm.expectRevert(abi.encodeWithSelector(INettingQueue.QueueReasonMissing.selector));
        vm.prank(staff[HARBOUR].treasury);
        queue.cancel(lane, index, 0);
        vm.expectRevert(abi.encodeWithSelector(INettingQueue.ObligationUnknown.selector, lane, 1));
        _cancel(HARBOUR, lane, 1);
        _settle(_upTo(HARBOUR, ALL));
        bytes4 selector = INettingQueue.ObligationNotWaiting.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, lane, index, INettingQueue.State.Settled));
        _cancel(HARBOUR, lane, index);
        vm.expectRevert(abi.encodeWithSelector(INettingQueue.LaneUnknown.selector, 99));
        _cancel(HARBOUR, 99, 0);
    }

    function test_cancel_ends_nothing_twice() public {
        (uint32 lane, uint256 index) = _queue(HARBOUR, LOTUS, 100);
        _cancel(HARBOUR, lane, index);
        bytes4 selector = INettingQueue.ObligationNotWaiting.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, lane, index, INettingQueue.State.Cancelled));
        _cancel(HARBOUR, lane, index);
    }

    function test_a_link_joins_both_banks_queues_once_both_have_agreed() public {
        INettingQueue.LinkedTerms memory terms = _linked(800, 700);
        vm.expectRevert(_dutyRequired(staff[LOTUS].treasury, HARBOUR));
        vm.prank(staff[LOTUS].treasury);
        queue.offerLinked(terms);
        vm.prank(staff[HARBOUR].treasury);
        bytes32 id = queue.offerLinked(terms);
        vm.expectRevert(_dutyRequired(staff[HARBOUR].treasury, LOTUS));
        vm.prank(staff[HARBOUR].treasury);
        queue.enqueueLinked(terms);
        vm.prank(staff[LOTUS].treasury);
        (uint32 lane, ) = queue.enqueueLinked(terms);
        vm.assertEq(queue.lanes(HKD, HARBOUR, NORMAL)[0], lane, "in Harbour's");
        vm.assertEq(queue.lanes(CNY, LOTUS, NORMAL)[0], lane, "and in Lotus's");
        vm.expectRevert(abi.encodeWithSelector(INettingQueue.LinkNotOffered.selector, id));
        vm.prank(staff[LOTUS].treasury);
        queue.enqueueLinked(terms);
    }

    function test_a_link_that_was_edited_or_withdrawn_is_not_accepted() public {
        INettingQueue.LinkedTerms memory terms = _linked(800, 700);
        vm.prank(staff[HARBOUR].treasury);
        bytes32 id = queue.offerLinked(terms);
        vm.expectRevert(abi.encodeWithSelector(INettingQueue.LinkOfferedAlready.selector, id));
        vm.prank(staff[HARBOUR].treasury);
        queue.offerLinked(terms);
        INettingQueue.LinkedTerms memory better = _linked(900, 700);
        vm.expectRevert(abi.encodeWithSelector(INettingQueue.LinkNotOffered.selector, keccak256(abi.encode(better))));
        vm.prank(staff[LOTUS].treasury);
        queue.enqueueLinked(better);
        vm.prank(staff[HARBOUR].treasury);
        queue.withdrawLinked(terms);
        vm.expectRevert(abi.encodeWithSelector(INettingQueue.LinkNotOffered.selector, id));
        vm.prank(staff[LOTUS].treasury);
        queue.enqueueLinked(terms);
    }

    function test_a_link_to_a_bank_that_was_suspended_since_is_not_accepted() public {
        INettingQueue.LinkedTerms memory terms = _linked(800, 700);
        vm.prank(staff[HARBOUR].treasury);
        queue.offerLinked(terms);
        _setBank(HARBOUR, Status.Suspended);
        vm.expectRevert(abi.encodeWithSelector(INettingQueue.BankMayNotQueue.selector, HARBOUR, HKD));
        vm.prank(staff[LOTUS].treasury);
        queue.enqueueLinked(terms);
    }

    function test_a_link_is_of_two_currencies() public {
        INettingQueue.LinkedTerms memory terms = _linked(800, 700);
        terms.counterCurrency = HKD;
        vm.expectRevert(abi.encodeWithSelector(INettingQueue.LinkInOneCurrency.selector, HKD));
        vm.prank(staff[HARBOUR].treasury);
        queue.offerLinked(terms);
    }

    function test_a_link_is_of_banks_that_keep_both_currencies() public {
        INettingQueue.LinkedTerms memory terms = _linked(800, 700);
        terms.payee = JADE;
        vm.expectRevert(abi.encodeWithSelector(INettingQueue.BankMayNotQueue.selector, JADE, CNY));
        vm.prank(staff[HARBOUR].treasury);
        queue.offerLinked(terms);
    }

    function test_linked_obligations_that_were_cancelled_are_in_neither_sum_whichever_was_first() public {
        (uint32 lane, ) = _link(800, 700);
        _link(80, 70);
        _link(8, 7);
        for (uint256 index = 2; index > 0; --index) {
            _cancel(HARBOUR, lane, index);
            _cancel(LOTUS, lane, index);
        }
        (uint256 minor, uint256 counterMinor) = queue.waiting(lane);
        vm.assertEq(minor, 800, "what is left");
        vm.assertEq(counterMinor, 700, "in both currencies");
    }

    function test_the_second_banks_wish_cancels_and_is_told_as_nothing_else() public {
        (uint32 lane, uint256 index) = _link(800, 700);
        _cancel(HARBOUR, lane, index);
        vm.recordLogs();
        _cancel(LOTUS, lane, index);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs.length, 1, "one event");
        vm.assertEq(logs[0].topics[0], INettingQueue.ObligationCancelled.selector, "cancelled");
    }

    function test_a_lane_tells_what_it_has_of_a_range_and_what_of_it_was_cancelled() public {
        (uint32 lane, ) = _queue(HARBOUR, LOTUS, 100);
        for (uint256 i = 0; i < 3; ++i) _queue(HARBOUR, LOTUS, 1);
        vm.assertEq(queue.entries(lane, 1, 100).length, 3, "as far as it goes");
        vm.assertEq(queue.entries(lane, 5, 100).length, 0, "nothing beyond");
        _cancel(HARBOUR, lane, 0);
        _cancel(HARBOUR, lane, 3);
        _cancel(HARBOUR, lane, 1);
        uint256[] memory cancelled = queue.cancelledFrom(lane, 1);
        vm.assertEq(cancelled.length, 2, "from there on");
        vm.assertTrue(cancelled[0] == 1 && cancelled[1] == 3, "in their order");
    }

    function test_a_linked_obligation_is_cancelled_once_both_banks_have_asked() public {
        (uint32 lane, uint256 index) = _link(800, 700);
        _cancel(HARBOUR, lane, index);
        _cancel(HARBOUR, lane, index);
        vm.assertTrue(queue.stateOf(lane, index) == INettingQueue.State.Waiting, "one bank's wish is not enough");
        _cancel(LOTUS, lane, index);
        vm.assertTrue(queue.stateOf(lane, index) == INettingQueue.State.Cancelled, "both");
        (uint256 minor, uint256 counterMinor) = queue.waiting(lane);
        vm.assertEq(minor + counterMinor, 0, "nothing waits");
    }

    function test_a_limit_is_the_payers_treasurys_with_a_reason() public {
        vm.expectRevert(_dutyRequired(staff[LOTUS].treasury, HARBOUR));
        vm.prank(staff[LOTUS].treasury);
        queue.setBilateralLimit(HKD, HARBOUR, LOTUS, 1, REASON);
        vm.expectRevert(abi.encodeWithSelector(INettingQueue.QueueReasonMissing.selector));
        vm.prank(staff[HARBOUR].treasury);
        queue.setBilateralLimit(HKD, HARBOUR, LOTUS, 1, 0);
        vm.expectRevert(abi.encodeWithSelector(INettingQueue.BilateralLimitNotSet.selector, HKD, HARBOUR, LOTUS));
        vm.prank(staff[HARBOUR].treasury);
        queue.liftBilateralLimit(HKD, HARBOUR, LOTUS, REASON);
        vm.expectRevert(abi.encodeWithSelector(INettingQueue.BilateralLimitNotSet.selector, HKD, HARBOUR, LOTUS));
        vm.prank(staff[HARBOUR].treasury);
        queue.startLimitPeriod(HKD, HARBOUR, LOTUS);
    }

    function test_a_limits_new_period_is_told() public {
        vm.prank(staff[HARBOUR].treasury);
        queue.setBilateralLimit(HKD, HARBOUR, LOTUS, 1, REASON);
        vm.expectEmit(true, true, true, true, address(queue));
        emit INettingQueue.LimitPeriodStarted(HKD, HARBOUR, LOTUS);
        vm.prank(staff[HARBOUR].treasury);
        queue.startLimitPeriod(HKD, HARBOUR, LOTUS);
    }

    function test_a_limit_that_was_lifted_limits_nothing_and_leaves_the_others() public {
        _requireLifted(LOTUS, JADE, 2);
    }

    function test_a_limit_is_lifted_wherever_it_stands_among_the_payers() public {
        _requireLifted(JADE, LOTUS, 1);
    }

    function test_a_release_is_the_operators_controls_with_a_reason() public {
        vm.expectRevert(abi.encodeWithSelector(INettingQueue.QueueReasonMissing.selector));
        vm.prank(operator);
        queue.setRelease(LOTUS, true, 0);
        vm.expectRevert(abi.encodeWithSignature("AccessManagedUnauthorized(address)", staff[LOTUS].administrator));
        vm.prank(staff[LOTUS].administrator);
        queue.setRelease(LOTUS, true, REASON);
    }

    function _requireLifted(BankId lifted, BankId other, uint256 limitMinor) private {
        _limit(HARBOUR, LOTUS, 1);
        _limit(HARBOUR, JADE, 2);
        vm.prank(staff[HARBOUR].treasury);
        queue.liftBilateralLimit(HKD, HARBOUR, lifted, REASON);
        _queue(HARBOUR, lifted, 100);
        _settle(_everything());
        _queue(HARBOUR, other, 3);
        bytes4 selector = INettingQueue.BilateralLimitExceeded.selector;
        _settleRefused(_everything(), abi.encodeWithSelector(selector, HKD, HARBOUR, other, 3, limitMinor));
    }

    function _refused(
        BankId payer,
        BankId payee,
        uint256 amountMinor,
        INettingQueue.Rank rank,
        bytes memory refusal
    ) private {
        vm.expectRevert(refusal);
        vm.prank(staff[payer].treasury);
        queue.enqueue(HKD, payer, payee, amountMinor, rank, "");
    }
}
