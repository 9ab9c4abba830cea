// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {INettingQueue} from "../../../contracts/interfaces/INettingQueue.sol";
import {BankId} from "../../../contracts/interfaces/Types.sol";
import {Holds} from "../support/Holds.sol";
import {Queues} from "../support/Queues.sol";
import {Dice} from "./Dice.sol";

/// The queue and the banks' balances, kept one obligation at a time, by what was called: the queue itself is never asked
/// for a sum. An account is a bank in a currency.
abstract contract ObligationBook is Holds, Queues, Dice {
    uint256 internal constant BANKS = 3;
    uint256 internal constant ACCOUNTS = 6; // three banks in HKD, then in CNY
    uint256 internal constant RANKS = 4;

    struct Owed {
        uint32 lane;
        uint32 index;
        BankId payer;
        BankId payee;
        uint16 currency;
        uint16 counterCurrency;
        INettingQueue.Rank rank;
        INettingQueue.State state;
        BankId wisher; // who asked for its end
        uint32 sequence;
        uint32 counterSequence;
        uint64 amountMinor;
        uint64 counterMinor;
    }

    struct Funds {
        uint256 balanceMinor;
        uint256 earmarkedMinor;
        uint256 schemeFeesMinor;
        uint256 reservedMinor;
        int256 fundedMinor; // net of what was taken out
        int256 nettedMinor; // by obligations that no customer paid
        uint256 feesEarnedMinor;
    }

    struct LimitBook {
        bool isSet;
        uint256 limitMinor;
        uint256 roomMinor;
    }

    /// What became of a lane's obligations, in its own currency and in the other.
    struct LaneBook {
        uint256 waitingMinor;
        uint256 waitingCounterMinor;
        uint256 settledMinor;
        uint256 settledCounterMinor;
    }

    Owed[] internal owed; // all, ever
    uint256[] internal waiting; // places in it
    mapping(uint32 lane => uint256[] places) internal placesOf;
    mapping(uint32 lane => LaneBook) internal laneBook;
    uint32[] internal laneIds;
    mapping(uint256 account => mapping(uint256 rank => uint32)) internal sequences;
    mapping(uint256 account => Funds) internal funds;
    mapping(uint256 account => mapping(uint256 payee => LimitBook)) internal limits;
    mapping(uint256 payeeAccount => mapping(uint256 payer => uint256)) internal creditLines;
    mapping(uint256 payeeAccount => mapping(uint256 payer => uint256)) internal creditUsed;
    mapping(BankId => bool) internal isSuspended;
    mapping(BankId => bool) internal isReleased;

    function _accountOf(uint16 currency, BankId bank) internal pure returns (uint256) {
        return (currency == HKD ? 0 : BANKS) + BankId.unwrap(bank) - 1;
    }

    function _currencyOf(uint256 account) internal pure returns (uint16) {
        return account < BANKS ? HKD : CNY;
    }

    function _bankOf(uint256 account) internal pure returns (BankId) {
        return BankId.wrap(uint16(1 + (account % BANKS)));
    }

    function _availableToCuts(uint256 account) internal view returns (uint256) {
        Funds storage own = funds[account];
        return own.balanceMinor - own.earmarkedMinor - own.schemeFeesMinor;
    }

    function _availableAtOnce(uint256 account) internal view returns (uint256) {
        return _availableToCuts(account) - funds[account].reservedMinor;
    }

    function _roomOf(uint256 payeeAccount, BankId payer) internal view returns (uint256) {
        uint256 lineMinor = creditLines[payeeAccount][BankId.unwrap(payer)];
        uint256 usedMinor = creditUsed[payeeAccount][BankId.unwrap(payer)];
        return usedMinor < lineMinor ? lineMinor - usedMinor : 0;
    }

    function _book(uint32 lane, uint256 index, INettingQueue.LinkedTerms memory terms) internal {
        uint256 account = _accountOf(terms.currency, terms.payer);
        Owed memory row;
        (row.lane, row.index, row.rank) = (lane, uint32(index), terms.rank);
        (row.payer, row.payee) = (terms.payer, terms.payee);
        (row.currency, row.counterCurrency) = (terms.currency, terms.counterCurrency);
        (row.amountMinor, row.counterMinor) = (uint64(terms.amountMinor), uint64(terms.counterAmountMinor));
        row.sequence = ++sequences[account][uint256(terms.rank)];
        if (terms.counterCurrency != 0) {
            row.counterSequence = ++sequences[_accountOf(terms.counterCurrency, terms.payee)][uint256(terms.rank)];
        }
        vm.assertEq(placesOf[lane].length, index, "a lane is append-only");
        if (index == 0) laneIds.push(lane);
        placesOf[lane].push(owed.length);
        waiting.push(owed.length);
        owed.push(row);
        laneBook[lane].waitingMinor += terms.amountMinor;
        laneBook[lane].waitingCounterMinor += terms.counterAmountMinor;
        if (terms.rank == INettingQueue.Rank.Credit) {
            creditUsed[_accountOf(terms.currency, terms.payee)][BankId.unwrap(terms.payer)] += terms.amountMinor;
        }
    }

    /// It waits no longer: once only.
    function _end(uint256 place, INettingQueue.State state) internal {
        Owed memory row = owed[place];
        vm.assertTrue(row.state == INettingQueue.State.Waiting, "I4: an obligation ends once");
        owed[place].state = state;
        uint256 n = 0;
        while (waiting[n] != place) ++n;
        waiting[n] = waiting[waiting.length - 1];
        waiting.pop();
        LaneBook storage lane = laneBook[row.lane];
        lane.waitingMinor -= row.amountMinor;
        lane.waitingCounterMinor -= row.counterMinor;
        if (state == INettingQueue.State.Cancelled) return;
        lane.settledMinor += row.amountMinor;
        lane.settledCounterMinor += row.counterMinor;
        if (row.rank == INettingQueue.Rank.Credit) {
            creditUsed[_accountOf(row.currency, row.payee)][BankId.unwrap(row.payer)] -= row.amountMinor;
        }
    }

    /// One call, counted by its kind.
    function _try(
        string memory name,
        address caller,
        address target,
        bytes memory call
    ) internal returns (bool isDone, bytes memory answer) {
        _countTry(name);
        vm.prank(caller);
        (isDone, answer) = target.call(call);
        if (isDone) ++succeeded[name];
    }

    function _trespass(address caller, address target, bytes memory call, string memory why) internal {
        (bool isDone, ) = _try("trespass", caller, target, call);
        vm.assertTrue(!isDone, why);
    }
}
