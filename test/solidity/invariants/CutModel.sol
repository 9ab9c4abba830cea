// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {INettingQueue} from "../../../contracts/interfaces/INettingQueue.sol";
import {BankId} from "../../../contracts/interfaces/Types.sol";
import {ObligationBook} from "./ObligationBook.sol";

/// V1 to V9 in the plainest way: over the single obligations that the book says wait. A cut says of each account and rank
/// up to which sequence number its obligations settle.
abstract contract CutModel is ObligationBook {
    int256 private constant NO_LIMIT = type(int256).max;

    /// One obligation, or one of two that are linked.
    struct Leg {
        uint256 place; // in the book
        uint256 payer; // accounts
        uint256 payee;
        uint256 rank;
        uint256 sequence;
        uint256 amountMinor;
        uint256 other; // the linked leg's number plus one
    }

    struct Sums {
        int256[6] closingMinor; // by account
        int256[3][6] roomMinor; // of limits, by account and the payee's bank
        uint256 payments;
    }

    /// All that waits and may move: V2 leaves the rest out.
    function _movable() internal view returns (Leg[] memory legs) {
        legs = new Leg[](2 * waiting.length);
        uint256 count = 0;
        for (uint256 n = 0; n < waiting.length; ++n) {
            Owed memory row = owed[waiting[n]];
            bool isLinked = row.counterCurrency != 0;
            if (isSuspended[row.payer]) continue;
            if (isSuspended[row.payee] && (isLinked || !isReleased[row.payee])) continue;
            legs[count] = Leg(
                waiting[n],
                _accountOf(row.currency, row.payer),
                _accountOf(row.currency, row.payee),
                uint256(row.rank),
                row.sequence,
                row.amountMinor,
                isLinked ? count + 2 : 0
            );
            ++count;
            if (!isLinked) continue;
            legs[count] = Leg(
                waiting[n],
                _accountOf(row.counterCurrency, row.payee),
                _accountOf(row.counterCurrency, row.payer),
                uint256(row.rank),
                row.counterSequence,
                row.counterMinor,
                count
            );
            ++count;
        }
        assembly ("memory-safe") {
            mstore(legs, count)
        }
    }

    function _isIn(Leg memory leg, uint256[4][6] memory upTo) internal pure returns (bool) {
        return leg.sequence <= upTo[leg.payer][leg.rank];
    }

    function _sumsOf(Leg[] memory legs, uint256[4][6] memory upTo) internal view returns (Sums memory sums) {
        for (uint256 a = 0; a < ACCOUNTS; ++a) {
            sums.closingMinor[a] = int256(_availableToCuts(a));
            for (uint256 p = 0; p < BANKS; ++p) {
                LimitBook storage limit = limits[a][p + 1];
                sums.roomMinor[a][p] = limit.isSet ? int256(limit.roomMinor) : NO_LIMIT;
            }
        }
        for (uint256 n = 0; n < legs.length; ++n) if (_isIn(legs[n], upTo)) _count(sums, legs[n], 1);
    }

    /// Adds a leg to what a cut does, or takes it away again.
    function _count(Sums memory sums, Leg memory leg, int256 sign) private pure {
        int256 amountMinor = sign * int256(leg.amountMinor);
        sums.closingMinor[leg.payer] -= amountMinor;
        sums.closingMinor[leg.payee] += amountMinor;
        sums.payments = uint256(int256(sums.payments) + sign);
        if (leg.rank == uint256(INettingQueue.Rank.Credit)) return;
        (uint256 from, uint256 to) = (leg.payer % BANKS, leg.payee % BANKS);
        if (sums.roomMinor[leg.payer][to] != NO_LIMIT) sums.roomMinor[leg.payer][to] -= amountMinor;
        if (sums.roomMinor[leg.payee][from] != NO_LIMIT) sums.roomMinor[leg.payee][from] += amountMinor;
    }

    function _isWithin(Sums memory sums, uint256 account) private pure returns (bool) {
        if (sums.closingMinor[account] < 0) return false;
        for (uint256 p = 0; p < BANKS; ++p) if (sums.roomMinor[account][p] < 0) return false;
        return true;
    }

    function _isFeasible(Leg[] memory legs, uint256[4][6] memory upTo) internal view returns (bool) {
        Sums memory sums = _sumsOf(legs, upTo);
        if (sums.payments == 0) return false;
        for (uint256 a = 0; a < ACCOUNTS; ++a) if (!_isWithin(sums, a)) return false;
        for (uint256 n = 0; n < legs.length; ++n) {
            Leg memory leg = legs[n];
            if (!_isIn(leg, upTo)) continue;
            if (leg.other != 0 && !_isIn(legs[leg.other - 1], upTo)) return false;
            for (uint256 m = 0; m < legs.length; ++m) {
                bool isOvertaken = legs[m].payer == leg.payer && legs[m].rank < leg.rank && !_isIn(legs[m], upTo);
                if (isOvertaken) return false;
            }
        }
        return true;
    }

    /// The greatest feasible cut within another: while a bank is short, the newest of its obligations is dropped.
    function _greatestWithin(Leg[] memory legs, uint256[4][6] memory upTo) internal view {
        _keepOrder(legs, upTo);
        Sums memory sums = _sumsOf(legs, upTo);
        bool isDone = false;
        while (!isDone) {
            isDone = true;
            for (uint256 a = 0; a < ACCOUNTS; ++a) {
                while (!_isWithin(sums, a) || _isTorn(legs, upTo, a)) {
                    _dropNewest(legs, upTo, sums, a);
                    isDone = false;
                }
            }
        }
        _tighten(legs, upTo);
    }

    /// Of an account nothing settles behind what waits in a more urgent rank.
    function _keepOrder(Leg[] memory legs, uint256[4][6] memory upTo) private pure {
        for (uint256 n = 0; n < legs.length; ++n) {
            if (_isIn(legs[n], upTo)) continue;
            for (uint256 r = legs[n].rank + 1; r < RANKS; ++r) upTo[legs[n].payer][r] = 0;
        }
    }

    function _isTorn(Leg[] memory legs, uint256[4][6] memory upTo, uint256 account) private pure returns (bool) {
        for (uint256 n = 0; n < legs.length; ++n) {
            Leg memory leg = legs[n];
            if (leg.payer != account || leg.other == 0 || !_isIn(leg, upTo)) continue;
            if (!_isIn(legs[leg.other - 1], upTo)) return true;
        }
        return false;
    }

    function _dropNewest(Leg[] memory legs, uint256[4][6] memory upTo, Sums memory sums, uint256 account) private pure {
        uint256 newest = legs.length;
        for (uint256 n = 0; n < legs.length; ++n) {
            if (legs[n].payer != account || !_isIn(legs[n], upTo)) continue;
            if (newest == legs.length || _isBehind(legs[n], legs[newest])) newest = n;
        }
        upTo[account][legs[newest].rank] = legs[newest].sequence - 1;
        _count(sums, legs[newest], -1);
    }

    function _isBehind(Leg memory one, Leg memory other) private pure returns (bool) {
        return one.rank == other.rank ? one.sequence > other.sequence : one.rank > other.rank;
    }

    /// Each sequence number is that of the last obligation that settles, or 0: what joins later is not within.
    function _tighten(Leg[] memory legs, uint256[4][6] memory upTo) internal pure {
        uint256[4][6] memory last;
        for (uint256 n = 0; n < legs.length; ++n) {
            Leg memory leg = legs[n];
            if (_isIn(leg, upTo) && leg.sequence > last[leg.payer][leg.rank]) {
                last[leg.payer][leg.rank] = leg.sequence;
            }
        }
        for (uint256 a = 0; a < ACCOUNTS; ++a) for (uint256 r = 0; r < RANKS; ++r) upTo[a][r] = last[a][r];
    }

    function _everythingUpTo() internal pure returns (uint256[4][6] memory upTo) {
        for (uint256 a = 0; a < ACCOUNTS; ++a) for (uint256 r = 0; r < RANKS; ++r) upTo[a][r] = ALL;
    }

    function _greatestOf(Leg[] memory legs) internal view returns (uint256[4][6] memory upTo) {
        upTo = _everythingUpTo();
        _greatestWithin(legs, upTo);
    }

    function _copyOf(uint256[4][6] memory upTo) internal pure returns (uint256[4][6] memory copy) {
        for (uint256 a = 0; a < ACCOUNTS; ++a) for (uint256 r = 0; r < RANKS; ++r) copy[a][r] = upTo[a][r];
    }

    function _paymentsIn(Leg[] memory legs, uint256[4][6] memory upTo) internal pure returns (uint256 payments) {
        for (uint256 n = 0; n < legs.length; ++n) if (_isIn(legs[n], upTo)) ++payments;
    }

    /// The cut as the queue takes it.
    function _proposalOf(uint256[4][6] memory upTo) internal view returns (INettingQueue.QueueCut[] memory cuts) {
        cuts = new INettingQueue.QueueCut[](ACCOUNTS * RANKS);
        uint256 count = 0;
        for (uint256 a = 0; a < ACCOUNTS; ++a) {
            for (uint256 r = 0; r < RANKS; ++r) {
                if (upTo[a][r] != 0) cuts[count++] = _queueCut(a, INettingQueue.Rank(r), uint32(upTo[a][r]));
            }
        }
        assembly ("memory-safe") {
            mstore(cuts, count)
        }
    }

    function _queueCut(
        uint256 account,
        INettingQueue.Rank rank,
        uint32 upTo
    ) private view returns (INettingQueue.QueueCut memory cut) {
        BankId bank = _bankOf(account);
        uint32[] memory ids = queue.lanes(_currencyOf(account), bank, rank);
        cut = INettingQueue.QueueCut(_currencyOf(account), bank, rank, upTo, new uint32[](ids.length));
        for (uint256 i = 0; i < ids.length; ++i) {
            uint256[] storage places = placesOf[ids[i]];
            uint256 index = places.length;
            while (index != 0 && _sequenceIn(owed[places[index - 1]], bank) > upTo) --index;
            cut.indices[i] = uint32(index);
        }
    }

    function _sequenceIn(Owed storage row, BankId bank) private view returns (uint256) {
        return row.payer == bank ? row.sequence : row.counterSequence;
    }

    /// What a proposal says, whoever made it up.
    function _saidBy(INettingQueue.QueueCut[] memory cuts) internal pure returns (uint256[4][6] memory upTo) {
        for (uint256 i = 0; i < cuts.length; ++i) {
            uint256 account = _accountOf(cuts[i].currency, cuts[i].payer);
            uint256 rank = uint256(cuts[i].rank);
            if (cuts[i].upTo > upTo[account][rank]) upTo[account][rank] = cuts[i].upTo;
        }
    }

    /// V9.
    function _bookCut(Leg[] memory legs, uint256[4][6] memory upTo) internal {
        _bookMoney(legs, upTo);
        for (uint256 n = 0; n < legs.length; ++n) {
            Leg memory leg = legs[n];
            bool isSecond = leg.other != 0 && leg.other - 1 < n;
            if (_isIn(leg, upTo) && !isSecond) _end(leg.place, INettingQueue.State.Settled);
        }
    }

    /// What it does to balances and limits.
    function _bookMoney(Leg[] memory legs, uint256[4][6] memory upTo) internal {
        Sums memory sums = _sumsOf(legs, upTo);
        for (uint256 a = 0; a < ACCOUNTS; ++a) {
            int256 changeMinor = sums.closingMinor[a] - int256(_availableToCuts(a));
            Funds storage own = funds[a];
            own.balanceMinor = uint256(int256(own.balanceMinor) + changeMinor);
            uint256 takenMinor = changeMinor < 0 ? uint256(-changeMinor) : 0;
            own.reservedMinor = own.reservedMinor > takenMinor ? own.reservedMinor - takenMinor : 0;
            for (uint256 p = 0; p < BANKS; ++p) {
                if (limits[a][p + 1].isSet) limits[a][p + 1].roomMinor = uint256(sums.roomMinor[a][p]);
            }
        }
        for (uint256 n = 0; n < legs.length; ++n) {
            Leg memory leg = legs[n];
            if (!_isIn(leg, upTo)) continue;
            if (leg.rank == uint256(INettingQueue.Rank.Credit)) continue;
            funds[leg.payer].nettedMinor -= int256(leg.amountMinor);
            funds[leg.payee].nettedMinor += int256(leg.amountMinor);
        }
    }
}
