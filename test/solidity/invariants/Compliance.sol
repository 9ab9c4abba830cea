// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IDepositToken} from "../../../contracts/interfaces/IDepositToken.sol";
import {BankId} from "../../../contracts/interfaces/Types.sol";
import {DepositToken} from "../../../contracts/money/DepositToken.sol";
import {Crowd} from "./Crowd.sol";

/// What a bank's compliance and administration do to its customers' money, by right and by wrong.
abstract contract Compliance is Crowd {
    function _comply(uint256 which) internal {
        if (which < 2) _freeze();
        else if (which < 4) _unfreeze();
        else if (which < 6) _force();
        else if (which == 6) _pause();
        else if (which == 7) _renew();
        else if (which == 8) _tellAgain();
        else if (which == 9) _mark();
        else if (which == 10) _reachIntoSuspense();
        else _nextDay();
    }

    function _freeze() private {
        Holder memory holder = _holder();
        DepositToken token = _token(holder.bank);
        uint256 frozenMinor = _roll(10) == 0 ? type(uint256).max : _roll(50_000);
        bytes memory call = abi.encodeCall(token.freeze, (holder.actor.account, frozenMinor, REASON));
        address caller = _roll(10) == 0 ? _anyone() : staff[holder.bank].compliance;
        _try("freeze", caller, address(token), call);
    }

    function _unfreeze() private {
        Holder memory holder = _holder();
        DepositToken token = _token(holder.bank);
        bytes memory call = abi.encodeCall(token.unfreeze, (holder.actor.account, 0, REASON));
        vm.assertTrue(
            !_try("trespass", staff[holder.bank].compliance, address(token), call),
            "who freezes does not unfreeze"
        );
        _try("unfreeze", staff[holder.bank].administrator, address(token), call);
    }

    function _force() private {
        (Holder memory from, DepositToken token) = (_holder(), DepositToken(address(0)));
        token = _token(from.bank);
        address to = _colleague(from).actor.account;
        uint256 frozenBefore = token.frozenOf(from.actor.account);
        uint256 amountMinor = 1 + _roll(frozenBefore == 0 ? 10 : (frozenBefore > 30_000 ? 30_000 : frozenBefore) + 10);
        bytes memory call = abi.encodeCall(token.forceTransfer, (from.actor.account, to, amountMinor, REASON));
        address caller = _roll(10) == 0 ? _anyone() : staff[from.bank].administrator;
        bool isDone = _try("force transfer", caller, address(token), call);
        vm.assertTrue(!isDone || amountMinor <= frozenBefore, "only what is frozen is moved by force");
        vm.assertTrue(!isDone || from.actor.account != to, "and never to oneself");
    }

    /// And soon after it goes on.
    function _pause() private {
        BankId bank = _bank();
        DepositToken token = _token(bank);
        IDepositToken.Pausable what = IDepositToken.Pausable(_roll(4));
        bytes memory call = abi.encodeCall(token.pause, (what, REASON));
        if (!_try("pause", staff[bank].compliance, address(token), call)) return;
        if (what == IDepositToken.Pausable.Transfer) {
            call = abi.encodeCall(token.transfer, (_holder().actor.account, 0));
            vm.assertTrue(!_try("trespass", _holder().actor.account, address(token), call), "a pause holds");
        }
        call = abi.encodeCall(token.resume, (what, REASON));
        _try("resume", staff[bank].administrator, address(token), call);
    }

    function _renew() private {
        Holder memory holder = _holder();
        bytes memory call = abi.encodeCall(
            customers.renew,
            (holder.bank, holder.actor.account, 1, uint40(block.timestamp + 365 days * 5), REASON)
        );
        address caller = _roll(8) == 0 ? _anyone() : staff[holder.bank].onboarding;
        _try("renew", caller, address(customers), call);
    }

    /// The bank marks its low water; the mark only tells.
    function _mark() private {
        BankId bank = _bank();
        bytes memory call = abi.encodeCall(
            settlement.setLowWater,
            (bank, _currency(), uint64(_roll(2_000_000)), REASON)
        );
        _try("low water", staff[bank].treasury, address(settlement), call);
    }

    /// Everyone's standing, and a till, are told again: nothing changes.
    function _tellAgain() private {
        bytes32 before = _books();
        Holder memory holder = _holder();
        _try("sync bank", _anyone(), address(participants), abi.encodeCall(participants.sync, (holder.bank)));
        bytes memory call = abi.encodeCall(customers.sync, (holder.bank, holder.actor.account));
        _try("sync customer", _anyone(), address(customers), call);
        Shop memory shop = shops[_roll(shops.length)];
        call = abi.encodeCall(merchants.syncMerchant, (shop.merchantId));
        _try("sync merchant", _anyone(), address(merchants), call);
        call = abi.encodeCall(merchants.syncTerminal, (shop.till.account));
        _try("sync terminal", _anyone(), address(merchants), call);
        vm.assertEq(_books(), before, "telling again changes nothing");
    }

    /// What waits for customers is out of every duty's reach.
    function _reachIntoSuspense() private {
        BankId bank = _bank();
        DepositToken token = _token(bank);
        uint256 which = _roll(3);
        (address officer, address target) = (staff[bank].issuance, address(token));
        bytes memory call = abi.encodeCall(token.redeem, (address(token), 1, REASON));
        if (which == 1) {
            (officer, call) = (staff[bank].compliance, abi.encodeCall(token.freeze, (address(token), 1, REASON)));
        } else if (which == 2) {
            (officer, target) = (staff[bank].onboarding, address(customers));
            call = abi.encodeCall(customers.enrol, (bank, address(token), "token", 1, type(uint40).max));
        }
        vm.assertTrue(!_try("trespass", officer, target, call), "refunds that wait are the customers'");
    }

    function _nextDay() private {
        vm.warp(block.timestamp + 6 hours);
    }
}
