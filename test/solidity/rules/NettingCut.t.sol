// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {INettingQueue} from "../../../contracts/interfaces/INettingQueue.sol";
import {ISettlementHub} from "../../../contracts/interfaces/ISettlementHub.sol";
import {BankId, Status} from "../../../contracts/interfaces/Types.sol";
import {Queues} from "../support/Queues.sol";
import {Vm} from "../support/Vm.sol";

/// What a cut settles, and which cuts are refused: settlement.md, 3.
contract NettingCutTest is Queues {
    INettingQueue.Rank private constant URGENT = INettingQueue.Rank.Urgent;
    INettingQueue.Rank private constant LOW = INettingQueue.Rank.Low;

    function test_a_circle_that_nobody_could_pay_alone_settles_at_once_with_no_reserves() public {
        _keep(HARBOUR, 0);
        _keep(LOTUS, 0);
        _keep(JADE, 0);
        _queue(HARBOUR, LOTUS, 500);
        _queue(LOTUS, JADE, 500);
        (uint32 lane, uint256 index) = _queue(JADE, HARBOUR, 500);
        vm.expectEmit(true, true, true, true, address(queue));
        emit INettingQueue.CutSettled(HKD, address(this), 1_500, 0, 3);
        _settle(_everything());
        vm.assertEq(uint256(queue.stateOf(lane, index)), uint256(INettingQueue.State.Settled), "settled");
        vm.assertEq(_balance(HARBOUR) + _balance(LOTUS) + _balance(JADE), 0, "nothing moved");
    }

    function test_a_cut_says_nothing_of_a_bank_whose_net_is_nothing() public {
        _queue(HARBOUR, LOTUS, 500);
        _queue(LOTUS, JADE, 500);
        vm.recordLogs();
        _settle(_everything());
        Vm.Log[] memory logs = vm.getRecordedLogs();
        uint256 netted = 0;
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] == ISettlementHub.ReservesNetted.selector) ++netted;
        }
        vm.assertEq(netted, 2, "Harbour's and Jade's");
    }

    function test_a_cut_moves_the_net_between_the_banks_balances_and_leaves_the_hubs_reserves() public {
        _queue(HARBOUR, LOTUS, 700);
        _queue(LOTUS, HARBOUR, 200);
        uint256 held = reserves[HKD].balanceOf(address(settlement));
        vm.expectEmit(true, true, true, true, address(queue));
        emit INettingQueue.CutSettled(HKD, address(this), 900, 500, 2);
        vm.expectEmit(true, true, true, true, address(settlement));
        emit ISettlementHub.ReservesNetted(HARBOUR, HKD, -500);
        vm.expectEmit(true, true, true, true, address(settlement));
        emit ISettlementHub.ReservesNetted(LOTUS, HKD, 500);
        _settle(_everything());
        vm.assertEq(_balance(HARBOUR), FUNDED_MINOR - 500, "Harbour gave");
        vm.assertEq(_balance(LOTUS), FUNDED_MINOR + 500, "Lotus had");
        vm.assertEq(reserves[HKD].balanceOf(address(settlement)), held, "all of it in the hub");
    }

    function test_a_smaller_cut_leaves_the_rest_to_settle_afterwards() public {
        _queue(HARBOUR, LOTUS, 100);
        _queue(HARBOUR, JADE, 200);
        _queue(HARBOUR, LOTUS, 300);
        _settle(_upTo(HARBOUR, 1));
        vm.assertEq(_balance(LOTUS), FUNDED_MINOR + 100, "the first");
        _settle(_upTo(HARBOUR, 3));
        vm.assertEq(_balance(LOTUS), FUNDED_MINOR + 400, "and the third");
        vm.assertEq(_balance(JADE), FUNDED_MINOR + 200, "after the second");
    }

    function test_V1_an_index_beyond_the_lane_is_refused() public {
        (uint32 lane, ) = _queue(HARBOUR, LOTUS, 100);
        INettingQueue.QueueCut memory cut = _upTo(HARBOUR, 1);
        cut.indices[0] = 2;
        _settleRefused(cut, _refusal(INettingQueue.CutBeyondLane.selector, lane, 2, 1));
    }

    function test_V1_an_index_behind_the_cursor_counts_as_the_cursor() public {
        _queue(HARBOUR, LOTUS, 100);
        _settle(_upTo(HARBOUR, 1));
        _queue(HARBOUR, JADE, 50);
        INettingQueue.QueueCut memory cut = _upTo(HARBOUR, 2);
        cut.indices[0] = 0;
        _settle(cut);
        vm.assertEq(_balance(LOTUS), FUNDED_MINOR + 100, "once");
        vm.assertEq(_balance(JADE), FUNDED_MINOR + 50, "and the new one");
    }

    function test_V1_more_indices_than_the_queue_has_lanes_are_refused() public {
        _queue(HARBOUR, LOTUS, 100);
        INettingQueue.QueueCut memory cut = _upTo(HARBOUR, 1);
        cut.indices = new uint32[](2);
        _settleRefused(cut, abi.encodeWithSelector(INettingQueue.TooManyIndices.selector, 2, 1));
    }

    function test_V2_what_a_suspended_bank_owes_stands_still_and_everyone_elses_settles() public {
        (uint32 lane, uint256 index) = _queue(HARBOUR, LOTUS, 100);
        _queue(LOTUS, JADE, 50);
        _setBank(HARBOUR, Status.Suspended);
        _settle(_everything());
        vm.assertEq(uint256(queue.stateOf(lane, index)), uint256(INettingQueue.State.Waiting), "waits");
        vm.assertEq(_balance(JADE), FUNDED_MINOR + 50, "the others' settled");
    }

    function test_V2_an_obligation_to_a_suspended_bank_holds_up_nothing_behind_it() public {
        _queue(HARBOUR, LOTUS, 100, URGENT);
        _queue(HARBOUR, LOTUS, 100);
        _queue(HARBOUR, JADE, 50);
        _setBank(LOTUS, Status.Suspended);
        _settle(_upTo(HARBOUR, 2));
        vm.assertEq(_balance(JADE), FUNDED_MINOR + 50, "past it");
        vm.assertEq(_balance(LOTUS), FUNDED_MINOR, "which waits");
        _setBank(LOTUS, Status.Active);
        _settle(_cuts(_upTo(HKD, HARBOUR, URGENT, ALL), _upTo(HARBOUR, ALL)));
        vm.assertEq(_balance(LOTUS), FUNDED_MINOR + 200, "until the bank is back");
    }

    function test_V2_what_a_suspended_bank_is_owed_settles_once_the_operators_control_says_so() public {
        _queue(HARBOUR, LOTUS, 100);
        _setBank(LOTUS, Status.Suspended);
        _settleRefused(_everything(), abi.encodeWithSelector(INettingQueue.CutEmpty.selector));
        vm.prank(operator);
        queue.setRelease(LOTUS, true, REASON);
        _settle(_everything());
        vm.assertEq(_balance(LOTUS), FUNDED_MINOR + 100, "for whom it is due");
    }

    function test_V3_nothing_is_settled_past_an_earlier_obligation_of_the_bank() public {
        (uint32 first, ) = _queue(HARBOUR, LOTUS, 100);
        _queue(HARBOUR, JADE, 200);
        INettingQueue.QueueCut memory cut = _upTo(HARBOUR, 2);
        cut.indices[0] = 0;
        _settleRefused(cut, _refusal(INettingQueue.CutNotFifo.selector, first, 0, 2));
    }

    function test_V3_nothing_is_settled_beyond_what_the_cut_says() public {
        _queue(HARBOUR, LOTUS, 100);
        (uint32 second, ) = _queue(HARBOUR, JADE, 200);
        INettingQueue.QueueCut memory cut = _upTo(HARBOUR, 2);
        cut.upTo = 1;
        _settleRefused(cut, _refusal(INettingQueue.CutNotFifo.selector, second, 1, 1));
    }

    function test_V3_a_lane_that_the_proposer_leaves_out_counts_as_it_stands() public {
        _queue(HARBOUR, JADE, 10);
        _settle(_upTo(HARBOUR, 1));
        _queue(HARBOUR, JADE, 100);
        (uint32 lotus, ) = _queue(HARBOUR, LOTUS, 200);
        INettingQueue.QueueCut memory cut = _upTo(HARBOUR, 3);
        cut.indices = new uint32[](1);
        cut.indices[0] = 2;
        _settleRefused(cut, _refusal(INettingQueue.CutNotFifo.selector, lotus, 0, 3));
        cut.upTo = 2;
        _settle(cut);
        vm.assertEq(_balance(JADE), FUNDED_MINOR + 110, "up to there");
    }

    function test_V3_what_was_cancelled_holds_nothing_up() public {
        (uint32 lane, uint256 index) = _queue(HARBOUR, LOTUS, 100);
        _queue(HARBOUR, JADE, 200);
        _cancel(HARBOUR, lane, index);
        _settle(_upTo(HARBOUR, 2));
        vm.assertEq(_balance(JADE), FUNDED_MINOR + 200, "settled");
        vm.assertEq(_balance(LOTUS), FUNDED_MINOR, "cancelled");
    }

    function test_V4_no_rank_settles_while_a_more_urgent_one_waits() public {
        _queue(HARBOUR, LOTUS, 100, URGENT);
        _queue(HARBOUR, JADE, 50, LOW);
        bytes memory refusal = abi.encodeWithSelector(INettingQueue.RankNotEmpty.selector, HARBOUR, HKD, URGENT);
        _settleRefused(_upTo(HKD, HARBOUR, LOW, ALL), refusal);
        _settleRefused(_cuts(_upTo(HKD, HARBOUR, LOW, ALL), _upTo(HKD, HARBOUR, URGENT, ALL)), refusal);
        _settle(_cuts(_upTo(HKD, HARBOUR, URGENT, ALL), _upTo(HKD, HARBOUR, LOW, ALL)));
        vm.assertEq(_balance(JADE), FUNDED_MINOR + 50, "in their order");
    }

    function test_V4_a_more_urgent_rank_of_which_all_was_cancelled_is_empty() public {
        (uint32 lane, uint256 index) = _queue(HARBOUR, LOTUS, 100, URGENT);
        _queue(HARBOUR, JADE, 50);
        _cancel(HARBOUR, lane, index);
        _settle(_upTo(HARBOUR, ALL));
        vm.assertEq(_balance(JADE), FUNDED_MINOR + 50, "settled");
    }

    function test_V4_passing_over_what_was_cancelled_settles_nothing_and_waits_for_no_rank() public {
        _queue(HARBOUR, JADE, 100, URGENT);
        (uint32 lane, uint256 index) = _queue(HARBOUR, LOTUS, 100, LOW);
        _cancel(HARBOUR, lane, index);
        _queue(LOTUS, JADE, 50);
        _settle(_cuts(_upTo(HKD, HARBOUR, LOW, ALL), _upTo(LOTUS, ALL)));
        vm.assertEq(queue.lane(lane).cursor, index + 1, "passed over");
    }

    function test_V4_a_linked_obligations_other_leg_settles_after_its_own_banks_more_urgent_ones() public {
        vm.prank(staff[LOTUS].treasury);
        queue.enqueue(CNY, LOTUS, HARBOUR, 10, URGENT, "before");
        _link(800, 700);
        bytes memory refusal = abi.encodeWithSelector(INettingQueue.RankNotEmpty.selector, LOTUS, CNY, URGENT);
        _settleRefused(_bothLegs(), refusal);
    }

    function test_V5_a_bank_gives_no_more_than_it_has_and_is_given() public {
        _keep(HARBOUR, 100);
        _queue(HARBOUR, LOTUS, 401);
        _queue(LOTUS, HARBOUR, 300);
        bytes4 selector = ISettlementHub.SettlementBalanceTooLow.selector;
        _settleRefused(_everything(), abi.encodeWithSelector(selector, HARBOUR, HKD, 100, 101));
        _queue(LOTUS, HARBOUR, 1);
        _settle(_everything());
        vm.assertEq(_balance(HARBOUR), 0, "to the last unit");
    }

    function test_V6_no_more_goes_out_of_a_pair_than_its_limit_whatever_the_banks_have() public {
        _limit(HARBOUR, LOTUS, 1_000);
        _queue(HARBOUR, LOTUS, 600);
        _settle(_upTo(HARBOUR, ALL));
        _queue(HARBOUR, LOTUS, 401);
        bytes4 selector = INettingQueue.BilateralLimitExceeded.selector;
        _settleRefused(_everything(), abi.encodeWithSelector(selector, HKD, HARBOUR, LOTUS, 401, 400));
        _queue(LOTUS, HARBOUR, 1);
        _settle(_everything());
        (, , uint256 roomMinor) = queue.bilateralLimit(HKD, HARBOUR, LOTUS);
        vm.assertEq(roomMinor, 0, "used up, not exceeded");
    }

    function test_V6_a_limit_that_was_lowered_below_its_use_stops_nothing_but_what_goes_out_of_the_pair() public {
        _limit(HARBOUR, LOTUS, 1_000);
        _queue(HARBOUR, LOTUS, 600);
        _settle(_everything());
        _limit(HARBOUR, LOTUS, 100);
        _queue(HARBOUR, JADE, 5);
        _queue(LOTUS, HARBOUR, 7);
        _settle(_everything());
        _queue(HARBOUR, LOTUS, 8);
        bytes4 selector = INettingQueue.BilateralLimitExceeded.selector;
        _settleRefused(_everything(), abi.encodeWithSelector(selector, HKD, HARBOUR, LOTUS, 8, 7));
        vm.prank(staff[HARBOUR].treasury);
        queue.startLimitPeriod(HKD, HARBOUR, LOTUS);
        _settle(_everything());
    }

    function test_V6_what_comes_in_of_a_pair_whose_limit_was_lowered_below_its_use_goes_out_again() public {
        _limit(HARBOUR, LOTUS, 10);
        _queue(HARBOUR, LOTUS, 10);
        _settle(_everything());
        _limit(HARBOUR, LOTUS, 8);
        _queue(LOTUS, HARBOUR, 5);
        _queue(HARBOUR, LOTUS, 5);
        _settle(_upTo(LOTUS, ALL)); // alone first, or both at once: the same settles
        _settle(_upTo(HARBOUR, ALL));
        vm.assertEq(_balance(LOTUS), FUNDED_MINOR + 10, "both");
    }

    function test_V7_linked_obligations_settle_both_or_neither() public {
        (uint32 lane, uint256 index) = _link(800, 700);
        _settleRefused(
            _upTo(HKD, HARBOUR, INettingQueue.Rank.Normal, ALL),
            abi.encodeWithSelector(INettingQueue.LinkedLegMissing.selector, 1)
        );
        _settle(_bothLegs());
        vm.assertEq(uint256(queue.stateOf(lane, index)), uint256(INettingQueue.State.Settled), "settled");
        vm.assertEq(_balance(LOTUS), FUNDED_MINOR + 800, "dollars one way");
        vm.assertEq(settlement.settlementBalance(HARBOUR, CNY), FUNDED_MINOR + 700, "renminbi the other");
    }

    function test_V7_a_linked_obligation_waits_for_what_stands_before_its_other_leg() public {
        vm.prank(staff[LOTUS].treasury);
        (uint32 earlier, ) = queue.enqueue(CNY, LOTUS, HARBOUR, 10, INettingQueue.Rank.Normal, "before");
        _link(800, 700);
        INettingQueue.QueueCut[] memory cuts = _bothLegs();
        cuts[1].indices[0] = 0;
        _settleRefused(cuts, _refusal(INettingQueue.CutNotFifo.selector, earlier, 0, ALL));
    }

    function test_V7_the_two_legs_are_cut_at_the_same_place() public {
        (uint32 lane, ) = _link(800, 700);
        _link(80, 70);
        INettingQueue.QueueCut[] memory cuts = _bothLegs();
        (cuts[1].indices[0], cuts[1].upTo) = (1, 1);
        _settleRefused(cuts, _refusal(INettingQueue.CutNotFifo.selector, lane, 2, 1));
    }

    function test_V7_a_linked_obligation_that_was_cancelled_ties_neither_bank_to_the_others_queue() public {
        vm.prank(staff[LOTUS].treasury);
        queue.enqueue(CNY, LOTUS, HARBOUR, FUNDED_MINOR + 1, INettingQueue.Rank.Normal, "too large");
        (uint32 lane, uint256 index) = _link(800, 700);
        _cancel(HARBOUR, lane, index);
        _cancel(LOTUS, lane, index);
        _queue(HARBOUR, JADE, 50);
        _settle(_upTo(HARBOUR, ALL));
        vm.assertEq(_balance(JADE), FUNDED_MINOR + 50, "past it, though Lotus's queue stands still");
    }

    function test_V3_an_index_may_pass_over_what_was_cancelled_wherever_it_stands_in_the_bank_order() public {
        _queue(HARBOUR, LOTUS, 1);
        _queue(HARBOUR, JADE, 10);
        (uint32 lane, ) = _queue(HARBOUR, LOTUS, 100);
        _queue(HARBOUR, LOTUS, 1_000);
        _cancel(HARBOUR, lane, 1);
        _cancel(HARBOUR, lane, 2);
        INettingQueue.QueueCut memory cut = _upTo(HARBOUR, 1);
        cut.indices[0] = 3;
        _settle(cut);
        vm.assertEq(_balance(LOTUS), FUNDED_MINOR + 1, "the first");
        vm.assertEq(_balance(JADE), FUNDED_MINOR, "and no more");
    }

    function test_V8_a_cut_of_nothing_is_refused() public {
        _queue(HARBOUR, LOTUS, 100);
        _settleRefused(_upTo(HARBOUR, 0), abi.encodeWithSelector(INettingQueue.CutEmpty.selector));
        _settleRefused(new INettingQueue.QueueCut[](0), abi.encodeWithSelector(INettingQueue.CutEmpty.selector));
        vm.expectRevert(abi.encodeWithSelector(INettingQueue.CutEmpty.selector));
        queue.settleCut(_bothCurrencies(), new BankId[](0), new INettingQueue.QueueCut[](0));
    }

    function test_a_bank_that_the_proposer_does_not_name_counts_as_it_stands_and_takes_no_part() public {
        _queue(HARBOUR, LOTUS, 100);
        _queue(HARBOUR, JADE, 50);
        BankId[] memory two = new BankId[](2);
        (two[0], two[1]) = (HARBOUR, LOTUS);
        INettingQueue.QueueCut memory cut = _upTo(HARBOUR, ALL);
        vm.expectRevert(abi.encodeWithSelector(INettingQueue.BankNotNamed.selector, JADE));
        queue.settleCut(_bothCurrencies(), two, _cuts(cut));
        queue.settleCut(_bothCurrencies(), two, _cuts(_upTo(HARBOUR, 1)));
        vm.assertEq(_balance(LOTUS), FUNDED_MINOR + 100, "what concerns the named");
    }

    function test_a_linked_obligation_settles_only_where_both_its_currencies_are_named() public {
        _link(800, 700);
        INettingQueue.QueueCut[] memory cuts = _cuts(_upTo(HARBOUR, ALL));
        vm.expectRevert(abi.encodeWithSelector(INettingQueue.CurrencyNotNamed.selector, CNY));
        queue.settleCut(_only(HKD), _allBanks(), cuts);
    }

    function test_a_cut_of_a_currency_that_is_not_named_is_refused() public {
        _queue(HARBOUR, LOTUS, 100);
        INettingQueue.QueueCut[] memory cuts = _cuts(_upTo(HARBOUR, ALL));
        vm.expectRevert(abi.encodeWithSelector(INettingQueue.CurrencyNotNamed.selector, HKD));
        queue.settleCut(_only(CNY), _allBanks(), cuts);
    }

    function test_a_cut_names_64_banks_and_no_more() public {
        _queue(HARBOUR, LOTUS, 100);
        INettingQueue.QueueCut[] memory cuts = _cuts(_upTo(HARBOUR, ALL));
        uint16[] memory currencies = _bothCurrencies();
        BankId[] memory banks = _firstBanks(65);
        vm.expectRevert(abi.encodeWithSelector(INettingQueue.TooManyBanks.selector, 65, 64));
        queue.settleCut(currencies, banks, cuts);
        queue.settleCut(currencies, _firstBanks(64), cuts);
        vm.assertEq(_balance(LOTUS), FUNDED_MINOR + 100, "settled");
    }

    function test_V2_an_obligation_to_a_suspended_bank_waits_also_where_that_bank_is_named_first() public {
        (uint32 lane, uint256 index) = _queue(LOTUS, HARBOUR, 100);
        _queue(LOTUS, JADE, 50);
        _setBank(HARBOUR, Status.Suspended);
        _settle(_upTo(LOTUS, ALL));
        vm.assertEq(uint256(queue.stateOf(lane, index)), uint256(INettingQueue.State.Waiting), "waits");
        vm.assertEq(_balance(HARBOUR), FUNDED_MINOR, "and is not paid");
        vm.assertEq(_balance(JADE), FUNDED_MINOR + 50, "the other is");
    }

    function test_what_a_bank_keeps_for_the_queue_is_told() public {
        vm.expectEmit(true, true, true, true, address(settlement));
        emit ISettlementHub.QueueReserveSet(HARBOUR, HKD, 100, REASON);
        vm.prank(staff[HARBOUR].treasury);
        settlement.setQueueReserve(HARBOUR, HKD, 100, REASON);
    }

    function test_a_bank_keeps_for_the_queue_no_more_than_it_has() public {
        bytes4 selector = ISettlementHub.SettlementBalanceTooLow.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, HARBOUR, HKD, FUNDED_MINOR, FUNDED_MINOR + 1));
        vm.prank(staff[HARBOUR].treasury);
        settlement.setQueueReserve(HARBOUR, HKD, uint64(FUNDED_MINOR + 1), REASON);
    }

    function test_banks_and_currencies_are_named_once_in_their_order() public {
        _queue(HARBOUR, LOTUS, 100);
        BankId[] memory banks = _allBanks();
        banks[2] = LOTUS;
        INettingQueue.QueueCut[] memory cuts = _everything();
        vm.expectRevert(abi.encodeWithSelector(INettingQueue.CutNamesNotAscending.selector, 2));
        queue.settleCut(_bothCurrencies(), banks, cuts);
        uint16[] memory currencies = _bothCurrencies();
        currencies[0] = HKD;
        vm.expectRevert(abi.encodeWithSelector(INettingQueue.CutNamesNotAscending.selector, 1));
        queue.settleCut(currencies, _allBanks(), cuts);
    }

    function test_a_cut_takes_what_is_kept_for_the_queue_first_and_nothing_that_is_earmarked() public {
        vm.prank(staff[HARBOUR].treasury);
        settlement.setQueueReserve(HARBOUR, HKD, 300, REASON);
        _queue(HARBOUR, LOTUS, 200);
        _settle(_everything());
        vm.assertEq(settlement.position(HARBOUR, HKD).reservedMinor, 100, "a part of it");
        _queue(HARBOUR, LOTUS, 150);
        _settle(_everything());
        vm.assertEq(settlement.position(HARBOUR, HKD).reservedMinor, 0, "all of it");
        vm.assertEq(settlement.availableBalance(HARBOUR, HKD), FUNDED_MINOR - 350, "the rest from what is free");
    }

    function test_a_cut_of_300_payments_costs_what_a_cut_of_9_costs() public {
        _costOfCut(9); // opens the lanes
        uint256 few = _costOfCut(9);
        uint256 many = _costOfCut(300);
        vm.assertTrue(many * 100 <= few * 105 && few * 100 <= many * 105, "within 5 %");
    }

    /// Gas of settling so many payments of one unit in three lanes.
    function _costOfCut(uint256 payments) private returns (uint256 gas_) {
        for (uint256 i = 0; i < payments; ++i) {
            if (i % 3 == 0) _queue(HARBOUR, LOTUS, 1);
            else if (i % 3 == 1) _queue(HARBOUR, JADE, 1);
            else _queue(LOTUS, HARBOUR, 1);
        }
        bytes memory call = abi.encodeCall(queue.settleCut, (_bothCurrencies(), _allBanks(), _everything()));
        uint256 before = gasleft();
        (bool isDone, ) = address(queue).call(call);
        gas_ = before - gasleft();
        vm.assertTrue(isDone, "settled");
    }

    function _bothLegs() private view returns (INettingQueue.QueueCut[] memory) {
        return
            _cuts(
                _upTo(HKD, HARBOUR, INettingQueue.Rank.Normal, ALL),
                _upTo(CNY, LOTUS, INettingQueue.Rank.Normal, ALL)
            );
    }

    function _firstBanks(uint16 count) private pure returns (BankId[] memory banks) {
        banks = new BankId[](count);
        for (uint16 i = 0; i < count; ++i) banks[i] = BankId.wrap(i + 1);
    }
}
