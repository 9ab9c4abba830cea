// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IBypassAuction} from "../../../contracts/interfaces/IBypassAuction.sol";
import {INettingQueue} from "../../../contracts/interfaces/INettingQueue.sol";
import {BankId} from "../../../contracts/interfaces/Types.sol";
import {CutCalls} from "./CutCalls.sol";

/// What may settle out of order, in Hong Kong dollars: queued, cancelled, proposed and settled, by right and by wrong.
abstract contract BypassCalls is CutCalls {
    uint256 private constant MOST_WAITING_BYPASS = 12;
    uint256 private constant MOST_BYPASS_MINOR = 12_000;

    struct Bypassed {
        BankId payer;
        BankId payee;
        uint64 amountMinor;
        INettingQueue.State state;
    }

    IBypassAuction internal auction;
    Bypassed[] internal bypassed; // all, ever, by their index
    mapping(bytes32 candidate => uint32[]) private _indicesOf;

    function setUp() public virtual override {
        super.setUp();
        auction = queue.BYPASS();
    }

    function _enqueueBypass() internal {
        if (_waitingBypass().length >= MOST_WAITING_BYPASS) return;
        BankId payer = _bank();
        BankId payee = _otherBank(HKD, payer);
        uint64 amountMinor = uint64(1 + _roll(MOST_BYPASS_MINOR));
        bytes memory call = abi.encodeCall(auction.enqueue, (HKD, payer, payee, amountMinor, "invoice"));
        _trespass(staff[payee].treasury, address(auction), call, "nobody queues for another bank");
        (bool isDone, bytes memory answer) = _try("enqueue bypass", staff[payer].treasury, address(auction), call);
        vm.assertTrue(isDone == !(isSuspended[payer] || isSuspended[payee]), "active banks queue, and no others");
        if (!isDone) return;
        vm.assertEq(abi.decode(answer, (uint256)), bypassed.length, "I3: an index is a count");
        bypassed.push(Bypassed(payer, payee, amountMinor, INettingQueue.State.Waiting));
    }

    function _cancelBypass() internal {
        if (bypassed.length == 0) return;
        uint32[] memory open = _waitingBypass();
        bool isEnded = open.length == 0 || _roll(4) == 0;
        uint256 index = isEnded ? _roll(bypassed.length) : open[_roll(open.length)];
        Bypassed storage row = bypassed[index];
        bytes memory call = abi.encodeCall(auction.cancel, (HKD, index, REASON));
        _trespass(staff[row.payee].treasury, address(auction), call, "what is owed is the payer's to cancel");
        if (row.state != INettingQueue.State.Waiting) {
            _trespass(staff[row.payer].treasury, address(auction), call, "I4: what has ended is not cancelled");
            return;
        }
        (bool isDone, ) = _try("cancel bypass", staff[row.payer].treasury, address(auction), call);
        if (isDone) row.state = INettingQueue.State.Cancelled;
    }

    /// Exactly the feasible ones are kept while the auction runs, where they are new and better than the least.
    function _proposeBypass() internal {
        uint32[] memory indices = _someOf(_roll(3) != 0);
        bytes32 id = _idOf(indices);
        bool isExpected = _isSetFeasible(indices) && _isWelcome(id, _valueOf(indices));
        bytes memory call = abi.encodeCall(auction.propose, (HKD, IBypassAuction.Set(_allBanks(), indices)));
        (bool isDone, ) = _try("propose bypass", stranger.account, address(auction), call);
        vm.assertTrue(isDone == isExpected, "I6: exactly what is feasible and better is kept");
        if (isDone) _indicesOf[id] = indices;
    }

    /// The first of the candidates that is still feasible settles, or what the caller brings.
    function _settleBestBypass() internal {
        (uint256 openedAt, uint256 closesAt, IBypassAuction.Candidate[] memory kept) = auction.auction(HKD);
        uint32[] memory fallback_ = _someOf(_roll(3) != 0);
        bool hasFallback = _roll(2) == 0;
        IBypassAuction.Set[] memory sets = new IBypassAuction.Set[](kept.length + (hasFallback ? 1 : 0));
        for (uint256 i = 0; i < kept.length; ++i) sets[i] = IBypassAuction.Set(_allBanks(), _indicesOf[kept[i].id]);
        if (hasFallback) sets[kept.length] = IBypassAuction.Set(_allBanks(), fallback_);
        bytes memory call = abi.encodeCall(auction.settleBest, (HKD, sets));
        if (openedAt == 0 || block.number < closesAt) {
            _trespass(stranger.account, address(auction), call, "nothing settles before the auction is closed");
            if (openedAt == 0) return;
            vm.roll(closesAt);
        }
        uint256 best = 0;
        while (best < sets.length && !_isSetFeasible(sets[best].indices)) ++best;
        bool isExpected = best < sets.length || !hasFallback;
        (bool isDone, ) = _try("settle the best bypass", operator, address(auction), call);
        vm.assertTrue(isDone == isExpected, "I6: the best that is feasible settles");
        if (!isDone || best == sets.length) return;
        _bookSet(sets[best].indices);
        if (isSuspended[HARBOUR] || isSuspended[LOTUS] || isSuspended[JADE]) ++settledWhileSuspended;
    }

    function _checkI4BypassStatesAreTheBooks() internal view {
        uint256 first = bypassed.length > 60 ? bypassed.length - 60 : 0;
        for (uint256 i = first; i < bypassed.length; ++i) {
            vm.assertTrue(auction.stateOf(HKD, i) == bypassed[i].state, "I4: settled once, or cancelled, or waiting");
        }
        uint256 from = auction.waitingFrom(HKD);
        vm.assertTrue(
            from == bypassed.length || from == 0 || bypassed[from - 1].state != INettingQueue.State.Waiting,
            "I3: what is passed over has ended"
        );
    }

    /// Of those that wait: of banks of which nothing more urgent does, or of any.
    function _someOf(bool isOfFree) private returns (uint32[] memory some) {
        uint32[] memory open = _waitingBypass();
        some = new uint32[](open.length);
        uint256 count = 0;
        uint256 sides = 2 + _roll(3);
        for (uint256 i = 0; i < open.length; ++i) {
            bool isOne = !isOfFree || _isFree(bypassed[open[i]].payer);
            if (isOne && _roll(sides) != 0) some[count++] = open[i];
        }
        assembly ("memory-safe") {
            mstore(some, count)
        }
    }

    function _waitingBypass() private view returns (uint32[] memory open) {
        uint256 from = bypassed.length > 64 ? bypassed.length - 64 : 0; // no more than so many are left waiting
        open = new uint32[](bypassed.length - from);
        uint256 count = 0;
        for (uint256 i = from; i < bypassed.length; ++i) {
            if (bypassed[i].state == INettingQueue.State.Waiting) open[count++] = uint32(i);
        }
        assembly ("memory-safe") {
            mstore(open, count)
        }
    }

    function _isFree(BankId payer) private view returns (bool) {
        uint256 account = _accountOf(HKD, payer);
        Leg[] memory legs = _movable();
        for (uint256 n = 0; n < legs.length; ++n) if (legs[n].payer == account) return false;
        return true;
    }

    function _isSetFeasible(uint32[] memory indices) private view returns (bool) {
        Leg[] memory legs = _legsOf(indices);
        for (uint256 n = 0; n < legs.length; ++n) {
            (BankId payer, BankId payee) = (_bankOf(legs[n].payer), _bankOf(legs[n].payee));
            if (isSuspended[payer] || (isSuspended[payee] && !isReleased[payee]) || !_isFree(payer)) return false;
        }
        return _isFeasible(legs, _everythingUpTo());
    }

    function _isWelcome(bytes32 id, uint256 valueMinor) private view returns (bool) {
        (uint256 openedAt, uint256 closesAt, IBypassAuction.Candidate[] memory kept) = auction.auction(HKD);
        if (openedAt != 0 && block.number >= closesAt) return false;
        for (uint256 i = 0; i < kept.length; ++i) if (kept[i].id == id) return false;
        return kept.length < 4 || valueMinor > kept[3].valueMinor;
    }

    function _bookSet(uint32[] memory indices) private {
        Leg[] memory legs = _legsOf(indices);
        _bookMoney(legs, _everythingUpTo());
        for (uint256 i = 0; i < indices.length; ++i) {
            Bypassed storage row = bypassed[indices[i]];
            if (row.state == INettingQueue.State.Waiting) row.state = INettingQueue.State.Settled;
        }
    }

    /// What of a set still waits, as obligations that nothing comes before.
    function _legsOf(uint32[] memory indices) private view returns (Leg[] memory legs) {
        legs = new Leg[](indices.length);
        uint256 count = 0;
        for (uint256 i = 0; i < indices.length; ++i) {
            Bypassed memory row = bypassed[indices[i]];
            if (row.state != INettingQueue.State.Waiting) continue;
            (uint256 payer, uint256 payee) = (_accountOf(HKD, row.payer), _accountOf(HKD, row.payee));
            legs[count++] = Leg(0, payer, payee, uint256(INettingQueue.Rank.Low), 1, row.amountMinor, 0);
        }
        assembly ("memory-safe") {
            mstore(legs, count)
        }
    }

    function _valueOf(uint32[] memory indices) private view returns (uint256 valueMinor) {
        for (uint256 i = 0; i < indices.length; ++i) valueMinor += bypassed[indices[i]].amountMinor;
    }

    function _idOf(uint32[] memory indices) private pure returns (bytes32) {
        return keccak256(abi.encode(_allBanks(), indices));
    }
}
