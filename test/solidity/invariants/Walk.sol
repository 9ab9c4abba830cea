// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {BankId, Status} from "../../../contracts/interfaces/Types.sol";
import {DepositToken} from "../../../contracts/money/DepositToken.sol";
import {ISettlementHub} from "../../../contracts/interfaces/ISettlementHub.sol";
import {PaymentApproval, SignedRequest} from "../../../contracts/payment/PaymentTypes.sol";
import {Actor} from "../support/Test.sol";
import {Administration} from "./Administration.sol";
import {Compliance} from "./Compliance.sol";
import {Lives} from "./Lives.sol";
import {SignedTransfers} from "./SignedTransfers.sol";

/// A random walk through every call of the network by every role, right and wrong ones. Deterministic by its seed.
abstract contract Walk is SignedTransfers, Administration, Lives, Compliance {
    /// One call. External, so that the memory it used is free again afterwards.
    function step(uint256 seed) external {
        dice = seed;
        if (_roll(4) == 0) _reinstate();
        uint256 which = _roll(61);
        if (which < 34) _act(which);
        else if (which < 49) _live(which - 34);
        else _comply(which - 49);
        ledger.take(vm.getRecordedLogs());
    }

    function _act(uint256 which) private {
        if (which < 3) _payDirect();
        else if (which < 6) _payByApproval();
        else if (which == 6) _payAgain();
        else if (which == 7) _cancelAsked();
        else if (which == 8) _cancelMyApproval();
        else if (which == 9) _moveSettlement("fund", settlement.fund.selector);
        else if (which == 10) _moveSettlement("defund", settlement.defund.selector);
        else if (which == 11) _moveDeposits("issue", _issuer(), DepositToken.issue.selector);
        else if (which == 12) _moveDeposits("redeem", _issuer(), DepositToken.redeem.selector);
        else if (which == 13) _moveReserves("reserves issue", reserves[HKD].issue.selector);
        else if (which == 14) _moveReserves("reserves withdraw", reserves[HKD].withdraw.selector);
        else if (which == 15) _transferDeposits();
        else if (which == 16) _transferReserves();
        else if (which == 17) _spendAllowance();
        else if (which == 18) _toggleCustomer();
        else if (which == 19) _toggleMerchant();
        else if (which == 20) _toggleBank();
        else if (which == 21) _registerTill();
        else if (which == 22) _revokeTill();
        else if (which == 23) _enrolSomebody();
        else if (which == 24) vm.warp(block.timestamp + _roll(120));
        else if (which == 25) _permit();
        else if (which == 26) _transferByAuthorization();
        else if (which == 27) _receiveByAuthorization();
        else if (which == 28) _cancelAuthorization();
        else if (which == 29) _spendReserves();
        else if (which == 30) _rotateClerk();
        else if (which == 31) _renewCode();
        else if (which == 32) _replacePaymentContract();
        else _trespass();
    }

    // Payments

    function _payDirect() private {
        (SignedRequest memory signed, Holder memory payer) = (_ask(0), _holder());
        uint256 amountMinor = _amountFor(signed);
        bytes memory call = abi.encodeCall(hub.pay, (signed, payer.bank, amountMinor, _tip(), bytes32(_roll(3))));
        _try(signed.request.amountMinor == 0 ? "pay static" : "pay", payer.actor.account, address(hub), call);
    }

    function _payByApproval() private {
        (SignedRequest memory signed, Holder memory payer) = (_ask(0), _holder());
        PaymentApproval memory approval = _approvalBy(payer, signed, _tip(), bytes32(_roll(3)));
        Actor memory signer = _roll(10) == 0 ? stranger : payer.actor;
        bytes memory call = abi.encodeCall(hub.payApproved, (signed, approval, _signApproval(signer, approval)));
        bool isPaid = _try(
            signed.request.amountMinor == 0 ? "approve static" : "approve",
            stranger.account,
            address(hub),
            call
        );
        vm.assertTrue(!isPaid || signer.account == payer.actor.account, "nobody pays without the payer's signature");
    }

    /// A request that was asked for before: most of them are paid, cancelled or expired.
    function _payAgain() private {
        if (asked.length == 0) return;
        SignedRequest memory signed = asked[_roll(asked.length)];
        Holder memory payer = _holder();
        bytes memory call = abi.encodeCall(hub.pay, (signed, payer.bank, _amountFor(signed), 0, bytes32(_roll(3))));
        _try(signed.request.amountMinor == 0 ? "pay static" : "pay", payer.actor.account, address(hub), call);
    }

    function _cancelAsked() private {
        SignedRequest memory signed = _roll(2) == 0 || asked.length == 0 ? _ask(0) : asked[_roll(asked.length)];
        Shop memory shop = _shopOf(signed.request.merchantId, signed.request.currency);
        address canceller = _roll(2) == 0 ? shop.till.account : staff[shop.acquirer].acquiring;
        _try("cancel request", canceller, address(hub), abi.encodeCall(hub.cancelRequest, (signed)));
    }

    /// And what was cancelled is tried at once.
    function _cancelMyApproval() private {
        if (asked.length == 0) return;
        SignedRequest memory signed = asked[_roll(asked.length)];
        Holder memory payer = _holder();
        bytes32 nonce = bytes32(_roll(3));
        bytes memory call = abi.encodeCall(hub.cancelApproval, (hub.requestDigest(signed.request), nonce));
        bool isCancelled = _try("cancel approval", payer.actor.account, address(hub), call);
        if (!isCancelled || signed.request.amountMinor != 0) return;
        call = abi.encodeCall(hub.pay, (signed, payer.bank, 1, 0, nonce));
        vm.assertTrue(!_try("trespass", payer.actor.account, address(hub), call), "a cancelled approval pays nothing");
    }

    // Money

    function _moveSettlement(string memory name, bytes4 selector) private {
        BankId bank = _bank();
        address caller = _roll(10) == 0 ? _anyone() : staff[bank].treasury;
        bytes memory call = abi.encodeWithSelector(selector, bank, _currency(), _sum());
        _try(name, caller, address(settlement), call);
    }

    function _moveDeposits(string memory name, address caller, bytes4 selector) private {
        Holder memory holder = _holder();
        DepositToken token = _token(holder.bank);
        if (_roll(3) != 0) caller = staff[holder.bank].issuance;
        _try(name, caller, address(token), abi.encodeWithSelector(selector, holder.actor.account, _sum(), REASON));
    }

    function _moveReserves(string memory name, bytes4 selector) private {
        address account = staff[_bank()].administrator;
        bytes memory call = abi.encodeWithSelector(selector, account, _sum(), REASON);
        _try(name, _roll(8) == 0 ? account : operator, address(reserves[_currency()]), call);
    }

    function _transferDeposits() private {
        Holder memory from = _holder();
        Holder memory to = _colleague(from);
        DepositToken token = _token(from.bank);
        bytes memory call = abi.encodeCall(token.transfer, (to.actor.account, _sum()));
        bool isMoved = _try("transfer", from.actor.account, address(token), call);
        vm.assertTrue(!isMoved || from.bank == to.bank, "deposits stay with the bank's own customers");
    }

    function _transferReserves() private {
        address from = staff[_bank()].administrator;
        address to = staff[_bank()].administrator;
        if (_roll(8) == 0) to = stranger.account;
        uint16 currency = _currency();
        bytes memory call = abi.encodeCall(reserves[currency].transfer, (to, _sum()));
        bool isMoved = _try("reserves transfer", from, address(reserves[currency]), call);
        vm.assertTrue(!isMoved || to != stranger.account, "only banks hold reserves");
    }

    function _spendAllowance() private {
        Holder memory from = _holder();
        Holder memory to = _colleague(from);
        DepositToken token = _token(from.bank);
        vm.prank(from.actor.account);
        token.approve(to.actor.account, type(uint256).max);
        bytes memory call = abi.encodeCall(token.transferFrom, (from.actor.account, to.actor.account, _sum()));
        _try("transferFrom", to.actor.account, address(token), call);
    }

    // Standing

    function _toggleCustomer() private {
        Holder memory holder = _holder();
        Status old = customers.customer(holder.bank, holder.actor.account).status;
        bytes memory call = abi.encodeCall(
            customers.setStatus,
            (holder.bank, holder.actor.account, _other(old), REASON)
        );
        address officer = old == Status.Active ? staff[holder.bank].onboarding : staff[holder.bank].administrator;
        _try("customer status", officer, address(customers), call);
    }

    function _toggleMerchant() private {
        Shop memory shop = shops[_roll(shops.length)];
        Status old = merchants.merchant(shop.merchantId).status;
        bytes memory call = abi.encodeCall(merchants.setStatus, (shop.merchantId, _other(old), REASON));
        address officer = old == Status.Active ? staff[shop.acquirer].onboarding : staff[shop.acquirer].administrator;
        _try("merchant status", officer, address(merchants), call);
    }

    function _toggleBank() private {
        BankId bank = _bank();
        Status old = participants.participant(bank).status;
        bytes memory call = abi.encodeCall(participants.setStatus, (bank, _other(old), REASON));
        _try("bank status", operator, address(participants), call);
    }

    function _registerTill() private {
        uint256 which = _roll(shops.length);
        Shop memory shop = shops[which];
        Actor memory till = makeActor(string.concat("till ", vm.toString(++count)));
        bytes memory call = _registration(shop, till);
        if (_try("register terminal", staff[shop.acquirer].onboarding, address(merchants), call)) {
            shops[which].till = till;
        }
    }

    /// Now and then the shop's newest till, and another takes its place at once: or nothing would be paid any more.
    function _revokeTill() private {
        uint256 which = _roll(shops.length);
        Shop memory shop = shops[which];
        Actor memory old = shop.till;
        bytes memory call = abi.encodeCall(merchants.revokeTerminal, (old.account, REASON));
        _try("revoke terminal", staff[shop.acquirer].onboarding, address(merchants), call);
        Actor memory till = makeActor(string.concat("till ", vm.toString(++count)));
        vm.prank(staff[shop.acquirer].onboarding);
        (bool isDone, ) = address(merchants).call(_registration(shop, till));
        if (isDone) shops[which].till = till;
    }

    function _registration(Shop memory shop, Actor memory till) private view returns (bytes memory) {
        return
            abi.encodeCall(
                merchants.registerTerminal,
                (
                    shop.merchantId,
                    till.account,
                    shop.currency,
                    CAP_MINOR,
                    STATIC_CAP_MINOR,
                    REFUND_CAP_MINOR,
                    type(uint40).max
                )
            );
    }

    function _enrolSomebody() private {
        BankId bank = _bank();
        address account = makeActor(string.concat("newcomer ", vm.toString(++count))).account;
        bytes memory call = abi.encodeCall(
            customers.enrol,
            (bank, account, bytes24(keccak256(abi.encode(account))), 1, type(uint40).max)
        );
        if (!_try("enrol customer", staff[bank].onboarding, address(customers), call)) return;
        call = abi.encodeCall(merchants.enrol, (bank, account, 5999, "HK", "Corner Shop", "Hong Kong"));
        _try("enrol merchant", staff[bank].onboarding, address(merchants), call);
    }

    /// Whoever is suspended comes back soon: or after a while nobody could pay.
    function _reinstate() private {
        for (uint16 number = 1; number <= 3; ++number) {
            if (participants.participant(BankId.wrap(number)).status == Status.Suspended) {
                _setBank(BankId.wrap(number), Status.Active);
            }
        }
        for (uint256 h = 0; h < holders.length; ++h) {
            (BankId bank, address account) = (holders[h].bank, holders[h].actor.account);
            if (customers.customer(bank, account).status == Status.Suspended)
                _setCustomer(bank, account, Status.Active);
        }
        for (uint256 i = 0; i < shops.length; ++i) {
            if (merchants.merchant(shops[i].merchantId).status == Status.Suspended) {
                _setMerchant(shops[i].acquirer, shops[i].merchantId, Status.Active);
            }
        }
    }

    // What nobody may do

    function _trespass() private {
        address caller = _anyone();
        Holder memory victim = _holder();
        address token = address(deposits[victim.bank][HKD]);
        address account = victim.actor.account;
        uint256 which = _roll(9);
        address target = token;
        bytes memory call = abi.encodeWithSignature("debit(address,uint256)", account, 1);
        if (which == 1) call = abi.encodeWithSignature("credit(address,uint256)", account, 1);
        else if (which == 2)
            call = abi.encodeWithSignature("move(address,address,uint256,uint256)", account, caller, 1, 0);
        else if (which == 3) call = abi.encodeWithSignature("debitHeld(address,uint256)", account, 0);
        else if (which == 4) (target, call) = (address(settlement), _settleCall(victim));
        else if (which == 5) (target, call) = (address(settlement), abi.encodeCall(settlement.admitCaller, (caller)));
        else if (which == 6) {
            (target, call) = (
                address(reserves[HKD]),
                abi.encodeWithSignature("move(address,address,uint256)", address(settlement), caller, 1)
            );
        } else if (which == 7)
            (target, call) = (address(customers), abi.encodeWithSignature("initialize(address)", caller));
        else if (which == 8) {
            target = address(participants);
            call = abi.encodeWithSignature("upgradeToAndCall(address,bytes)", address(ledger), "");
        }
        vm.assertTrue(!_try("trespass", caller, target, call), "nobody moves money past the hubs");
    }

    function _settleCall(Holder memory victim) private view returns (bytes memory) {
        return
            abi.encodeCall(
                settlement.settle,
                (
                    ISettlementHub.Route("stolen", HKD, victim.bank, HARBOUR, victim.actor.account, mei.account),
                    ISettlementHub.Split(1, 0, 0, 0)
                )
            );
    }
}
