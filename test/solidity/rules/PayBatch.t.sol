// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {PaymentApproval, SignedRequest} from "../../../contracts/payment/PaymentTypes.sol";
import {BurningAccount} from "../support/Accounts.sol";
import {Holds} from "../support/Holds.sol";

/// A batch carries many approvals in one transaction; each stands or falls on its own.
contract PayBatchTest is Holds {
    IPaymentHub.ApprovedPayment[] private _batch;

    function test_payBatch_makes_every_good_payment() public {
        _add(_asked(1_000));
        _add(_bookAsked(2_000));
        _add(_toHold(teaHouse, 3_000)); // held, as its request asks
        vm.prank(stranger.account);
        vm.assertEq(hub.payBatch(_batch), 3, "made");
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), 1_000, "tea house");
        vm.assertEq(deposits[HARBOUR][HKD].balanceOf(bookOwner.account), 2_000, "bookshop");
        vm.assertEq(deposits[HARBOUR][HKD].heldOf(mei.account), 3_000, "held");
    }

    function test_payBatch_tells_why_a_payment_was_refused_and_makes_the_others() public {
        _add(_asked(1_000));
        _add(_asked(1_500));
        _batch[1].approval.amountMinor = 1_499; // not what was signed, nor asked
        _add(_asked(2_000));
        bytes32 digest = hub.requestDigest(_batch[1].signed.request);
        vm.expectEmit(true, true, true, true, address(hub));
        emit IPaymentHub.PaymentRefused(
            digest,
            mei.account,
            _batch[1].approval.nonce,
            abi.encodeWithSelector(IPaymentHub.AmountDiffersFromRequest.selector, 1_499, 1_500)
        );
        vm.assertEq(hub.payBatch(_batch), 2, "made");
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), 3_000, "the two good ones");
        vm.assertEq(hub.payment(digest).termsHash, 0, "the bad one left nothing");
    }

    function test_payBatch_pays_one_request_once_however_often_it_is_in_the_batch() public {
        SignedRequest memory signed = _asked(1_000);
        _add(signed);
        _add(signed);
        vm.assertEq(hub.payBatch(_batch), 1, "made");
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), 1_000, "once");
    }

    function test_payBatch_undoes_all_of_a_payment_whose_signature_fails_last() public {
        bytes32 before = _books();
        _add(_asked(1_000));
        _batch[0].signature = _signApproval(stranger, _batch[0].approval);
        vm.assertEq(hub.payBatch(_batch), 0, "made");
        vm.assertEq(_books(), before, "nothing moved");
        vm.assertEq(hub.payment(hub.requestDigest(_batch[0].signed.request)).termsHash, 0, "nothing written");
    }

    function test_payBatch_lets_no_payment_spend_the_gas_of_the_rest() public {
        address burner = address(new BurningAccount(1_000_000));
        _enrol(HARBOUR, burner);
        _issueDeposits(HARBOUR, HKD, burner, 1_000);
        _add(_asked(1_000));
        _batch[0].approval.payer = burner;
        _add(_asked(2_000));
        uint256 before = gasleft();
        vm.assertEq(hub.payBatch(_batch), 1, "the honest one");
        vm.assertTrue(before - gasleft() < 2 * hub.PAYMENT_GAS(), "within the allowances");
    }

    function test_payBatch_refuses_the_whole_for_want_of_gas_and_blames_nobody() public {
        _add(_asked(1_000));
        uint256 gas_ = 300_000;
        (bool isDone, bytes memory refusal) = address(hub).call{gas: gas_}(abi.encodeCall(hub.payBatch, (_batch)));
        vm.assertTrue(!isDone, "refused");
        vm.assertEq(bytes32(bytes4(refusal)), bytes32(IPaymentHub.BatchGasTooLow.selector), "for want of gas");
    }

    function test_payBatch_needs_the_gas_of_one_payment_and_what_the_call_keeps_back() public {
        uint256 needed = (hub.PAYMENT_GAS() * 64) / 63 + 10_000;
        _add(_asked(1_000));
        bytes memory call = abi.encodeCall(hub.payBatch, (_batch));
        (, bytes memory refusal) = address(hub).call{gas: needed}(call);
        bytes memory arguments = new bytes(64);
        for (uint256 i = 0; i < 64; ++i) arguments[i] = refusal[4 + i];
        (uint256 left, uint256 told) = abi.decode(arguments, (uint256, uint256));
        vm.assertTrue(left < told, "too little is left");
        vm.assertEq(told, needed, "needed");
        (bool isDone, ) = address(hub).call{gas: 2 * needed}(call);
        vm.assertTrue(isDone, "enough");
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), 1_000, "paid");
    }

    function test_payBatch_takes_the_most_payments() public {
        for (uint256 i = 0; i < hub.MAX_BATCH_PAYMENTS(); ++i) _add(_asked(1));
        vm.assertEq(hub.payBatch(_batch), 64, "made");
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), 64, "each of them");
    }

    function test_payBatch_reverts_above_the_most_payments() public {
        IPaymentHub.ApprovedPayment[] memory many = new IPaymentHub.ApprovedPayment[](65);
        vm.expectRevert(abi.encodeWithSelector(IPaymentHub.BatchTooLarge.selector, 65, 64));
        hub.payBatch(many);
    }

    function test_makeOfBatch_reverts_for_everyone_but_the_hub() public {
        _add(_asked(1_000));
        vm.expectRevert(abi.encodeWithSelector(IPaymentHub.CallerNotItself.selector, address(this)));
        hub.makeOfBatch(_batch[0]);
    }

    function test_payBatch_cuts_a_refusal_that_is_longer_than_it_should_be() public {
        _add(_asked(1_000));
        _batch[0].approval.merchantName = string(new bytes(10_000)); // told back in the error
        vm.recordLogs();
        hub.payBatch(_batch);
        (, bytes memory refusal) = abi.decode(vm.getRecordedLogs()[0].data, (bytes32, bytes));
        vm.assertEq(refusal.length, hub.MAX_REFUSAL_BYTES(), "cut");
        vm.assertEq(bytes32(bytes4(refusal)), bytes32(IPaymentHub.MerchantNameDiffers.selector), "and still named");
    }

    function _add(SignedRequest memory signed) private {
        PaymentApproval memory approval = _approval(signed);
        if (signed.request.merchantId == bookshop) approval.merchantName = "Old Bookshop";
        _batch.push(IPaymentHub.ApprovedPayment(signed, approval, _signApproval(mei, approval)));
    }
}
