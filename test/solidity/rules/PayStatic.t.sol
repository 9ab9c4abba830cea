// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IMerchantRegistry} from "../../../contracts/interfaces/IMerchantRegistry.sol";
import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {SignedRequest} from "../../../contracts/payment/PaymentTypes.sol";
import {Till} from "../support/Till.sol";
import {Actor} from "../support/Test.sol";

/// A static code hangs on the wall: many pay by it, each payment with a nonce of its payer's.
contract PayStaticTest is Till {
    SignedRequest private _wall;
    bytes32 private _digest;

    function setUp() public override {
        super.setUp();
        _wall = _asked(0);
        _digest = hub.requestDigest(_wall.request);
        _issueDeposits(HARBOUR, HKD, jun.account, POCKET_MINOR);
    }

    function test_pay_by_a_static_code_is_open_to_many_payers() public {
        _payWall(mei, 1_000, "first");
        _payWall(jun, 2_000, "first");
        vm.prank(lok.account);
        hub.pay(_wall, LOTUS, 3_000, 0, "first");
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), 6_000, "tea house");
    }

    function test_pay_by_a_static_code_again_takes_another_nonce() public {
        bytes32 first = _payWall(mei, 1_000, "first");
        bytes32 second = _payWall(mei, 1_000, "second");
        vm.assertEq(first, _staticId(_digest, mei.account, "first"), "first id");
        vm.assertEq(second, _staticId(_digest, mei.account, "second"), "second id");
        vm.assertEq(hub.payment(second).refundableMinor, 1_000, "refundable");
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), 2_000, "tea house");
    }

    function test_pay_by_a_static_code_reverts_when_the_nonce_was_used() public {
        bytes32 paymentId = _payWall(mei, 1_000, "first");
        bytes memory refusal = abi.encodeWithSelector(IPaymentHub.PaymentAlreadyMade.selector, paymentId);
        _payRefused(mei.account, HARBOUR, _wall, 2_000, 0, "first", refusal);
    }

    function test_pay_by_a_static_code_takes_any_amount_up_to_its_cap(uint256 amountMinor) public {
        amountMinor = bound(amountMinor, 1, STATIC_CAP_MINOR);
        _payWall(mei, amountMinor, "first");
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), amountMinor, "tea house");
    }

    function test_pay_by_a_static_code_reverts_when_its_cap_is_exceeded(uint256 amountMinor) public {
        amountMinor = bound(amountMinor, uint256(STATIC_CAP_MINOR) + 1, CAP_MINOR);
        _payRefused(mei.account, HARBOUR, _wall, amountMinor, 0, "first", _capExceeded(amountMinor));
    }

    function test_pay_by_a_static_code_reverts_when_the_tip_lifts_it_over_its_cap() public {
        bytes memory refusal = _capExceeded(uint256(STATIC_CAP_MINOR) + 1);
        _payRefused(mei.account, HARBOUR, _wall, STATIC_CAP_MINOR, 1, "first", refusal);
    }

    function test_pay_by_a_static_code_reverts_when_the_code_was_cancelled() public {
        _payWall(mei, 1_000, "first");
        _cancel(teaTill.account, _wall);
        bytes memory refusal = abi.encodeWithSelector(IPaymentHub.RequestAlreadyCancelled.selector, _digest);
        _payRefused(mei.account, HARBOUR, _wall, 1_000, 0, "second", refusal);
    }

    function test_pay_by_a_static_code_reverts_when_the_payer_cancelled_that_nonce() public {
        vm.prank(mei.account);
        hub.cancelApproval(_digest, "first");
        bytes4 selector = IPaymentHub.ApprovalAlreadyCancelled.selector;
        bytes memory refusal = abi.encodeWithSelector(selector, _digest, mei.account, bytes32("first"));
        _payRefused(mei.account, HARBOUR, _wall, 1_000, 0, "first", refusal);
    }

    function test_pay_by_a_static_code_is_not_stopped_by_what_another_payer_cancelled() public {
        vm.prank(jun.account);
        hub.cancelApproval(_digest, "first");
        _payWall(mei, 1_000, "first");
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), 1_000, "tea house");
    }

    function test_pay_by_a_static_code_reverts_when_its_terminal_was_revoked() public {
        vm.prank(staff[LOTUS].onboarding);
        merchants.revokeTerminal(teaTill.account, "sticker swapped");
        // Status.Closed is 3.
        bytes memory refusal = abi.encodeWithSelector(IMerchantRegistry.TerminalNotActive.selector, teaTill.account, 3);
        _payRefused(mei.account, HARBOUR, _wall, 1_000, 0, "first", refusal);
    }

    function _payWall(Actor memory payer, uint256 amountMinor, bytes32 nonce) private returns (bytes32) {
        vm.prank(payer.account);
        return hub.pay(_wall, HARBOUR, amountMinor, 0, nonce);
    }

    function _capExceeded(uint256 amountMinor) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IPaymentHub.StaticCapExceeded.selector, amountMinor, STATIC_CAP_MINOR);
    }
}
