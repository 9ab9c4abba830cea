// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IBypassAuction} from "../../../contracts/interfaces/IBypassAuction.sol";
import {INettingQueue} from "../../../contracts/interfaces/INettingQueue.sol";
import {ISettlementHub} from "../../../contracts/interfaces/ISettlementHub.sol";
import {BankId, Status} from "../../../contracts/interfaces/Types.sol";
import {Auctions} from "../support/Auctions.sol";

/// What may settle out of order: how it joins, what is proposed of it, and which proposal settles.
contract BypassAuctionTest is Auctions {
    function test_enqueue_is_the_payers_treasurys_and_keeps_the_rules_of_every_obligation() public {
        vm.expectRevert(_dutyRequired(staff[LOTUS].treasury, HARBOUR));
        vm.prank(staff[LOTUS].treasury);
        auction.enqueue(HKD, HARBOUR, LOTUS, 1, "");
        _enqueueRefused(HARBOUR, LOTUS, 0, abi.encodeWithSelector(INettingQueue.ObligationAmountZero.selector));
        _enqueueRefused(
            HARBOUR,
            HARBOUR,
            1,
            abi.encodeWithSelector(INettingQueue.ObligationToOneself.selector, HARBOUR)
        );
        bytes4 selector = INettingQueue.BankMayNotQueue.selector;
        _enqueueRefused(HARBOUR, BankId.wrap(99), 1, abi.encodeWithSelector(selector, BankId.wrap(99), HKD));
    }

    function test_cancel_is_the_payers_treasurys_of_what_waits_and_with_a_reason() public {
        uint256 index = _bypass(HARBOUR, LOTUS, 100);
        vm.expectRevert(_dutyRequired(staff[LOTUS].treasury, HARBOUR));
        vm.prank(staff[LOTUS].treasury);
        auction.cancel(HKD, index, REASON);
        _cancelRefused(index, "", abi.encodeWithSelector(INettingQueue.QueueReasonMissing.selector));
        _cancelRefused(
            index + 1,
            REASON,
            abi.encodeWithSelector(IBypassAuction.BypassUnknown.selector, HKD, index + 1)
        );
        vm.prank(staff[HARBOUR].treasury);
        auction.cancel(HKD, index, REASON);
        vm.assertTrue(auction.stateOf(HKD, index) == INettingQueue.State.Cancelled, "cancelled");
        bytes4 selector = IBypassAuction.BypassNotWaiting.selector;
        _cancelRefused(index, REASON, abi.encodeWithSelector(selector, HKD, index, INettingQueue.State.Cancelled));
        vm.assertEq(auction.waitingFrom(HKD), index + 1, "nothing waits before");
    }

    function test_what_joined_is_told_in_its_order_and_no_auction_is_open_before_the_first_proposal() public {
        _bypass(HARBOUR, LOTUS, 100);
        _bypass(LOTUS, JADE, 200);
        (IBypassAuction.BypassObligation[] memory rows, INettingQueue.State[] memory states) = auction.obligations(
            HKD,
            0,
            100
        );
        vm.assertEq(rows.length, 2, "as many as there are");
        vm.assertTrue(rows[0].amountMinor == 100 && rows[1].amountMinor == 200, "in their order");
        vm.assertTrue(rows[1].payer == LOTUS && rows[1].payee == JADE, "of whom to whom");
        vm.assertTrue(states[1] == INettingQueue.State.Waiting, "waits");
        (rows, ) = auction.obligations(HKD, 0, 1);
        vm.assertEq(rows.length, 1, "no more than was asked for");
        (rows, ) = auction.obligations(HKD, 3, 100);
        vm.assertEq(rows.length, 0, "nothing beyond");
        vm.expectRevert(abi.encodeWithSelector(IBypassAuction.BypassUnknown.selector, HKD, 2));
        auction.stateOf(HKD, 2);
        (uint256 openedAt, uint256 closesAt, IBypassAuction.Candidate[] memory candidates) = auction.auction(HKD);
        vm.assertEq(openedAt + closesAt + candidates.length, 0, "not open");
    }

    function test_no_call_passes_over_more_than_one_set_can_end() public {
        uint256 most = 256;
        for (uint256 i = 0; i < most + 2; ++i) _bypass(HARBOUR, LOTUS, 1);
        for (uint256 i = most + 2; i > 0; --i) {
            vm.prank(staff[HARBOUR].treasury);
            auction.cancel(HKD, i - 1, REASON);
        }
        vm.assertEq(auction.waitingFrom(HKD), most, "the rest is for the next call");
    }

    function test_a_set_of_256_settles_each_of_its_own_and_nothing_else() public {
        uint32[] memory most = new uint32[](256);
        for (uint256 i = 0; i < 256; ++i) most[i] = _bypass(HARBOUR, LOTUS, 1);
        uint32 next = _bypass(HARBOUR, LOTUS, 1);
        vm.assertEq(_propose(_set(most)), 256, "as many as a set may have");
        _close();
        _settleBest(_set(most));
        vm.assertTrue(auction.stateOf(HKD, most[255]) == INettingQueue.State.Settled, "the last of them");
        vm.assertTrue(auction.stateOf(HKD, next) == INettingQueue.State.Waiting, "the next waits");
        vm.assertEq(auction.waitingFrom(HKD), next, "and what is settled is passed over");
    }

    function test_an_auction_that_ended_leaves_no_proposal_to_the_next() public {
        uint32 index = _bypass(HARBOUR, LOTUS, 100);
        _propose(_set(index));
        _close();
        _settleBest(_set(index));
        (uint256 openedAt, , IBypassAuction.Candidate[] memory kept) = auction.auction(HKD);
        vm.assertEq(openedAt + kept.length, 0, "nothing is left");
    }

    function test_settling_asks_for_the_gas_of_a_set_and_what_a_call_keeps_back() public {
        uint32 index = _bypass(HARBOUR, LOTUS, 100);
        _propose(_set(index));
        _close();
        try auction.settleBest{gas: 1_000_000}(HKD, _sets(_set(index))) {
            vm.assertTrue(false, "it settled with too little");
        } catch (bytes memory refusal) {
            vm.assertTrue(bytes4(refusal) == IBypassAuction.GasTooLow.selector, "too little");
            uint256 needed;
            assembly ("memory-safe") {
                needed := mload(add(refusal, 0x44)) // the second word: what would do
            }
            vm.assertEq(needed, 14_232_222, "14,000,000, the 64th (EIP-150), and 10,000 for the call");
        }
    }

    function test_the_best_of_the_proposals_settles_whoever_was_first() public {
        (uint32 small, uint32 large) = (_bypass(HARBOUR, LOTUS, 100), _bypass(HARBOUR, JADE, FUNDED_MINOR));
        _propose(_set(small));
        _propose(_set(large));
        _close();
        _settleBest(_set(large));
        vm.assertEq(_balance(JADE), 2 * FUNDED_MINOR, "the larger is paid");
        vm.assertTrue(auction.stateOf(HKD, small) == INettingQueue.State.Waiting, "the smaller waits");
        vm.assertTrue(auction.stateOf(HKD, large) == INettingQueue.State.Settled, "settled");
    }

    function test_a_circle_settles_that_nobody_in_it_could_pay_alone() public {
        _keep(HARBOUR, 0);
        _keep(LOTUS, 0);
        _keep(JADE, 0);
        uint32[] memory ring = new uint32[](3);
        (ring[0], ring[1], ring[2]) = (_bypass(HARBOUR, LOTUS, 7), _bypass(LOTUS, JADE, 7), _bypass(JADE, HARBOUR, 7));
        _propose(_set(ring));
        _close();
        vm.expectEmit(true, true, true, true, address(queue));
        emit INettingQueue.CutSettled(HKD, address(auction), 21, 0, 3);
        _settleBest(_set(ring));
    }

    function test_propose_refuses_what_is_not_feasible_now_and_opens_no_auction_by_it() public {
        uint32 index = _bypass(HARBOUR, LOTUS, FUNDED_MINOR + 1);
        bytes4 selector = ISettlementHub.SettlementBalanceTooLow.selector;
        _proposeRefused(_set(index), abi.encodeWithSelector(selector, HARBOUR, HKD, FUNDED_MINOR, FUNDED_MINOR + 1));
        (uint256 openedAt, , ) = auction.auction(HKD);
        vm.assertEq(openedAt, 0, "no auction");
    }

    function test_propose_changes_no_balance_and_settles_nothing() public {
        uint32 index = _bypass(HARBOUR, LOTUS, 100);
        bytes32 before = _books();
        vm.assertEq(_propose(_set(index)), 100, "its value");
        vm.assertEq(_books(), before, "nothing moved");
        vm.assertTrue(auction.stateOf(HKD, index) == INettingQueue.State.Waiting, "it waits");
    }

    function test_propose_refuses_a_set_out_of_order_too_large_empty_or_known() public {
        uint32 index = _bypass(HARBOUR, LOTUS, 100);
        uint32[] memory twice = new uint32[](2);
        (twice[0], twice[1]) = (index, index);
        _proposeRefused(_set(twice), abi.encodeWithSelector(IBypassAuction.SetNotAscending.selector, 1));
        _proposeRefused(_set(new uint32[](257)), abi.encodeWithSelector(IBypassAuction.SetTooLarge.selector, 257, 256));
        _proposeRefused(_set(new uint32[](0)), abi.encodeWithSelector(INettingQueue.CutEmpty.selector));
        _propose(_set(index));
        bytes32 id = keccak256(abi.encode(_allBanks(), _one(index)));
        _proposeRefused(_set(index), abi.encodeWithSelector(IBypassAuction.CandidateKnown.selector, id));
    }

    function test_only_the_best_are_kept_and_a_better_one_takes_the_place_of_the_least() public {
        for (uint256 i = 0; i < 4; ++i) _propose(_set(_bypass(HARBOUR, LOTUS, 10 + i)));
        uint32 least = _bypass(HARBOUR, LOTUS, 9);
        _proposeRefused(_set(least), abi.encodeWithSelector(IBypassAuction.CandidateNotBetter.selector, 9, 10));
        _propose(_set(_bypass(HARBOUR, LOTUS, 14)));
        (, , IBypassAuction.Candidate[] memory kept) = auction.auction(HKD);
        vm.assertEq(kept.length, 4, "as many as before");
        uint256[4] memory values = [uint256(14), 13, 12, 11];
        for (uint256 i = 0; i < 4; ++i) vm.assertEq(kept[i].valueMinor, values[i], "from the best on");
    }

    function test_nothing_is_proposed_once_the_auction_is_closed_and_nothing_settles_before() public {
        uint32 index = _bypass(HARBOUR, LOTUS, 100);
        _settleRefused(_sets(_set(index)), abi.encodeWithSelector(IBypassAuction.AuctionNotOpen.selector, HKD));
        _propose(_set(index));
        (uint256 openedAt, uint256 closesAt, ) = auction.auction(HKD);
        vm.roll(closesAt - 1);
        bytes4 early = IBypassAuction.AuctionNotClosed.selector;
        _settleRefused(_sets(_set(index)), abi.encodeWithSelector(early, HKD, closesAt - 1, openedAt + 4));
        vm.roll(closesAt);
        uint32 late = _bypass(HARBOUR, LOTUS, 200);
        bytes4 selector = IBypassAuction.AuctionClosed.selector;
        _proposeRefused(_set(late), abi.encodeWithSelector(selector, HKD, closesAt, closesAt));
    }

    function test_where_balances_moved_the_next_best_settles() public {
        (uint32 small, uint32 large) = (_bypass(HARBOUR, LOTUS, 100), _bypass(HARBOUR, JADE, FUNDED_MINOR));
        _propose(_set(large));
        _propose(_set(small));
        _keep(HARBOUR, 100);
        _close();
        bytes memory refusal = abi.encodeWithSelector(
            ISettlementHub.SettlementBalanceTooLow.selector,
            HARBOUR,
            HKD,
            uint256(100),
            FUNDED_MINOR
        );
        vm.expectEmit(true, true, true, true, address(auction));
        emit IBypassAuction.CandidateFell(HKD, keccak256(abi.encode(_allBanks(), _one(large))), refusal);
        auction.settleBest(HKD, _sets(_set(large), _set(small)));
        vm.assertEq(_balance(LOTUS), FUNDED_MINOR + 100, "the next best is paid");
    }

    function test_where_no_proposal_is_feasible_any_more_the_fallback_settles() public {
        (uint32 small, uint32 large) = (_bypass(HARBOUR, LOTUS, 100), _bypass(HARBOUR, JADE, FUNDED_MINOR));
        _propose(_set(large));
        _keep(HARBOUR, 100);
        _close();
        auction.settleBest(HKD, _sets(_set(large), _set(small)));
        vm.assertEq(_balance(LOTUS), FUNDED_MINOR + 100, "the fallback is paid");
    }

    function test_without_a_fallback_the_auction_ends_and_another_can_open() public {
        (uint32 small, uint32 large) = (_bypass(HARBOUR, LOTUS, 100), _bypass(HARBOUR, JADE, FUNDED_MINOR));
        _propose(_set(large));
        _keep(HARBOUR, 100);
        _close();
        bytes32 before = _books();
        auction.settleBest(HKD, _sets(_set(large)));
        vm.assertEq(_books(), before, "nothing moved");
        _propose(_set(small));
    }

    function test_a_fallback_that_is_not_feasible_is_refused_and_the_auction_stays() public {
        uint32 large = _bypass(HARBOUR, JADE, FUNDED_MINOR);
        _propose(_set(large));
        _keep(HARBOUR, 100);
        _close();
        bytes4 selector = ISettlementHub.SettlementBalanceTooLow.selector;
        bytes memory refusal = abi.encodeWithSelector(selector, HARBOUR, HKD, 100, FUNDED_MINOR);
        _settleRefused(_sets(_set(large), _set(large)), refusal);
        _settleRefused(
            _sets(_set(large), _set(large), _set(large)),
            abi.encodeWithSelector(IBypassAuction.TooManySets.selector, 3, 2)
        );
    }

    function test_what_was_cancelled_since_is_passed_over_and_the_rest_settles() public {
        uint32[] memory both = new uint32[](2);
        (both[0], both[1]) = (_bypass(HARBOUR, LOTUS, 100), _bypass(HARBOUR, JADE, 50));
        _propose(_set(both));
        vm.prank(staff[HARBOUR].treasury);
        auction.cancel(HKD, both[1], REASON);
        _close();
        _settleBest(_set(both));
        vm.assertEq(_balance(LOTUS), FUNDED_MINOR + 100, "the rest is paid");
        vm.assertEq(_balance(JADE), FUNDED_MINOR, "the cancelled one is not");
    }

    function test_a_bank_whose_queue_holds_something_of_any_rank_settles_nothing_out_of_order() public {
        uint32 index = _bypass(HARBOUR, LOTUS, 100);
        for (uint8 r = 1; r <= 3; ++r) {
            INettingQueue.Rank rank = INettingQueue.Rank(r);
            (uint32 lane, uint256 place) = _queue(HARBOUR, JADE, 1, rank);
            bytes4 selector = INettingQueue.RankNotEmpty.selector;
            _proposeRefused(_set(index), abi.encodeWithSelector(selector, HARBOUR, HKD, rank));
            vm.prank(staff[HARBOUR].treasury);
            queue.cancel(lane, place, REASON);
        }
        _propose(_set(index));
    }

    function test_what_waits_for_a_suspended_bank_holds_up_nobody_and_does_not_settle() public {
        _queue(HARBOUR, JADE, 1);
        _link(5, 5);
        (uint32 toLotus, uint32 toJade) = (_bypass(HARBOUR, LOTUS, 100), _bypass(HARBOUR, JADE, 100));
        uint32 backToHarbour = _bypass(LOTUS, HARBOUR, 10);
        _setBank(JADE, Status.Suspended);
        bytes4 selector = INettingQueue.PairStandsStill.selector;
        _proposeRefused(_set(toJade), abi.encodeWithSelector(selector, HARBOUR, JADE));
        bytes4 waits = INettingQueue.RankNotEmpty.selector;
        bytes memory linked = abi.encodeWithSelector(waits, HARBOUR, HKD, INettingQueue.Rank.Normal);
        _proposeRefused(_set(toLotus), linked); // the linked one between active banks comes first
        _propose(_set(backToHarbour));
    }

    function test_bilateral_limits_count_what_settles_out_of_order() public {
        uint32 index = _bypass(HARBOUR, LOTUS, 100);
        _limit(HARBOUR, LOTUS, 99);
        bytes4 selector = INettingQueue.BilateralLimitExceeded.selector;
        _proposeRefused(_set(index), abi.encodeWithSelector(selector, HKD, HARBOUR, LOTUS, 100, 99));
    }

    function test_settle_set_is_the_auctions() public {
        bytes4 selector = INettingQueue.CallerNotBypassAuction.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, address(this)));
        queue.settleSet(HKD, _allBanks(), new INettingQueue.SetPayment[](0));
    }

    function test_attempt_leaves_nothing_behind_whatever_it_says() public {
        uint32 index = _bypass(HARBOUR, LOTUS, 100);
        bytes32 before = _books();
        vm.expectRevert(abi.encodeWithSelector(IBypassAuction.SetFeasible.selector, 100));
        auction.attempt(HKD, _set(index));
        vm.assertEq(_books(), before, "nothing moved");
    }

    function _enqueueRefused(BankId payer, BankId payee, uint256 amountMinor, bytes memory refusal) private {
        vm.expectRevert(refusal);
        vm.prank(staff[payer].treasury);
        auction.enqueue(HKD, payer, payee, amountMinor, "");
    }

    function _cancelRefused(uint256 index, bytes32 reason, bytes memory refusal) private {
        vm.expectRevert(refusal);
        vm.prank(staff[HARBOUR].treasury);
        auction.cancel(HKD, index, reason);
    }
}
