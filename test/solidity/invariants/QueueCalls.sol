// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {INettingQueue} from "../../../contracts/interfaces/INettingQueue.sol";
import {BankId, Status} from "../../../contracts/interfaces/Types.sol";
import {CutModel} from "./CutModel.sol";

/// What treasuries and the operator do with the queue, by right and by wrong.
abstract contract QueueCalls is CutModel {
    uint256 private constant MOST_WAITING = 24; // a longer queue makes the walk slower and finds nothing else
    uint256 private constant MOST_OFFERED = 12;
    uint256 private constant MOST_MINOR = 20_000;

    INettingQueue.LinkedTerms[] private _offers;
    uint256 private _offered;

    // The queue

    function _enqueue() internal {
        if (waiting.length >= MOST_WAITING) return;
        uint256 account = _account();
        (uint16 currency, BankId payer) = (_currencyOf(account), _bankOf(account));
        BankId payee = _otherBank(currency, payer);
        INettingQueue.Rank rank = INettingQueue.Rank(1 + _roll(3));
        uint256 amountMinor = 1 + _roll(MOST_MINOR);
        bytes memory call = abi.encodeCall(queue.enqueue, (currency, payer, payee, amountMinor, rank, "invoice"));
        (bool isDone, bytes memory answer) = _try("enqueue", staff[payer].treasury, address(queue), call);
        vm.assertTrue(isDone == !(isSuspended[payer] || isSuspended[payee]), "active banks queue, and no others");
        if (!isDone) return;
        (uint32 lane, uint256 index) = abi.decode(answer, (uint32, uint256));
        _book(lane, index, INettingQueue.LinkedTerms(payer, payee, currency, 0, amountMinor, 0, rank, "invoice"));
    }

    function _offer() internal {
        if (_offers.length >= MOST_OFFERED) return;
        INettingQueue.LinkedTerms memory terms = _linked(1 + _roll(MOST_MINOR), 1 + _roll(MOST_MINOR));
        if (_roll(2) == 0) (terms.payer, terms.payee) = (terms.payee, terms.payer);
        if (_roll(2) == 0) (terms.currency, terms.counterCurrency) = (terms.counterCurrency, terms.currency);
        terms.rank = INettingQueue.Rank(1 + _roll(3));
        terms.linkReference = bytes32(++_offered);
        bytes memory call = abi.encodeCall(queue.offerLinked, (terms));
        (bool isDone, ) = _try("offer linked", staff[terms.payer].treasury, address(queue), call);
        if (isDone) _offers.push(terms);
    }

    /// And never twice.
    function _accept() internal {
        if (_offers.length == 0 || waiting.length >= MOST_WAITING) return;
        uint256 which = _roll(_offers.length);
        INettingQueue.LinkedTerms memory terms = _offers[which];
        bytes memory call = abi.encodeCall(queue.enqueueLinked, (terms));
        _trespass(staff[terms.payer].treasury, address(queue), call, "nobody accepts for another bank");
        (bool isDone, bytes memory answer) = _try("accept linked", staff[terms.payee].treasury, address(queue), call);
        if (!isDone) return;
        (uint32 lane, uint256 index) = abi.decode(answer, (uint32, uint256));
        _book(lane, index, terms);
        _forget(which);
        _trespass(staff[terms.payee].treasury, address(queue), call, "an offer is accepted once");
    }

    function _withdraw() internal {
        if (_offers.length == 0) return;
        uint256 which = _roll(_offers.length);
        INettingQueue.LinkedTerms memory terms = _offers[which];
        bytes memory call = abi.encodeCall(queue.withdrawLinked, (terms));
        (bool isDone, ) = _try("withdraw linked", staff[terms.payer].treasury, address(queue), call);
        if (!isDone) return;
        _forget(which);
        call = abi.encodeCall(queue.enqueueLinked, (terms));
        _trespass(staff[terms.payee].treasury, address(queue), call, "what was withdrawn is not accepted");
    }

    /// Linked ones above all: they take two banks.
    function _cancelWaiting() internal {
        if (waiting.length == 0) return;
        uint256 place = waiting[_roll(waiting.length)];
        for (uint256 i = 0; i < 3 && owed[place].counterCurrency == 0; ++i) place = waiting[_roll(waiting.length)];
        Owed memory row = owed[place];
        bytes memory call = abi.encodeCall(queue.cancel, (row.lane, row.index, REASON));
        if (row.rank == INettingQueue.Rank.Credit) {
            _trespass(staff[row.payer].treasury, address(queue), call, "nobody cancels what credit is owed");
            return;
        }
        if (row.counterCurrency == 0) {
            _trespass(staff[row.payee].treasury, address(queue), call, "what is owed is the payer's to cancel");
            (bool isDone, ) = _try("cancel", staff[row.payer].treasury, address(queue), call);
            if (isDone) _end(place, INettingQueue.State.Cancelled);
        } else _cancelLinked(place, call);
    }

    function _cancelLinked(uint256 place, bytes memory call) private {
        Owed memory row = owed[place];
        BankId bank = _roll(2) == 0 ? row.payer : row.payee;
        if (row.wisher == bank && _roll(2) == 0) bank = row.payer == bank ? row.payee : row.payer;
        bool isShared = !(row.wisher == BankId.wrap(0)) && !(row.wisher == bank);
        string memory name = isShared ? "cancel linked" : "wish to cancel linked";
        (bool isDone, ) = _try(name, staff[bank].treasury, address(queue), call);
        if (!isDone) return;
        owed[place].wisher = bank;
        if (isShared) _end(place, INettingQueue.State.Cancelled);
    }

    /// What has ended is not cancelled, and so not cancelled again.
    function _cancelEnded() internal {
        if (owed.length == 0) return;
        Owed memory row = owed[_roll(owed.length)];
        if (row.state == INettingQueue.State.Waiting) return;
        bytes memory call = abi.encodeCall(queue.cancel, (row.lane, row.index, REASON));
        _trespass(staff[row.payer].treasury, address(queue), call, "I4: what has ended is not cancelled");
    }

    // Terms

    function _setLimit() internal {
        (uint256 account, BankId payee) = _limitedPair();
        LimitBook storage own = limits[account][BankId.unwrap(payee)];
        uint64 limitMinor = uint64(_roll(MOST_MINOR));
        (uint16 currency, BankId payer) = (_currencyOf(account), _bankOf(account));
        bytes memory call = abi.encodeCall(queue.setBilateralLimit, (currency, payer, payee, limitMinor, REASON));
        (bool isDone, ) = _try("set limit", staff[payer].treasury, address(queue), call);
        if (!isDone) return;
        uint256 roomMinor = own.isSet ? own.roomMinor + limitMinor : 2 * uint256(limitMinor);
        uint256 oldMinor = own.isSet ? own.limitMinor : limitMinor;
        (own.isSet, own.limitMinor) = (true, limitMinor);
        own.roomMinor = roomMinor > oldMinor ? roomMinor - oldMinor : 0;
    }

    function _liftLimit() internal {
        (uint256 account, BankId payee) = _limitedPair();
        (uint16 currency, BankId payer) = (_currencyOf(account), _bankOf(account));
        bytes memory call = abi.encodeCall(queue.liftBilateralLimit, (currency, payer, payee, REASON));
        (bool isDone, ) = _try("lift limit", staff[payer].treasury, address(queue), call);
        if (isDone) delete limits[account][BankId.unwrap(payee)];
    }

    function _startPeriod() internal {
        (uint256 account, BankId payee) = _limitedPair();
        (uint16 currency, BankId payer) = (_currencyOf(account), _bankOf(account));
        bytes memory call = abi.encodeCall(queue.startLimitPeriod, (currency, payer, payee));
        (bool isDone, ) = _try("start limit period", staff[payer].treasury, address(queue), call);
        LimitBook storage own = limits[account][BankId.unwrap(payee)];
        if (isDone) own.roomMinor = own.limitMinor;
    }

    function _setLine() internal {
        BankId payee = _bank();
        BankId payer = _otherBank(HKD, payee);
        uint64 lineMinor = uint64(_roll(4) == 0 ? 0 : _roll(MOST_MINOR));
        bytes memory call = abi.encodeCall(queue.setCreditLine, (HKD, payee, payer, lineMinor, REASON));
        _trespass(staff[payer].treasury, address(queue), call, "nobody grants himself credit");
        (bool isDone, ) = _try("set credit line", staff[payee].treasury, address(queue), call);
        if (isDone) creditLines[_accountOf(HKD, payee)][BankId.unwrap(payer)] = lineMinor;
    }

    // The operator

    function _suspend() internal {
        BankId bank = _bank();
        bytes memory call = abi.encodeCall(participants.setStatus, (bank, Status.Suspended, REASON));
        _trespass(staff[bank].administrator, address(participants), call, "a bank's standing is the operator's");
        (bool isDone, ) = _try("suspend bank", operator, address(participants), call);
        if (isDone) isSuspended[bank] = true;
    }

    /// Whoever is suspended comes back soon: or after a while nothing would move.
    function _reinstate() internal {
        BankId bank = _bank();
        if (!isSuspended[bank]) return;
        bytes memory call = abi.encodeCall(participants.setStatus, (bank, Status.Active, REASON));
        (bool isDone, ) = _try("reinstate bank", operator, address(participants), call);
        if (isDone) isSuspended[bank] = false;
    }

    function _toggleRelease() internal {
        BankId bank = _bank();
        bytes memory call = abi.encodeCall(queue.setRelease, (bank, !isReleased[bank], REASON));
        _trespass(staff[bank].administrator, address(queue), call, "a release is the operator's");
        (bool isDone, ) = _try(
            isReleased[bank] ? "hold what is due" : "release what is due",
            operator,
            address(queue),
            call
        );
        if (isDone) isReleased[bank] = !isReleased[bank];
    }

    // Whoever has no business here

    function _intrude() internal {
        address caller = _roll(2) == 0 ? stranger.account : operator;
        BankId bank = _bank();
        BankId other = _otherBank(HKD, bank);
        uint256 which = _roll(6);
        bytes memory call;
        if (which == 0) call = abi.encodeCall(queue.enqueue, (HKD, bank, other, 1, INettingQueue.Rank.Urgent, ""));
        else if (which == 1) call = abi.encodeCall(queue.enqueueCredit, (HKD, bank, other, 1, ""));
        else if (which == 2) call = abi.encodeCall(queue.setBilateralLimit, (HKD, bank, other, 0, REASON));
        else if (which == 3) call = abi.encodeCall(queue.startLimitPeriod, (HKD, bank, other));
        else if (which == 4) call = abi.encodeCall(queue.setCreditLine, (HKD, bank, other, 1, REASON));
        else if (waiting.length == 0) return;
        else {
            Owed memory row = owed[waiting[_roll(waiting.length)]];
            call = abi.encodeCall(queue.cancel, (row.lane, row.index, REASON));
        }
        _trespass(caller, address(queue), call, "the queue is the banks'");
        int256[] memory netMinor = new int256[](BANKS);
        (netMinor[0], netMinor[1]) = (1, -1);
        call = abi.encodeCall(settlement.settleNet, (HKD, _allBanks(), netMinor));
        _trespass(caller, address(settlement), call, "only the queue nets");
    }

    // Dice

    function _bank() internal returns (BankId) {
        return BankId.wrap(uint16(1 + _roll(BANKS)));
    }

    /// Of five: Jade keeps no renminbi.
    function _account() internal returns (uint256) {
        return _roll(ACCOUNTS - 1);
    }

    function _otherBank(uint16 currency, BankId bank) internal returns (BankId) {
        uint256 number = BankId.unwrap(bank);
        if (currency == CNY) return number == 1 ? LOTUS : HARBOUR;
        return BankId.wrap(uint16(1 + ((number + _roll(2)) % BANKS)));
    }

    /// Few of all pairs, so that limits are met again.
    function _limitedPair() private returns (uint256 account, BankId payee) {
        account = _roll(3);
        return (account, BankId.wrap(uint16(1 + ((account + 1) % BANKS))));
    }

    function _forget(uint256 which) private {
        _offers[which] = _offers[_offers.length - 1];
        _offers.pop();
    }
}
