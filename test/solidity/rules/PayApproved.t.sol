// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {PaymentApproval, SignedRequest} from "../../../contracts/payment/PaymentTypes.sol";
import {Till} from "../support/Till.sol";

/// Whoever brings an approval can bring it or not: what it says is what is paid.
contract PayApprovedTest is Till {
    SignedRequest private _asks;
    PaymentApproval private _says;

    function setUp() public override {
        super.setUp();
        _asks = _asked(TEA_MINOR);
        _says = _approval(_asks);
    }

    function test_payApproved_moves_the_payers_money_whoever_brings_it() public {
        bytes memory signature = _signApproval(mei, _says);
        vm.prank(stranger.account);
        bytes32 paymentId = hub.payApproved(_asks, _says, signature);

        vm.assertEq(paymentId, hub.requestDigest(_asks.request), "id");
        vm.assertEq(deposits[HARBOUR][HKD].balanceOf(mei.account), POCKET_MINOR - TEA_MINOR, "Mei");
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), TEA_MINOR, "tea house");
        vm.assertEq(settlement.settlementBalance(HARBOUR, HKD), FUNDED_MINOR - TEA_MINOR, "Harbour's balance");
    }

    function test_payApproved_takes_the_tip_that_the_payer_signed() public {
        _says.tipMinor = 500;
        _says.maxDebitMinor = TEA_MINOR + 500;
        hub.payApproved(_asks, _says, _signApproval(mei, _says));
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), TEA_MINOR + 500, "tea house");
    }

    function test_payApproved_reverts_a_second_time() public {
        bytes memory signature = _signApproval(mei, _says);
        bytes32 digest = hub.payApproved(_asks, _says, signature);
        bytes4 selector = IPaymentHub.RequestAlreadyPaid.selector;
        _approvedRefused(_asks, _says, signature, abi.encodeWithSelector(selector, digest));
    }

    function test_payApproved_reverts_after_the_payer_paid_directly() public {
        bytes memory signature = _signApproval(mei, _says);
        bytes32 digest = _pay(_asks);
        bytes4 selector = IPaymentHub.RequestAlreadyPaid.selector;
        _approvedRefused(_asks, _says, signature, abi.encodeWithSelector(selector, digest));
    }

    function test_payApproved_reverts_when_it_was_given_for_another_request() public {
        bytes32 approved = _says.request;
        SignedRequest memory other = _asked(TEA_MINOR);
        bytes32 digest = hub.requestDigest(other.request);
        bytes4 selector = IPaymentHub.ApprovalForAnotherRequest.selector;
        _approvedRefused(other, _says, _signApproval(mei, _says), abi.encodeWithSelector(selector, digest, approved));
    }

    function test_payApproved_reverts_when_the_name_is_not_the_registered_one() public {
        _says.merchantName = "Cloud Tea House ";
        bytes32 registered = keccak256("Cloud Tea House");
        bytes4 selector = IPaymentHub.MerchantNameDiffers.selector;
        bytes memory refusal = abi.encodeWithSelector(selector, "Cloud Tea House ", registered);
        _approvedRefused(_asks, _says, _signApproval(mei, _says), refusal);
    }

    function test_payApproved_reverts_when_it_is_in_another_currency() public {
        _says.currency = CNY;
        bytes4 selector = IPaymentHub.DebitCurrencyDiffers.selector;
        _approvedRefused(_asks, _says, _signApproval(mei, _says), abi.encodeWithSelector(selector, CNY, HKD));
    }

    function test_payApproved_reverts_when_the_debit_exceeds_what_was_approved(uint256 maxDebitMinor) public {
        _says.tipMinor = 500;
        _says.maxDebitMinor = bound(maxDebitMinor, 0, TEA_MINOR + 499);
        bytes4 selector = IPaymentHub.DebitExceedsApproval.selector;
        bytes memory refusal = abi.encodeWithSelector(selector, TEA_MINOR + 500, _says.maxDebitMinor);
        _approvedRefused(_asks, _says, _signApproval(mei, _says), refusal);
    }

    function test_payApproved_reverts_when_the_amount_differs_from_the_request() public {
        _says.amountMinor = TEA_MINOR - 1;
        bytes4 selector = IPaymentHub.AmountDiffersFromRequest.selector;
        bytes memory refusal = abi.encodeWithSelector(selector, TEA_MINOR - 1, TEA_MINOR);
        _approvedRefused(_asks, _says, _signApproval(mei, _says), refusal);
    }

    function test_payApproved_reverts_when_the_tip_would_wrap_the_sum_around() public {
        _says.tipMinor = type(uint256).max;
        bytes4 selector = IPaymentHub.AmountTooLarge.selector;
        bytes memory refusal = abi.encodeWithSelector(selector, type(uint256).max, type(uint48).max);
        _approvedRefused(_asks, _says, _signApproval(mei, _says), refusal);
    }

    function test_payApproved_is_good_in_the_last_second() public {
        bytes memory signature = _signApproval(mei, _says);
        vm.warp(_says.validBefore - 1);
        hub.payApproved(_asks, _says, signature);
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), TEA_MINOR, "tea house");
    }

    function test_payApproved_reverts_at_any_time_from_its_expiry_on(uint256 lateSeconds) public {
        bytes memory signature = _signApproval(mei, _says);
        vm.warp(_says.validBefore + bound(lateSeconds, 0, 4 minutes));
        bytes4 selector = IPaymentHub.ApprovalExpired.selector;
        bytes memory refusal = abi.encodeWithSelector(selector, block.timestamp, _says.validBefore);
        _approvedRefused(_asks, _says, signature, refusal);
    }

    function test_payApproved_reverts_when_it_lives_longer_than_fifteen_minutes(uint256 validBefore) public {
        uint256 latest = block.timestamp + 15 minutes;
        _says.validBefore = uint64(bound(validBefore, latest + 1, type(uint64).max));
        bytes4 selector = IPaymentHub.ApprovalLivesTooLong.selector;
        bytes memory refusal = abi.encodeWithSelector(selector, _says.validBefore, latest);
        _approvedRefused(_asks, _says, _signApproval(mei, _says), refusal);
    }

    function test_payApproved_reverts_when_the_payer_cancelled_it() public {
        vm.prank(mei.account);
        hub.cancelApproval(_says.request, _says.nonce);
        bytes4 selector = IPaymentHub.ApprovalAlreadyCancelled.selector;
        bytes memory refusal = abi.encodeWithSelector(selector, _says.request, mei.account, _says.nonce);
        _approvedRefused(_asks, _says, _signApproval(mei, _says), refusal);
    }

    function test_payApproved_by_a_static_code_pays_the_signed_amount_once_for_a_nonce() public {
        SignedRequest memory wall = _asked(0);
        PaymentApproval memory approval = _approval(wall);
        bytes memory signature = _signApproval(mei, approval);
        bytes32 paymentId = hub.payApproved(wall, approval, signature);

        vm.assertEq(paymentId, _staticId(approval.request, mei.account, approval.nonce), "id");
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), TEA_MINOR, "tea house");
        bytes4 selector = IPaymentHub.PaymentAlreadyMade.selector;
        _approvedRefused(wall, approval, signature, abi.encodeWithSelector(selector, paymentId));
    }
}
