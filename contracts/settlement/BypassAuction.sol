// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Bytes} from "@openzeppelin/contracts/utils/Bytes.sol";
import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {IBypassAuction} from "../interfaces/IBypassAuction.sol";
import {INettingQueue} from "../interfaces/INettingQueue.sol";
import {INetworkAuthority} from "../interfaces/INetworkAuthority.sol";
import {IParticipantRegistry} from "../interfaces/IParticipantRegistry.sol";
import {ISettlementHub} from "../interfaces/ISettlementHub.sol";
import {BankId} from "../interfaces/Types.sol";
import {ObligationRules} from "./ObligationRules.sol";

/// Deployed by the queue, which alone settles what this contract chose.
contract BypassAuction is IBypassAuction {
    using Bytes for bytes;

    uint256 public constant AUCTION_BLOCKS = 4;
    uint256 public constant MAX_CANDIDATES = 4;
    uint256 public constant MAX_OBLIGATIONS_OF_SET = 256;

    /// What a set may spend on being verified and settled, of the 16,777,216 gas that a transaction has.
    uint256 public constant SET_GAS = 14_000_000;

    INettingQueue public immutable QUEUE;
    INetworkAuthority public immutable AUTHORITY;
    IParticipantRegistry public immutable PARTICIPANTS;
    ISettlementHub public immutable SETTLEMENT;

    mapping(uint16 currency => BypassObligation[]) private _obligations;
    mapping(uint16 currency => mapping(uint256 word => uint256)) private _settledBits;
    /// @inheritdoc IBypassAuction
    mapping(uint16 currency => uint256 index) public waitingFrom;

    mapping(uint16 currency => uint256 blockNumber) private _openedAt;
    mapping(uint16 currency => Candidate[]) private _candidates;

    modifier onlyTreasury(BankId bank) {
        ObligationRules.requireTreasury(AUTHORITY, PARTICIPANTS, bank);
        _;
    }

    constructor(INetworkAuthority authority, IParticipantRegistry participants, ISettlementHub settlement) {
        QUEUE = INettingQueue(msg.sender);
        AUTHORITY = authority;
        PARTICIPANTS = participants;
        SETTLEMENT = settlement;
    }

    /// @inheritdoc IBypassAuction
    function enqueue(
        uint16 currency,
        BankId payer,
        BankId payee,
        uint256 amountMinor,
        bytes32 obligationReference
    ) external onlyTreasury(payer) returns (uint256 index) {
        ObligationRules.requireParties(SETTLEMENT, currency, payer, payee);
        ObligationRules.requireAmount(amountMinor);

        index = _obligations[currency].length;
        _obligations[currency].push(BypassObligation(payer, payee, uint64(amountMinor), false));
        emit BypassQueued(currency, payer, payee, index, amountMinor, obligationReference);
    }

    /// @inheritdoc IBypassAuction
    function cancel(uint16 currency, uint256 index, bytes32 reason) external {
        require(index < _obligations[currency].length, BypassUnknown(currency, index));
        BankId payer = _obligations[currency][index].payer;
        ObligationRules.requireTreasury(AUTHORITY, PARTICIPANTS, payer);
        ObligationRules.requireReason(reason);
        INettingQueue.State state = stateOf(currency, index);
        require(state == INettingQueue.State.Waiting, BypassNotWaiting(currency, index, state));

        _obligations[currency][index].isCancelled = true;
        _passOver(currency);
        emit BypassCancelled(currency, index, reason);
    }

    /// @inheritdoc IBypassAuction
    function propose(uint16 currency, Set calldata candidate) external returns (uint256 valueMinor) {
        uint256 openedAt = _openedAt[currency];
        if (openedAt == 0) {
            _openedAt[currency] = openedAt = block.number;
            emit AuctionOpened(currency, openedAt + AUCTION_BLOCKS);
        }
        uint256 closesAt = openedAt + AUCTION_BLOCKS;
        require(block.number < closesAt, AuctionClosed(currency, block.number, closesAt));

        valueMinor = _requireFeasible(currency, candidate);
        bytes32 id = _idOf(candidate);
        _keep(currency, Candidate(id, uint96(valueMinor), msg.sender));
        emit CandidateKept(currency, id, msg.sender, valueMinor, candidate);
    }

    /// @inheritdoc IBypassAuction
    // The queue and the hub behind it call nobody else.
    // slither-disable-next-line reentrancy-no-eth
    function settleBest(uint16 currency, Set[] calldata sets) external {
        uint256 openedAt = _openedAt[currency];
        require(openedAt != 0, AuctionNotOpen(currency));
        uint256 closesAt = openedAt + AUCTION_BLOCKS;
        require(block.number >= closesAt, AuctionNotClosed(currency, block.number, closesAt));
        Candidate[] memory kept = _candidates[currency];
        require(sets.length <= kept.length + 1, TooManySets(sets.length, kept.length + 1));

        bool hasSettled = false;
        for (uint256 i = 0; i < kept.length && !hasSettled; ++i) {
            require(i < sets.length, CandidateMissing(i, kept.length));
            bytes32 id = _idOf(sets[i]);
            require(id == kept[i].id, CandidateNotNext(i, id, kept[i].id));
            INettingQueue.SetPayment[] memory payments = _waitingOf(currency, sets[i].indices);
            // Each gets as much gas as it had when it was proposed: who executes does not choose by it which one settles.
            uint256 needed = (SET_GAS * 64) / 63 + 10_000;
            if (gasleft() < needed) {
                require(i != 0, GasTooLow(gasleft(), needed));
                return _forget(currency, i); // the others' turn is in another transaction
            }
            hasSettled = _hasSettled(currency, sets[i].banks, id, payments);
        }
        if (!hasSettled && sets.length > kept.length) _settle(currency, sets[kept.length]);
        delete _openedAt[currency];
        delete _candidates[currency];
        emit AuctionEnded(currency);
    }

    /// @inheritdoc IBypassAuction
    function attempt(uint16 currency, Set calldata candidate) external {
        INettingQueue.SetPayment[] memory payments = _waitingOf(currency, candidate.indices);
        QUEUE.settleSet{gas: SET_GAS}(currency, candidate.banks, payments);
        revert SetFeasible(_valueOf(payments));
    }

    /// @inheritdoc IBypassAuction
    function count(uint16 currency) external view returns (uint256) {
        return _obligations[currency].length;
    }

    /// @inheritdoc IBypassAuction
    function obligations(
        uint16 currency,
        uint256 from,
        uint256 to
    ) external view returns (BypassObligation[] memory rows, INettingQueue.State[] memory states) {
        uint256 length = _obligations[currency].length;
        if (to > length) to = length;
        if (from > to) from = to;
        rows = new BypassObligation[](to - from);
        states = new INettingQueue.State[](to - from);
        for (uint256 i = from; i < to; ++i) {
            (rows[i - from], states[i - from]) = (_obligations[currency][i], stateOf(currency, i));
        }
    }

    /// @inheritdoc IBypassAuction
    function auction(
        uint16 currency
    ) external view returns (uint256 openedAt, uint256 closesAt, Candidate[] memory candidates) {
        openedAt = _openedAt[currency];
        return (openedAt, openedAt == 0 ? 0 : openedAt + AUCTION_BLOCKS, _candidates[currency]);
    }

    /// @inheritdoc IBypassAuction
    function stateOf(uint16 currency, uint256 index) public view returns (INettingQueue.State) {
        require(index < _obligations[currency].length, BypassUnknown(currency, index));
        if (_obligations[currency][index].isCancelled) return INettingQueue.State.Cancelled;
        bool isSettled = (_settledBits[currency][index / 256] >> (index % 256)) & 1 == 1;
        return isSettled ? INettingQueue.State.Settled : INettingQueue.State.Waiting;
    }

    /// A place among the best, from the best on; of two of one value the earlier is kept.
    function _keep(uint16 currency, Candidate memory candidate) private {
        Candidate[] storage kept = _candidates[currency];
        uint256 place = kept.length;
        for (uint256 i = 0; i < place; ++i) {
            // One set in other words, naming more banks than it needs, would else take all places.
            bool isKnown = kept[i].id == candidate.id || kept[i].valueMinor == candidate.valueMinor;
            require(!isKnown, CandidateKnown(kept[i].id));
        }
        if (place == MAX_CANDIDATES) {
            uint256 leastMinor = kept[--place].valueMinor;
            require(candidate.valueMinor > leastMinor, CandidateNotBetter(candidate.valueMinor, leastMinor));
        } else {
            kept.push();
        }
        for (; place > 0 && kept[place - 1].valueMinor < candidate.valueMinor; --place) kept[place] = kept[place - 1];
        kept[place] = candidate;
    }

    /// Settling and taking it back is the only verification that cannot differ from settling.
    function _requireFeasible(uint16 currency, Set calldata candidate) private returns (uint256 valueMinor) {
        try this.attempt(currency, candidate) {} catch (bytes memory refusal) {
            if (bytes4(refusal) != SetFeasible.selector) LowLevelCall.bubbleRevert(refusal);
            return abi.decode(refusal.slice(4), (uint256));
        }
    }

    // The queue and the hub behind it call nobody else.
    // slither-disable-next-line reentrancy-no-eth
    function _hasSettled(
        uint16 currency,
        BankId[] calldata banks,
        bytes32 id,
        INettingQueue.SetPayment[] memory payments
    ) private returns (bool) {
        try QUEUE.settleSet{gas: SET_GAS}(currency, banks, payments) {
            _markSettled(currency, id, payments);
            return true;
        } catch (bytes memory refusal) {
            emit CandidateFell(currency, id, refusal);
            return false;
        }
    }

    /// The first of those kept, which fell.
    function _forget(uint16 currency, uint256 fallen) private {
        Candidate[] storage kept = _candidates[currency];
        uint256 left = kept.length - fallen;
        for (uint256 i = 0; i < left; ++i) kept[i] = kept[i + fallen];
        while (kept.length > left) kept.pop();
    }

    // slither-disable-next-line reentrancy-no-eth
    function _settle(uint16 currency, Set calldata fallback_) private {
        INettingQueue.SetPayment[] memory payments = _waitingOf(currency, fallback_.indices);
        QUEUE.settleSet(currency, fallback_.banks, payments);
        _markSettled(currency, _idOf(fallback_), payments);
    }

    function _markSettled(uint16 currency, bytes32 id, INettingQueue.SetPayment[] memory payments) private {
        uint32[] memory indices = new uint32[](payments.length);
        for (uint256 i = 0; i < payments.length; ++i) {
            indices[i] = payments[i].index;
            _settledBits[currency][indices[i] / 256] |= 1 << (indices[i] % 256);
        }
        _passOver(currency);
        emit BypassSettled(currency, id, _valueOf(payments), indices);
    }

    /// So far as one round can have ended them, so that no call pays for a long history.
    function _passOver(uint16 currency) private {
        uint256 from = waitingFrom[currency];
        uint256 end = from + MAX_OBLIGATIONS_OF_SET;
        if (end > _obligations[currency].length) end = _obligations[currency].length;
        while (from < end && !_isWaiting(currency, from)) ++from;
        waitingFrom[currency] = from;
    }

    function _waitingOf(
        uint16 currency,
        uint32[] calldata indices
    ) private view returns (INettingQueue.SetPayment[] memory payments) {
        uint256 length = indices.length;
        require(length <= MAX_OBLIGATIONS_OF_SET, SetTooLarge(length, MAX_OBLIGATIONS_OF_SET));
        uint256 waiting = 0;
        for (uint256 i = 0; i < length; ++i) {
            require(i == 0 || indices[i] > indices[i - 1], SetNotAscending(i));
            if (_isWaiting(currency, indices[i])) ++waiting;
        }
        payments = new INettingQueue.SetPayment[](waiting);
        for (uint256 i = length; waiting != 0; --i) {
            uint32 index = indices[i - 1];
            if (!_isWaiting(currency, index)) continue;
            BypassObligation memory row = _obligations[currency][index];
            payments[--waiting] = INettingQueue.SetPayment(row.payer, row.payee, row.amountMinor, index);
        }
    }

    function _isWaiting(uint16 currency, uint256 index) private view returns (bool) {
        return stateOf(currency, index) == INettingQueue.State.Waiting;
    }

    function _valueOf(INettingQueue.SetPayment[] memory payments) private pure returns (uint256 valueMinor) {
        for (uint256 i = 0; i < payments.length; ++i) valueMinor += payments[i].amountMinor;
    }

    function _idOf(Set calldata candidate) private pure returns (bytes32) {
        return keccak256(abi.encode(candidate.banks, candidate.indices));
    }
}
