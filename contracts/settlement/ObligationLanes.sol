// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {INettingQueue} from "../interfaces/INettingQueue.sol";
import {BankId} from "../interfaces/Types.sol";

/// The lanes and what waits in them. An obligation takes one slot, in which it carries the sums of all before it: so
/// what lies between two places of a lane is a difference, however much it is.
abstract contract ObligationLanes is INettingQueue {
    struct Queue {
        uint32 sequence; // the last one given
        uint32[] lanes;
    }

    /// What was cancelled of a lane up to and with `index`. Sorted, so that cuts find a sum by halving.
    struct Cancelled {
        uint32 index;
        uint96 sumMinor;
        uint96 counterSumMinor;
    }

    /// What lies between two places of a lane and was not cancelled.
    struct Span {
        uint256 amountMinor;
        uint256 counterAmountMinor;
        uint256 payments;
    }

    mapping(uint32 lane => Lane) internal _lanes;
    mapping(uint16 currency => mapping(BankId payer => mapping(Rank => Queue))) internal _queues;
    mapping(uint32 lane => mapping(uint256 index => Entry)) private _entries;
    mapping(uint32 lane => Cancelled[]) private _cancelled;
    mapping(bytes32 key => uint32 lane) private _laneOf;
    mapping(uint32 lane => mapping(uint256 index => BankId)) private _cancellationWish;
    uint32 private _laneCount;

    /// @inheritdoc INettingQueue
    function lane(uint32 id) external view returns (Lane memory) {
        return _lanes[id];
    }

    /// @inheritdoc INettingQueue
    function lanes(uint16 currency, BankId payer, Rank rank) external view returns (uint32[] memory) {
        return _queues[currency][payer][rank].lanes;
    }

    /// @inheritdoc INettingQueue
    function entries(uint32 id, uint256 from, uint256 to) external view returns (Entry[] memory rows) {
        uint256 length = _lanes[id].length;
        if (to > length) to = length;
        if (from > to) from = to;
        rows = new Entry[](to - from);
        for (uint256 i = from; i < to; ++i) rows[i - from] = _entries[id][i];
    }

    /// @inheritdoc INettingQueue
    function cancelledFrom(uint32 id, uint256 from) external view returns (uint256[] memory indices) {
        Cancelled[] storage all = _cancelled[id];
        uint256 place = _cancelledBefore(all, from);
        indices = new uint256[](all.length - place);
        for (uint256 i = 0; i < indices.length; ++i) indices[i] = all[place + i].index;
    }

    /// @inheritdoc INettingQueue
    function stateOf(uint32 id, uint256 index) public view returns (State) {
        require(index < _lanes[id].length, ObligationUnknown(id, index));
        Cancelled[] storage all = _cancelled[id];
        uint256 place = _cancelledBefore(all, index);
        if (place < all.length && all[place].index == index) return State.Cancelled;
        return index < _lanes[id].cursor ? State.Settled : State.Waiting;
    }

    /// @inheritdoc INettingQueue
    function waiting(uint32 id) external view returns (uint256 amountMinor, uint256 counterAmountMinor) {
        Lane memory row = _lanes[id];
        return _amountsOf(_spanOf(id, row, row.cursor, row.length));
    }

    /// @inheritdoc INettingQueue
    function settled(uint32 id) external view returns (uint256 amountMinor, uint256 counterAmountMinor) {
        Lane memory row = _lanes[id];
        return _amountsOf(_spanOf(id, row, 0, row.cursor));
    }

    /// Opens the lane with its first obligation.
    function _append(LinkedTerms memory terms) internal returns (uint32 id, uint256 index) {
        id = _laneFor(terms);
        Lane memory row = _lanes[id];
        index = row.length;
        // The first has none before it.
        // slither-disable-next-line uninitialized-local
        Entry memory last;
        if (index != 0) last = _entries[id][index - 1];
        last.sumMinor += uint96(terms.amountMinor);
        last.sequence = ++_queues[terms.currency][terms.payer][terms.rank].sequence;
        if (terms.counterCurrency != 0) {
            last.counterSumMinor += uint96(terms.counterAmountMinor);
            last.counterSequence = ++_queues[terms.counterCurrency][terms.payee][terms.rank].sequence;
        }

        _entries[id][index] = last;
        ++row.length;
        ++row.live;
        _lanes[id] = row;
        emit ObligationQueued(
            id,
            index,
            last.sequence,
            terms.amountMinor,
            terms.counterAmountMinor,
            terms.linkReference
        );
    }

    /// The canceller pays for keeping the list sorted.
    function _remove(uint32 id, uint256 index) internal {
        Span memory own = _spanOf(id, _lanes[id], index, index + 1); // before it is cancelled
        Cancelled[] storage all = _cancelled[id];
        uint256 place = _cancelledBefore(all, index);
        all.push();
        for (uint256 i = all.length - 1; i > place; --i) {
            Cancelled memory later = all[i - 1];
            later.sumMinor += uint96(own.amountMinor);
            later.counterSumMinor += uint96(own.counterAmountMinor);
            all[i] = later;
        }
        // slither-disable-next-line uninitialized-local
        Cancelled memory before; // none, before the first
        if (place != 0) before = all[place - 1];
        all[place] = Cancelled(
            uint32(index),
            before.sumMinor + uint96(own.amountMinor),
            before.counterSumMinor + uint96(own.counterAmountMinor)
        );
        --_lanes[id].live;
        ++_lanes[id].cancelled;
    }

    /// Of a linked obligation: whether the other bank has asked for its end before.
    function _wish(uint32 id, uint256 index, BankId bank) internal returns (bool isShared) {
        BankId wished = _cancellationWish[id][index];
        isShared = BankId.unwrap(wished) != 0 && !(wished == bank);
        _cancellationWish[id][index] = bank;
        if (!isShared) emit CancellationWished(id, index, bank);
    }

    /// Of a lane's obligation: its place in the payer's queue, or in the payee's where it is linked.
    function _sequenceOf(uint32 id, uint256 index, bool isPayees) internal view returns (uint256) {
        Entry storage row = _entries[id][index];
        return isPayees ? row.counterSequence : row.sequence;
    }

    function _spanOf(uint32 id, Lane memory row, uint256 from, uint256 to) internal view returns (Span memory span) {
        if (from == to) return span;
        Entry storage last = _entries[id][to - 1];
        (span.amountMinor, span.payments) = (last.sumMinor, to - from);
        if (row.counterCurrency != 0) span.counterAmountMinor = last.counterSumMinor;
        if (from != 0) {
            Entry storage first = _entries[id][from - 1];
            span.amountMinor -= first.sumMinor;
            if (row.counterCurrency != 0) span.counterAmountMinor -= first.counterSumMinor;
        }
        if (row.cancelled == 0) return span;
        Cancelled[] storage all = _cancelled[id];
        (uint256 below, uint256 above) = (_cancelledBefore(all, from), _cancelledBefore(all, to));
        if (below == above) return span;
        // slither-disable-next-line uninitialized-local
        Cancelled memory before; // none, before the first
        if (below != 0) before = all[below - 1];
        span.payments -= above - below;
        span.amountMinor -= all[above - 1].sumMinor - before.sumMinor;
        span.counterAmountMinor -= all[above - 1].counterSumMinor - before.counterSumMinor;
    }

    /// `index` without the cancelled ones right before it. Where they follow one another, index less place is the same.
    function _endOfLive(uint32 id, uint256 index) internal view returns (uint256 end) {
        Cancelled[] storage all = _cancelled[id];
        uint256 place = _cancelledBefore(all, index);
        if (place == 0 || all[place - 1].index != index - 1) return index;
        uint256 offset = index - place;
        (uint256 low, uint256 high) = (0, place - 1);
        while (low < high) {
            uint256 middle = (low + high) / 2;
            if (all[middle].index - middle == offset) high = middle;
            else low = middle + 1;
        }
        return all[low].index;
    }

    function _findLane(LinkedTerms memory terms) internal view returns (uint32 id) {
        return _laneOf[_keyOf(terms)];
    }

    function _laneFor(LinkedTerms memory terms) private returns (uint32 id) {
        bytes32 key = _keyOf(terms);
        id = _laneOf[key];
        if (id != 0) return id;

        id = ++_laneCount;
        _laneOf[key] = id;
        Lane storage row = _lanes[id];
        (row.payer, row.payee, row.rank) = (terms.payer, terms.payee, terms.rank);
        (row.currency, row.counterCurrency) = (terms.currency, terms.counterCurrency);
        _queues[terms.currency][terms.payer][terms.rank].lanes.push(id);
        if (terms.counterCurrency != 0) _queues[terms.counterCurrency][terms.payee][terms.rank].lanes.push(id);
        emit LaneOpened(id, terms.payer, terms.payee, terms.currency, terms.counterCurrency, terms.rank);
    }

    function _keyOf(LinkedTerms memory terms) private pure returns (bytes32) {
        return keccak256(abi.encode(terms.payer, terms.payee, terms.currency, terms.counterCurrency, terms.rank));
    }

    /// How many of the cancelled ones lie before `index`.
    function _cancelledBefore(Cancelled[] storage all, uint256 index) private view returns (uint256 place) {
        uint256 end = all.length;
        while (place < end) {
            uint256 middle = (place + end) / 2;
            if (all[middle].index < index) place = middle + 1;
            else end = middle;
        }
    }

    function _amountsOf(Span memory span) private pure returns (uint256, uint256) {
        return (span.amountMinor, span.counterAmountMinor);
    }
}
