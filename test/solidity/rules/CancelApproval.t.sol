// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {PaymentApproval, SignedRequest} from "../../../contracts/payment/PaymentTypes.sol";
import {Till} from "../support/Till.sol";

contract CancelApprovalTest is Till {
    SignedRequest private _asks;
    PaymentApproval private _says;

    function setUp() public override {
        super.setUp();
        _asks = _asked(TEA_MINOR);
        _says = _approval(_asks);
    }

    function test_cancelApproval_emits_what_was_cancelled() public {
        vm.expectEmit(true, true, true, true, address(hub));
        emit IPaymentHub.ApprovalCancelled(_says.request, mei.account, _says.nonce);
        _cancelApproval();
    }

    function test_cancelApproval_stops_the_approval_for_good() public {
        bytes memory signature = _signApproval(mei, _says);
        _cancelApproval();
        vm.warp(block.timestamp + 1 minutes);
        _approvedRefused(_asks, _says, signature, _alreadyCancelled());
    }

    function test_cancelApproval_leaves_an_approval_with_another_nonce_good() public {
        _cancelApproval();
        _says.nonce = "second";
        hub.payApproved(_asks, _says, _signApproval(mei, _says));
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), TEA_MINOR, "tea house");
    }

    function test_cancelApproval_by_another_stops_nothing() public {
        vm.prank(jun.account);
        hub.cancelApproval(_says.request, _says.nonce);
        hub.payApproved(_asks, _says, _signApproval(mei, _says));
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), TEA_MINOR, "tea house");
    }

    function test_cancelApproval_leaves_the_request_open_to_its_payer() public {
        _cancelApproval();
        _pay(_asks);
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), TEA_MINOR, "tea house");
    }

    function test_cancelApproval_reverts_a_second_time() public {
        _cancelApproval();
        vm.expectRevert(_alreadyCancelled());
        _cancelApproval();
    }

    function test_cancelApproval_reverts_when_the_static_payment_was_made() public {
        SignedRequest memory wall = _asked(0);
        bytes32 digest = hub.requestDigest(wall.request);
        vm.prank(mei.account);
        bytes32 paymentId = hub.pay(wall, HARBOUR, TEA_MINOR, 0, "first");
        vm.expectRevert(abi.encodeWithSelector(IPaymentHub.PaymentAlreadyMade.selector, paymentId));
        vm.prank(mei.account);
        hub.cancelApproval(digest, "first");
        vm.assertEq(hub.payment(paymentId).refundableMinor, TEA_MINOR, "refundable as before");
    }

    function test_cancelApproval_reverts_when_the_request_is_paid() public {
        hub.payApproved(_asks, _says, _signApproval(mei, _says));
        vm.expectRevert(abi.encodeWithSelector(IPaymentHub.RequestAlreadyPaid.selector, _says.request));
        _cancelApproval();
    }

    function test_cancelApproval_goes_for_a_request_that_was_cancelled() public {
        _cancel(teaTill.account, _asks);
        _cancelApproval();
        vm.expectRevert(_alreadyCancelled());
        _cancelApproval();
    }

    function _cancelApproval() private {
        vm.prank(mei.account);
        hub.cancelApproval(_says.request, _says.nonce);
    }

    function _alreadyCancelled() private view returns (bytes memory) {
        bytes4 selector = IPaymentHub.ApprovalAlreadyCancelled.selector;
        return abi.encodeWithSelector(selector, _says.request, mei.account, _says.nonce);
    }
}
