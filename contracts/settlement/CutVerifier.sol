// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {INettingQueue} from "../interfaces/INettingQueue.sol";
import {IParticipantRegistry} from "../interfaces/IParticipantRegistry.sol";
import {ISettlementHub} from "../interfaces/ISettlementHub.sol";
import {BankId, Status} from "../interfaces/Types.sol";
import {NettingTerms} from "./NettingTerms.sol";

/// Verifies a cut and settles it. Feasible cuts are closed under the larger of each two components, so there is one
/// greatest; whoever proposes a smaller one takes nothing from anyone, as the rest settles afterwards.
abstract contract CutVerifier is NettingTerms {
    /// Bounds the table of flows between banks; more of them settle in several cuts.
    uint256 public constant MAX_BANKS_OF_CUT = 64;

    ISettlementHub public immutable SETTLEMENT;

    /// Banks that are suspended and whose incoming payments settle nevertheless.
    mapping(BankId bank => bool) public isReleased;

    /// A cut while it is verified. Banks and currencies go by their place in what the proposer named.
    struct Round {
        uint16[] currencies;
        BankId[] banks;
        uint256[] placeOf; // a bank's place plus one, by its number
        uint256[] paying; // by currency, a bit for each bank: active
        uint256[] receiving; // by currency, a bit for each bank: active, or suspended and released
        uint256[] flows; // currency by payer by payee, of what bilateral limits count
        int256[] netMinor; // currency by bank
        uint256[] grossMinor; // by currency
        uint256[] payments; // by currency
        uint256 halfCuts; // linked lanes of which one bank's queue was cut and the other's not yet
    }

    /// A queue of which a part settles.
    struct Cutting {
        uint256 c; // its currency's place
        BankId payer;
        uint256 from; // the payer's place
        uint256 upTo;
        bool hasSettled;
    }

    /// Where a lane's payments go, by places.
    struct Course {
        Standing standing;
        uint256 c;
        uint256 from;
        uint256 to;
        uint256 counterC; // of a linked lane
    }

    enum Standing {
        Moves,
        LeftOut, // an end of it is suspended: it stands still, and nobody waits for it
        NotNamed // by the proposer: it counts as it stands
    }

    constructor(IParticipantRegistry participants, ISettlementHub settlement) NettingTerms(participants) {
        SETTLEMENT = settlement;
    }

    /// @inheritdoc INettingQueue
    function settleCut(uint16[] calldata currencies, BankId[] calldata banks, QueueCut[] calldata cuts) external {
        Round memory round = _open(currencies, banks);
        for (uint256 i = 0; i < cuts.length; ++i) _cutQueue(round, cuts[i]);
        require(round.halfCuts == 0, LinkedLegMissing(round.halfCuts));
        uint256 payments = 0;
        for (uint256 c = 0; c < currencies.length; ++c) payments += round.payments[c];
        require(payments != 0, CutEmpty());
        for (uint256 c = 0; c < currencies.length; ++c) _settleNet(round, c);
    }

    /// A set of obligations that may settle out of order: after all ranks, and else by the same rules.
    function _settleSet(uint16 currency, BankId[] calldata banks, SetPayment[] calldata payments) internal {
        require(payments.length != 0, CutEmpty());
        uint16[] memory currencies = new uint16[](1);
        currencies[0] = currency;
        Round memory round = _open(currencies, banks);
        uint256 payers = 0;
        for (uint256 i = 0; i < payments.length; ++i) {
            SetPayment calldata each = payments[i];
            (uint256 from, uint256 to) = (_placeOf(round, each.payer), _placeOf(round, each.payee));
            bool moves = _has(round.paying[0], from) && _has(round.receiving[0], to);
            require(moves, PairStandsStill(each.payer, each.payee));
            payers |= 1 << from;
            _flow(round, 0, from, to, each.amountMinor, 1, true);
        }
        for (uint256 b = 0; b < banks.length; ++b) {
            if (_has(payers, b)) _requireEmptyBefore(round, 0, b, uint8(type(Rank).max) + 1);
        }
        _settleNet(round, 0);
    }

    function _open(uint16[] memory currencies, BankId[] memory banks) private view returns (Round memory round) {
        uint256 count = banks.length;
        require(count <= MAX_BANKS_OF_CUT, TooManyBanks(count, MAX_BANKS_OF_CUT));
        uint256 currencyCount = currencies.length;
        (round.currencies, round.banks) = (currencies, banks);
        round.placeOf = new uint256[](count == 0 ? 0 : uint256(BankId.unwrap(banks[count - 1])) + 1);
        for (uint256 b = 0; b < count; ++b) {
            uint256 number = BankId.unwrap(banks[b]);
            require(b == 0 || number > BankId.unwrap(banks[b - 1]), CutNamesNotAscending(b));
            round.placeOf[number] = b + 1;
        }
        round.paying = new uint256[](currencyCount);
        round.receiving = new uint256[](currencyCount);
        for (uint256 c = 0; c < currencyCount; ++c) {
            require(c == 0 || currencies[c] > currencies[c - 1], CutNamesNotAscending(c));
            (uint256 paying, uint256 receiving) = (0, 0);
            for (uint256 b = 0; b < count; ++b) {
                bool isActive = SETTLEMENT.account(banks[b], currencies[c]).status == Status.Active;
                if (isActive) paying |= 1 << b;
                if (isActive || isReleased[banks[b]]) receiving |= 1 << b;
            }
            (round.paying[c], round.receiving[c]) = (paying, receiving);
        }
        round.flows = new uint256[](currencyCount * count * count);
        round.netMinor = new int256[](currencyCount * count);
        round.grossMinor = new uint256[](currencyCount);
        round.payments = new uint256[](currencyCount);
    }

    function _cutQueue(Round memory round, QueueCut calldata cut) private {
        uint256 c = _placeOf(round, cut.currency);
        uint256 from = _placeOf(round, cut.payer);
        if (!_has(round.paying[c], from)) return; // V2: a suspended bank sends nothing
        uint32[] storage ids = _queues[cut.currency][cut.payer][cut.rank].lanes;
        uint256 count = ids.length;
        uint256 named = cut.indices.length;
        require(named <= count, TooManyIndices(named, count));
        Cutting memory cutting = Cutting(c, cut.payer, from, cut.upTo, false);
        for (uint256 i = 0; i < count; ++i) _cutLane(round, cutting, ids[i], i < named ? cut.indices[i] : 0);
        if (cutting.hasSettled) _requireEmptyBefore(round, c, from, uint8(cut.rank));
    }

    /// V1 and V3: what settles of the lane, and nothing else of it, lies within the queue's cut.
    function _cutLane(Round memory round, Cutting memory cutting, uint32 id, uint256 index) private {
        Lane memory row = _lanes[id];
        Course memory course = _courseOf(round, cutting.c, cutting.from, cutting.payer, row);
        if (course.standing == Standing.LeftOut) return;
        if (index < row.cursor) index = row.cursor;
        require(index <= row.length, CutBeyondLane(id, index, row.length));
        bool isPayees = !(row.payer == cutting.payer);
        bool isHalfCut = row.halfCut == (isPayees ? Leg.Payers : Leg.Payees);
        bool advances = index > row.cursor;
        if (advances || isHalfCut) {
            uint256 end = row.cancelled == 0 ? index : _endOfLive(id, index);
            bool isWithin = (advances && end <= row.cursor) || _sequenceOf(id, end - 1, isPayees) <= cutting.upTo;
            require(isWithin, CutNotFifo(id, index, cutting.upTo));
        }
        if (index < row.length) {
            require(_sequenceOf(id, index, isPayees) > cutting.upTo, CutNotFifo(id, index, cutting.upTo));
        }
        if (isHalfCut) {
            _lanes[id].halfCut = row.halfCut = Leg.None;
            --round.halfCuts;
            cutting.hasSettled = true;
        }
        if (!advances) return;
        if (course.standing == Standing.NotNamed) _revertNotNamed(round, row);
        if (_advance(round, course, id, row, index, isPayees ? Leg.Payees : Leg.Payers)) cutting.hasSettled = true;
    }

    /// V7: a linked lane has one cursor, and what is due in both currencies counts at once.
    function _advance(
        Round memory round,
        Course memory course,
        uint32 id,
        Lane memory row,
        uint256 index,
        Leg leg
    ) private returns (bool hasSettled) {
        Span memory span = _spanOf(id, row, row.cursor, index);
        bool isCounted = row.rank != Rank.Credit; // or a limit could hold what a credit line is owed
        _flow(round, course.c, course.from, course.to, span.amountMinor, span.payments, isCounted);
        if (row.counterCurrency != 0 && span.payments != 0) {
            _flow(round, course.counterC, course.to, course.from, span.counterAmountMinor, span.payments, true);
            if (row.halfCut == Leg.None) ++round.halfCuts;
            row.halfCut = leg;
        }
        row.cursor = uint32(index);
        row.live -= uint32(span.payments);
        Lane storage own = _lanes[id]; // what has not changed is not written again
        (own.cursor, own.live) = (row.cursor, row.live);
        if (row.counterCurrency != 0) own.halfCut = row.halfCut;
        emit LaneSettled(id, index, span.payments);
        return span.payments != 0;
    }

    function _flow(
        Round memory round,
        uint256 c,
        uint256 from,
        uint256 to,
        uint256 amountMinor,
        uint256 payments,
        bool isCounted
    ) private pure {
        uint256 row = c * round.banks.length;
        unchecked {
            // Each is a sum of amounts of at most 96 bits.
            if (isCounted) round.flows[(row + from) * round.banks.length + to] += amountMinor;
            round.netMinor[row + from] -= int256(amountMinor);
            round.netMinor[row + to] += int256(amountMinor);
            round.grossMinor[c] += amountMinor;
            round.payments[c] += payments;
        }
    }

    /// V5 is the hub's to check: it knows what each bank has.
    function _settleNet(Round memory round, uint256 c) private {
        if (round.payments[c] == 0) return;
        uint256 count = round.banks.length;
        int256[] memory netMinor = new int256[](count);
        uint256 movedMinor = 0;
        for (uint256 b = 0; b < count; ++b) {
            netMinor[b] = round.netMinor[c * count + b];
            if (netMinor[b] > 0) movedMinor += uint256(netMinor[b]);
            _useLimits(round, c, b);
        }
        uint16 currency = round.currencies[c];
        emit CutSettled(currency, msg.sender, round.grossMinor[c], movedMinor, round.payments[c]);
        SETTLEMENT.settleNet(currency, round.banks, netMinor);
    }

    /// V6: a cut that lets nothing out of a pair is within its limit, however low that was set since.
    function _useLimits(Round memory round, uint256 c, uint256 from) private {
        (uint16 currency, BankId payer) = (round.currencies[c], round.banks[from]);
        BankId[] storage payees = _limitedPayees[currency][payer];
        uint256 count = round.banks.length;
        for (uint256 i = 0; i < payees.length; ++i) {
            BankId payee = payees[i];
            if (!_isNamed(round, payee)) continue;
            uint256 to = _placeOf(round, payee);
            int256 outflowMinor =
                int256(round.flows[(c * count + from) * count + to]) -
                    int256(round.flows[(c * count + to) * count + from]);
            if (outflowMinor == 0) continue;
            Limit storage own = _limits[currency][payer][payee];
            int256 roomMinor = int256(uint256(own.roomMinor));
            if (outflowMinor > roomMinor) {
                revert BilateralLimitExceeded(currency, payer, payee, uint256(outflowMinor), uint256(roomMinor));
            }
            own.roomMinor = uint128(uint256(roomMinor - outflowMinor));
        }
    }

    /// V4. What is cut of the more urgent ranks was cut before.
    function _requireEmptyBefore(Round memory round, uint256 c, uint256 from, uint8 rank) private view {
        (uint16 currency, BankId payer) = (round.currencies[c], round.banks[from]);
        for (uint8 r = 0; r < rank; ++r) {
            uint32[] storage ids = _queues[currency][payer][Rank(r)].lanes;
            uint256 count = ids.length;
            for (uint256 i = 0; i < count; ++i) {
                Lane memory row = _lanes[ids[i]];
                bool isEmpty = row.live == 0 || _courseOf(round, c, from, payer, row).standing == Standing.LeftOut;
                require(isEmpty, RankNotEmpty(payer, currency, Rank(r)));
            }
        }
    }

    /// V2. `payer`, whose queue the lane is in, pays in the currency at `c`; of a linked lane it may be the payee's.
    function _courseOf(
        Round memory round,
        uint256 c,
        uint256 from,
        BankId payer,
        Lane memory row
    ) private pure returns (Course memory course) {
        bool isPayees = !(row.payer == payer);
        BankId other = isPayees ? row.payer : row.payee;
        course.standing = Standing.NotNamed;
        if (!_isNamed(round, other)) return course;
        uint256 place = _placeOf(round, other);
        if (row.counterCurrency == 0) {
            bool moves = _has(round.paying[c], from) && _has(round.receiving[c], place);
            course.standing = moves ? Standing.Moves : Standing.LeftOut;
            (course.c, course.from, course.to) = (c, from, place);
            return course;
        }
        uint256 both = (1 << from) | (1 << place);
        if (round.paying[c] & both != both) course.standing = Standing.LeftOut;
        uint256 counterC = _findPlace(round, isPayees ? row.currency : row.counterCurrency);
        if (counterC == round.currencies.length) return course;
        if (round.paying[counterC] & both != both) course.standing = Standing.LeftOut;
        if (course.standing == Standing.NotNamed) course.standing = Standing.Moves;
        (course.c, course.counterC) = isPayees ? (counterC, c) : (c, counterC);
        (course.from, course.to) = isPayees ? (place, from) : (from, place);
    }

    function _revertNotNamed(Round memory round, Lane memory row) private pure {
        require(_isNamed(round, row.payer), BankNotNamed(row.payer));
        require(_isNamed(round, row.payee), BankNotNamed(row.payee));
        bool isNamed = _findPlace(round, row.currency) != round.currencies.length;
        revert CurrencyNotNamed(isNamed ? row.counterCurrency : row.currency);
    }

    function _isNamed(Round memory round, BankId bank) private pure returns (bool) {
        uint256 number = BankId.unwrap(bank);
        return number < round.placeOf.length && round.placeOf[number] != 0;
    }

    function _placeOf(Round memory round, BankId bank) private pure returns (uint256) {
        require(_isNamed(round, bank), BankNotNamed(bank));
        return round.placeOf[BankId.unwrap(bank)] - 1;
    }

    function _placeOf(Round memory round, uint16 currency) private pure returns (uint256 place) {
        place = _findPlace(round, currency);
        require(place < round.currencies.length, CurrencyNotNamed(currency));
    }

    /// After the last where it is not named.
    function _findPlace(Round memory round, uint16 currency) private pure returns (uint256 place) {
        while (place < round.currencies.length && round.currencies[place] != currency) ++place;
    }

    function _has(uint256 bits, uint256 place) private pure returns (bool) {
        return (bits >> place) & 1 == 1;
    }
}
