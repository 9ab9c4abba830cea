// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IMerchantRegistry} from "../../../contracts/interfaces/IMerchantRegistry.sol";
import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {SignedRequest} from "../../../contracts/payment/PaymentTypes.sol";
import {Status} from "../../../contracts/interfaces/Types.sol";
import {Actor} from "../support/Test.sol";
import {Till} from "../support/Till.sol";

contract CancelRequestTest is Till {
    SignedRequest private _asks;
    bytes32 private _digest;

    function setUp() public override {
        super.setUp();
        _asks = _asked(TEA_MINOR);
        _digest = hub.requestDigest(_asks.request);
    }

    function test_cancelRequest_by_its_terminal_is_final() public {
        _cancel(teaTill.account, _asks);
        vm.assertTrue(hub.isCancelled(_digest), "cancelled");
        _payRefused(_asks, abi.encodeWithSelector(IPaymentHub.RequestAlreadyCancelled.selector, _digest));
    }

    function test_cancelRequest_by_the_acquirers_acquiring_is_final() public {
        _cancel(staff[LOTUS].acquiring, _asks);
        _payRefused(_asks, abi.encodeWithSelector(IPaymentHub.RequestAlreadyCancelled.selector, _digest));
    }

    function test_cancelRequest_emits_who_cancelled() public {
        vm.expectEmit(true, true, true, true, address(hub));
        emit IPaymentHub.RequestCancelled(_digest, teaHouse, teaTill.account);
        _cancel(teaTill.account, _asks);
    }

    function test_cancelRequest_leaves_no_payment() public {
        _cancel(teaTill.account, _asks);
        IPaymentHub.PaymentState memory state = hub.payment(_digest);
        vm.assertEq(state.termsHash, 0, "terms");
        vm.assertEq(state.heldMinor, 0, "held");
        vm.assertEq(state.refundableMinor, 0, "refundable");
    }

    function test_cancelRequest_reverts_for_a_stranger() public {
        _cancelRefused(stranger.account, _notTheirs(stranger.account));
    }

    function test_cancelRequest_reverts_for_the_payer() public {
        _cancelRefused(mei.account, _notTheirs(mei.account));
    }

    function test_cancelRequest_reverts_for_another_banks_acquiring() public {
        _cancelRefused(staff[HARBOUR].acquiring, _notTheirs(staff[HARBOUR].acquiring));
    }

    function test_cancelRequest_reverts_for_another_duty_of_the_acquirer() public {
        _cancelRefused(staff[LOTUS].treasury, _notTheirs(staff[LOTUS].treasury));
    }

    function test_cancelRequest_reverts_for_another_terminal() public {
        _cancelRefused(bookTill.account, _notTheirs(bookTill.account));
    }

    function test_cancelRequest_reverts_when_the_request_is_paid() public {
        _pay(_asks);
        _cancelRefused(teaTill.account, abi.encodeWithSelector(IPaymentHub.RequestAlreadyPaid.selector, _digest));
    }

    function test_cancelRequest_reverts_a_second_time() public {
        _cancel(teaTill.account, _asks);
        bytes4 selector = IPaymentHub.RequestAlreadyCancelled.selector;
        _cancelRefused(staff[LOTUS].acquiring, abi.encodeWithSelector(selector, _digest));
    }

    function test_cancelRequest_reverts_when_anything_in_the_request_was_changed() public {
        _asks.request.contentHash = 0;
        bytes4 selector = IMerchantRegistry.TerminalUnknown.selector;
        _cancelRefused(teaTill.account, abi.encodeWithSelector(selector, _signerOf(_asks)));
    }

    function test_cancelRequest_reverts_when_signed_for_another_merchant() public {
        _asks = _sign(bookTill, _asks.request);
        bytes4 selector = IPaymentHub.TerminalOfAnotherMerchant.selector;
        _cancelRefused(bookTill.account, abi.encodeWithSelector(selector, bookTill.account, bookshop, teaHouse));
    }

    function test_cancelRequest_is_open_to_the_acquirer_after_it_revoked_the_terminal() public {
        vm.prank(staff[LOTUS].onboarding);
        merchants.revokeTerminal(teaTill.account, "stolen");
        _cancel(staff[LOTUS].acquiring, _asks);
        vm.assertTrue(hub.isCancelled(_digest), "cancelled");
    }

    function test_cancelRequest_reverts_for_a_terminal_that_is_in_use_no_more() public {
        Actor memory old = makeActor("old till");
        vm.prank(staff[LOTUS].onboarding);
        uint40 until = uint40(block.timestamp + 1 days);
        merchants.registerTerminal(teaHouse, old.account, HKD, 1, 1, 1, until);
        _asks = _sign(old, _asked(0).request); // the code on the wall, which another till made
        _digest = hub.requestDigest(_asks.request);
        vm.warp(until);
        bytes4 selector = IMerchantRegistry.TerminalExpired.selector;
        _cancelRefused(old.account, abi.encodeWithSelector(selector, old.account, until, until));
        vm.prank(staff[LOTUS].onboarding);
        merchants.revokeTerminal(old.account, "stolen");
        selector = IMerchantRegistry.TerminalNotActive.selector;
        _cancelRefused(old.account, abi.encodeWithSelector(selector, old.account, Status.Closed));
    }

    function _notTheirs(address caller) private view returns (bytes memory) {
        bytes4 selector = IPaymentHub.NotTerminalNorAcquirer.selector;
        return abi.encodeWithSelector(selector, caller, teaHouse, LOTUS);
    }

    function _cancelRefused(address caller, bytes memory refusal) private {
        bool wasCancelled = hub.isCancelled(_digest);
        vm.expectRevert(refusal);
        _cancel(caller, _asks);
        vm.assertTrue(hub.isCancelled(_digest) == wasCancelled, "nothing changed");
    }
}
