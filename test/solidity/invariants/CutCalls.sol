// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {INettingQueue} from "../../../contracts/interfaces/INettingQueue.sol";
import {BankId} from "../../../contracts/interfaces/Types.sol";
import {QueueMoney} from "./QueueMoney.sol";

/// Cuts by anyone: the greatest, smaller and stale ones, any at all, and hostile ones.
abstract contract CutCalls is QueueMoney {
    bytes[] private _kept; // proposals that come late
    uint256 internal settledWhileSuspended; // cuts

    /// I11: it is accepted, and refused with any one component raised.
    function _cutGreatest() internal {
        Leg[] memory legs = _movable();
        uint256[4][6] memory upTo = _greatestOf(legs);
        if (_paymentsIn(legs, upTo) == 0) return;
        if (_roll(2) == 0) {
            for (uint256 a = 0; a < ACCOUNTS; ++a) _refuseRaised(legs, upTo, a);
        }
        vm.assertTrue(_propose("settle the greatest cut", _proposalOf(upTo)), "I11: the greatest cut is accepted");
        _requireNothingMore();
    }

    /// I12: what one cut settles and the rest by the greatest cut of before are together the greatest cut.
    function _cutInTwo() internal {
        Leg[] memory legs = _movable();
        uint256[4][6] memory greatest = _greatestOf(legs);
        uint256[4][6] memory smaller = _copyOf(greatest);
        for (uint256 a = 0; a < ACCOUNTS; ++a) {
            for (uint256 r = 0; r < RANKS; ++r) smaller[a][r] = smaller[a][r] - _roll(3 < smaller[a][r] ? 3 : 1);
        }
        _greatestWithin(legs, smaller);
        uint256 first = _paymentsIn(legs, smaller);
        uint256 all = _paymentsIn(legs, greatest);
        if (first == 0 || first == all) return;
        INettingQueue.QueueCut[] memory rest = _proposalOf(greatest);
        vm.assertTrue(_propose("settle a smaller cut", _proposalOf(smaller)), "any feasible cut is accepted");
        vm.assertTrue(_propose("settle the rest", rest), "I12: the greatest cut of before settles the rest");
        _requireNothingMore();
        for (uint256 n = 0; n < legs.length; ++n) {
            bool isSettled = owed[legs[n].place].state == INettingQueue.State.Settled;
            vm.assertTrue(isSettled == _isIn(legs[n], greatest), "I12: by whichever way");
        }
    }

    /// In the right form, and feasible or not: about as far as the greatest goes.
    function _cutAtRandom() internal {
        Leg[] memory legs = _movable();
        uint256[4][6] memory upTo = _greatestOf(legs);
        for (uint256 a = 0; a < ACCOUNTS; ++a) {
            for (uint256 r = 0; r < RANKS; ++r) {
                uint256 change = _roll(12);
                if (change == 0 && upTo[a][r] != 0) --upTo[a][r];
                if (change == 1 && upTo[a][r] < sequences[a][r]) ++upTo[a][r];
                if (change == 2) upTo[a][r] = sequences[a][r];
            }
        }
        bool isFeasible = _isFeasible(legs, upTo);
        bool isDone = _propose("settle any cut", _proposalOf(upTo));
        vm.assertTrue(isDone == isFeasible, "I6: exactly the feasible cuts are accepted");
    }

    /// The greatest cut of some time before. Others were faster, or balances, limits and banks have changed since.
    function _cutStale() internal {
        if (_kept.length == 0 || _roll(2) == 0) {
            INettingQueue.QueueCut[] memory greatest = _proposalOf(_greatestOf(_movable()));
            if (greatest.length != 0) _kept.push(abi.encode(greatest));
            return;
        }
        INettingQueue.QueueCut[] memory cuts = abi.decode(_kept[_kept.length - 1], (INettingQueue.QueueCut[]));
        if (_roll(3) != 0) _kept.pop();
        bool isFeasible = _isFeasible(_movable(), _saidBy(cuts));
        vm.assertTrue(_propose("settle a stale cut", cuts) == isFeasible, "I6: what is left of it, if feasible");
    }

    /// Wrong indices, ranks, payers and orders: what is accepted all the same is a feasible cut.
    function _cutHostile() internal {
        INettingQueue.QueueCut[] memory cuts = _proposalOf(_greatestOf(_movable()));
        if (cuts.length == 0) return;
        INettingQueue.QueueCut memory cut = cuts[_roll(cuts.length)];
        uint256 which = _roll(6);
        if (which == 0) cut.upTo += uint32(1 + _roll(3));
        else if (which == 1) cut.rank = INettingQueue.Rank(_roll(RANKS));
        else if (which == 2) cut.payer = _bank();
        else if (which == 3) cuts[0] = cuts[_roll(cuts.length)];
        else if (which == 4) cut.indices = new uint32[](_roll(cut.indices.length + 2));
        else cut.indices[_roll(cut.indices.length)] += uint32(1 + _roll(3));
        bool isFeasible = _isFeasible(_movable(), _saidBy(cuts));
        bool isDone = _propose("settle a hostile cut", cuts);
        vm.assertTrue(!isDone || isFeasible, "I6: nothing but feasible cuts is accepted");
    }

    /// One component further than the greatest cut, which takes with it whatever stands before that in the queue.
    function _refuseRaised(Leg[] memory legs, uint256[4][6] memory greatest, uint256 account) private {
        uint256 next = legs.length;
        for (uint256 n = 0; n < legs.length; ++n) {
            Leg memory leg = legs[n];
            if (leg.payer != account || _isIn(leg, greatest)) continue;
            bool isSooner = next == legs.length || leg.rank < legs[next].rank;
            if (isSooner || (leg.rank == legs[next].rank && leg.sequence < legs[next].sequence)) next = n;
        }
        if (next == legs.length) return;
        uint256[4][6] memory raised = _copyOf(greatest);
        raised[account][legs[next].rank] = legs[next].sequence;
        bytes memory call = _callOf(_proposalOf(raised));
        _trespass(stranger.account, address(queue), call, "I11: no component can be raised");
    }

    function _requireNothingMore() private view {
        Leg[] memory legs = _movable();
        vm.assertEq(_paymentsIn(legs, _greatestOf(legs)), 0, "I12: nothing more settles");
    }

    function _propose(string memory name, INettingQueue.QueueCut[] memory cuts) private returns (bool isDone) {
        (isDone, ) = _try(name, _roll(2) == 0 ? stranger.account : operator, address(queue), _callOf(cuts));
        if (!isDone) return false;
        _bookCut(_movable(), _saidBy(cuts));
        if (isSuspended[HARBOUR] || isSuspended[LOTUS] || isSuspended[JADE]) ++settledWhileSuspended;
    }

    function _callOf(INettingQueue.QueueCut[] memory cuts) private view returns (bytes memory) {
        return abi.encodeCall(queue.settleCut, (_bothCurrencies(), _allBanks(), cuts));
    }
}
