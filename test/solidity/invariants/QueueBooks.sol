// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {INettingQueue} from "../../../contracts/interfaces/INettingQueue.sol";
import {ISettlementHub} from "../../../contracts/interfaces/ISettlementHub.sol";
import {BankId} from "../../../contracts/interfaces/Types.sol";
import {BypassCalls} from "./BypassCalls.sol";

/// The queue's invariants, as settlement.md numbers them: each compares what the contracts say with the book.
abstract contract QueueBooks is BypassCalls {
    mapping(uint32 lane => INettingQueue.Lane) private _before;

    function _checkI1ReservesAreConserved() internal view {
        for (uint256 c = 0; c < 2; ++c) {
            uint16 currency = c == 0 ? HKD : CNY;
            uint256 sumMinor = settlement.settlementBalance(settlement.SCHEME(), currency);
            uint256 outsideMinor = 0;
            for (uint16 bank = 1; bank <= BANKS; ++bank) {
                sumMinor += settlement.settlementBalance(BankId.wrap(bank), currency);
                outsideMinor += reserves[currency].balanceOf(staff[BankId.wrap(bank)].administrator);
            }
            vm.assertEq(sumMinor, reserves[currency].balanceOf(address(settlement)), "I1: balances are reserves");
            vm.assertEq(sumMinor + outsideMinor, reserves[currency].totalSupply(), "I1: no reserves are made or lost");
        }
    }

    /// What customers gained beside issuing is what their bank gained, is owed and does not owe, less its fees.
    function _checkI1DepositsMoveWithReserves() internal view {
        for (uint256 a = 0; a < BANKS; ++a) {
            Funds storage own = funds[a];
            int256 gainedMinor = int256(own.balanceMinor) - int256(own.schemeFeesMinor) - own.fundedMinor;
            gainedMinor -= own.nettedMinor + int256(own.feesEarnedMinor);
            for (uint256 other = 1; other <= BANKS; ++other) {
                gainedMinor += int256(creditUsed[a][other]);
                gainedMinor -= int256(creditUsed[other - 1][a + 1]);
            }
            BankId bank = _bankOf(a);
            int256 madeMinor = int256(deposits[bank][HKD].totalSupply()) - int256(issuedMinor[bank]);
            vm.assertEq(madeMinor, gainedMinor, "I1: deposits move with reserves and credit");
        }
    }

    function _checkI2BalancesCoverWhatIsSpokenFor() internal view {
        for (uint256 a = 0; a < ACCOUNTS; ++a) {
            ISettlementHub.Position memory own = settlement.position(_bankOf(a), _currencyOf(a));
            Funds storage book = funds[a];
            vm.assertEq(own.balanceMinor, book.balanceMinor, "I2: the balance is what was called for");
            vm.assertEq(own.earmarkedMinor, book.earmarkedMinor, "I2: and what is earmarked");
            vm.assertEq(own.reservedMinor, book.reservedMinor, "I2: and what is kept for the queue");
            vm.assertEq(own.schemeFeesMinor, book.schemeFeesMinor, "I2: and what is the scheme's");
            uint256 spokenForMinor = uint256(own.earmarkedMinor) + own.reservedMinor + own.schemeFeesMinor;
            vm.assertTrue(spokenForMinor <= own.balanceMinor, "I2: all of it is there");
        }
    }

    function _checkI3CursorsAndSequencesOnlyGrow() internal {
        for (uint256 n = 0; n < laneIds.length; ++n) {
            INettingQueue.Lane memory row = queue.lane(laneIds[n]);
            INettingQueue.Lane memory old = _before[laneIds[n]];
            vm.assertTrue(row.cursor >= old.cursor && row.length >= old.length, "I3: a cursor goes back");
            vm.assertTrue(row.cancelled >= old.cancelled && row.cursor <= row.length, "I3: a cursor within the lane");
            vm.assertTrue(row.halfCut == INettingQueue.Leg.None, "I8: no lane is left cut by half");
            _before[laneIds[n]] = row;
        }
    }

    /// Each that ended or came since the last look, by its place.
    function _checkI4StatesAreTheBooks() internal view {
        for (uint256 n = 0; n < waiting.length; ++n) _checkState(waiting[n]);
        uint256 first = owed.length > 60 ? owed.length - 60 : 0;
        for (uint256 place = first; place < owed.length; ++place) _checkState(place);
    }

    /// All of them, once the walk is over.
    function _checkI4AllStates() internal view {
        for (uint256 place = 0; place < owed.length; ++place) _checkState(place);
    }

    function _checkState(uint256 place) private view {
        Owed memory row = owed[place];
        vm.assertTrue(queue.stateOf(row.lane, row.index) == row.state, "I4: settled once, or cancelled, or waiting");
        INettingQueue.Entry memory entry = queue.entries(row.lane, row.index, row.index + 1)[0];
        vm.assertEq(entry.sequence, row.sequence, "I3: its sequence is its payer's count");
        vm.assertEq(entry.counterSequence, row.counterSequence, "I3: and its payee's, where it is linked");
    }

    function _checkI5SumsAreTheBooks() internal view {
        for (uint256 n = 0; n < laneIds.length; ++n) {
            LaneBook storage book = laneBook[laneIds[n]];
            (uint256 minor, uint256 counterMinor) = queue.settled(laneIds[n]);
            vm.assertEq(minor, book.settledMinor, "I5: settled is the sum of what settled");
            vm.assertEq(counterMinor, book.settledCounterMinor, "I8: in both currencies of a link");
            (minor, counterMinor) = queue.waiting(laneIds[n]);
            vm.assertEq(minor, book.waitingMinor, "I5: and what waits of what waits");
            vm.assertEq(counterMinor, book.waitingCounterMinor, "I8: in both currencies");
        }
    }

    function _checkI6LimitsAreTheBooks() internal view {
        for (uint256 a = 0; a < ACCOUNTS; ++a) {
            for (uint16 payee = 1; payee <= BANKS; ++payee) {
                LimitBook storage book = limits[a][payee];
                (bool isSet, uint256 limitMinor, uint256 roomMinor) = queue.bilateralLimit(
                    _currencyOf(a),
                    _bankOf(a),
                    BankId.wrap(payee)
                );
                vm.assertTrue(isSet == book.isSet, "I6: a limit is its payer's");
                vm.assertEq(limitMinor, book.limitMinor, "I6: as it was set");
                vm.assertEq(roomMinor, book.roomMinor, "I6: and used by cuts alone");
            }
        }
    }

    function _checkI9CreditIsWithinItsLine() internal view {
        for (uint256 a = 0; a < BANKS; ++a) {
            for (uint16 payer = 1; payer <= BANKS; ++payer) {
                (uint256 lineMinor, uint256 usedMinor) = queue.creditLine(HKD, _bankOf(a), BankId.wrap(payer));
                vm.assertEq(lineMinor, creditLines[a][payer], "I9: a line is the payee's");
                vm.assertEq(usedMinor, creditUsed[a][payer], "I9: used by what waits in it");
            }
        }
    }
}
