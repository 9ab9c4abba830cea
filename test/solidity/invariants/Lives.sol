// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {Status} from "../../../contracts/interfaces/Types.sol";
import {DepositToken} from "../../../contracts/money/DepositToken.sol";
import {PaymentApproval, SignedRequest} from "../../../contracts/payment/PaymentTypes.sol";
import {Crowd} from "./Crowd.sol";

/// What comes after a payment was asked for: authorize, capture, void, release, refund, and batches.
abstract contract Lives is Crowd {
    bytes32[] internal authorized; // every payment that was ever held, in its order

    function _live(uint256 which) internal {
        if (which < 3) _authorize();
        else if (which < 5) _authorizeByApproval();
        else if (which < 7) _capture();
        else if (which == 7) _void();
        else if (which == 8) _release();
        else if (which < 11) _refund();
        else if (which == 11) _refundByAcquirer();
        else if (which == 12) _payBatch();
        else if (which == 13) _refundBlocked();
        else _collect();
    }

    function _authorize() private {
        (SignedRequest memory signed, Holder memory payer) = (_ask(_until()), _holder());
        bytes memory call = abi.encodeCall(hub.authorize, (signed, payer.bank, _amountFor(signed), _tip(), 0));
        if (_try("authorize", payer.actor.account, address(hub), call)) {
            authorized.push(hub.requestDigest(signed.request));
        }
    }

    function _authorizeByApproval() private {
        (SignedRequest memory signed, Holder memory payer) = (_ask(_until()), _holder());
        PaymentApproval memory approval = _approvalBy(payer, signed, 0, bytes32(_roll(1_000)));
        bytes memory call = abi.encodeCall(
            hub.authorizeApproved,
            (signed, approval, _signApproval(payer.actor, approval))
        );
        if (_try("authorize approved", _anyone(), address(hub), call)) {
            authorized.push(hub.requestDigest(signed.request));
        }
    }

    function _capture() private {
        if (authorized.length == 0) return;
        bytes32 id = _someAuthorized();
        IPaymentHub.PaymentTerms memory terms = ledger.termsOf(id);
        uint256 heldMinor = hub.payment(id).heldMinor;
        uint256 amountMinor = _roll(3) == 0 ? heldMinor : 1 + _roll(heldMinor + heldMinor / 8 + 1);
        bytes memory call = abi.encodeCall(hub.capture, (id, terms, amountMinor));
        bool isDone = _try("capture", _merchantSide(terms), address(hub), call);
        vm.assertTrue(!isDone || block.timestamp < terms.captureBefore, "captured in time");
    }

    function _void() private {
        if (authorized.length == 0) return;
        bytes32 id = _someAuthorized();
        IPaymentHub.PaymentTerms memory terms = ledger.termsOf(id);
        _try("void", _merchantSide(terms), address(hub), abi.encodeCall(hub.void, (id, terms)));
    }

    /// By anyone, and too early first. Time passes for one of them only: others are met expired by chance.
    function _release() private {
        if (authorized.length == 0) return;
        for (uint256 i = 0; i < 8; ++i) {
            bytes32 id = _someAuthorized();
            if (hub.payment(id).heldMinor == 0) continue;
            IPaymentHub.PaymentTerms memory terms = ledger.termsOf(id);
            bytes memory call = abi.encodeCall(hub.release, (id, terms));
            if (block.timestamp < terms.captureBefore) {
                vm.assertTrue(!_try("trespass", _anyone(), address(hub), call), "a hold is freed in its time");
                vm.warp(terms.captureBefore);
            }
            _try("release", _anyone(), address(hub), call);
            return;
        }
    }

    function _refund() private {
        if (ledger.payments() == 0) return;
        bytes32 id = _somePaid();
        IPaymentHub.PaymentTerms memory terms = ledger.termsOf(id);
        bytes memory call = abi.encodeCall(hub.refund, (id, terms, _partOf(hub.payment(id).refundableMinor)));
        _try("refund", _merchantSide(terms), address(hub), call);
    }

    function _refundByAcquirer() private {
        if (ledger.payments() == 0) return;
        bytes32 id = _somePaid();
        IPaymentHub.PaymentTerms memory terms = ledger.termsOf(id);
        uint256 amountMinor = _partOf(hub.payment(id).refundableMinor);
        bytes memory call = abi.encodeCall(hub.refundByAcquirer, (id, terms, amountMinor));
        address caller = _roll(8) == 0 ? _anyone() : staff[terms.acquirer].issuance;
        _try("refund by acquirer", caller, address(hub), call);
    }

    /// The payer was suspended since: the refund waits at its bank, and is paid when the bank may.
    function _refundBlocked() private {
        if (ledger.payments() == 0) return;
        bytes32 id = _somePaid();
        IPaymentHub.PaymentTerms memory terms = ledger.termsOf(id);
        if (customers.customer(terms.payerBank, terms.payer).status != Status.Active) return;
        _setCustomer(terms.payerBank, terms.payer, Status.Suspended);
        uint256 amountMinor = _partOf(hub.payment(id).refundableMinor);
        bytes memory call = abi.encodeCall(hub.refundByAcquirer, (id, terms, amountMinor));
        bool isDone = _try("refund by acquirer", staff[terms.acquirer].issuance, address(hub), call);
        DepositToken token = deposits[terms.payerBank][terms.currency];
        uint256 waitingMinor = token.suspendedRefundOf(terms.payer);
        vm.assertTrue(!isDone || waitingMinor >= amountMinor, "it waits in the suspense account");
        call = abi.encodeCall(token.paySuspendedRefund, (terms.payer, terms.payer, waitingMinor, REASON));
        vm.assertTrue(
            !_try("trespass", staff[terms.payerBank].administrator, address(token), call),
            "nothing is paid to a blocked account"
        );
        _setCustomer(terms.payerBank, terms.payer, Status.Active);
        if (waitingMinor == 0) return;
        _try("pay suspended refund", staff[terms.payerBank].administrator, address(token), call);
    }

    /// Good and bad ones together: the good ones are paid.
    function _payBatch() private {
        IPaymentHub.ApprovedPayment[] memory batch = new IPaymentHub.ApprovedPayment[](1 + _roll(3));
        for (uint256 i = 0; i < batch.length; ++i) {
            (SignedRequest memory signed, Holder memory payer) = (_ask(0), _holder());
            PaymentApproval memory approval = _approvalBy(payer, signed, 0, bytes32(_roll(1_000)));
            bytes memory signature = _signApproval(_roll(4) == 0 ? stranger : payer.actor, approval);
            batch[i] = IPaymentHub.ApprovedPayment(signed, approval, signature);
        }
        uint256 before = ledger.payments();
        bool isDone = _try("batch", _anyone(), address(hub), abi.encodeCall(hub.payBatch, (batch)));
        vm.assertTrue(isDone, "a batch is never refused as a whole for one payment's sake");
        vm.assertTrue(ledger.payments() - before <= batch.length, "one payment for each");
    }

    function _collect() private {
        uint16 currency = _currency();
        bytes memory call = abi.encodeCall(settlement.collectSchemeFees, (_bank(), currency));
        _try("collect scheme fees", _anyone(), address(settlement), call);
        uint256 dueMinor = settlement.settlementBalance(settlement.SCHEME(), currency);
        if (dueMinor == 0) return;
        call = abi.encodeCall(settlement.paySchemeFees, (_bank(), currency, 1 + _roll(dueMinor), REASON));
        _try("pay scheme fees", _roll(8) == 0 ? stranger.account : operator, address(settlement), call);
    }

    function _until() private returns (uint64) {
        return uint64(block.timestamp + 15 minutes + _roll(20 days));
    }

    /// Mostly one that is still held, and a late one: the early ones are over.
    function _someAuthorized() private returns (bytes32 id) {
        for (uint256 i = 0; i < 6; ++i) {
            id = _lateAuthorized();
            if (hub.payment(id).heldMinor != 0) return id;
        }
    }

    function _lateAuthorized() private returns (bytes32) {
        uint256 window = authorized.length < 12 ? authorized.length : 12;
        return authorized[authorized.length - 1 - _roll(_roll(6) == 0 ? authorized.length : window)];
    }

    function _somePaid() private returns (bytes32) {
        uint256 paid = ledger.payments();
        return ledger.paid(paid - 1 - _roll(paid < 30 ? paid : 30));
    }

    function _partOf(uint256 refundableMinor) private returns (uint256) {
        return _roll(3) == 0 ? refundableMinor : 1 + _roll(refundableMinor + refundableMinor / 8 + 1);
    }

    /// The till that asks for this merchant in this currency, its acquirer, or now and then somebody else.
    function _merchantSide(IPaymentHub.PaymentTerms memory terms) private returns (address) {
        if (_roll(10) == 0) return _anyone();
        return _roll(2) == 0 ? _shopOf(terms.merchantId, terms.currency).till.account : staff[terms.acquirer].acquiring;
    }
}
