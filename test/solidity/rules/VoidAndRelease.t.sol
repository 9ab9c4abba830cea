// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IMerchantRegistry} from "../../../contracts/interfaces/IMerchantRegistry.sol";
import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {Status} from "../../../contracts/interfaces/Types.sol";
import {Holds} from "../support/Holds.sol";

/// What is held and not captured goes back to its payer: when the merchant's side voids it, or when its time is over.
contract VoidAndReleaseTest is Holds {
    function test_void_frees_what_is_still_held_and_its_earmark_and_is_final() public {
        _chargeFees(false);
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _hold(teaHouse, ROOM_MINOR);
        _capture(paymentId, terms, 15_000);
        vm.expectEmit(true, true, true, true, address(hub));
        emit IPaymentHub.PaymentVoided(paymentId, teaHouse, mei.account, HARBOUR, LOTUS, HKD, 25_000);
        _void(paymentId, terms);
        vm.assertEq(deposits[HARBOUR][HKD].heldOf(mei.account), 0, "nothing held");
        vm.assertEq(settlement.position(HARBOUR, HKD).earmarkedMinor, 0, "nothing earmarked");
        vm.assertEq(hub.payment(paymentId).refundableMinor, 15_000, "what was captured stays refundable");
        _refusedBy(
            teaTill.account,
            paymentId,
            abi.encodeCall(hub.capture, (paymentId, terms, 1)),
            abi.encodeWithSelector(IPaymentHub.CaptureExceedsAuthorization.selector, 1, 0)
        );
        _refusedBy(
            teaTill.account,
            paymentId,
            abi.encodeCall(hub.void, (paymentId, terms)),
            abi.encodeWithSelector(IPaymentHub.NothingHeld.selector, paymentId)
        );
    }

    function test_void_is_the_acquirers_too_and_a_suspended_merchants_and_issuers_hold_is_freed() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _hold(teaHouse, ROOM_MINOR);
        _setMerchant(LOTUS, teaHouse, Status.Suspended);
        _setBank(HARBOUR, Status.Suspended);
        _setBank(LOTUS, Status.Suspended);
        vm.prank(staff[LOTUS].acquiring);
        hub.void(paymentId, terms);
        vm.assertEq(deposits[HARBOUR][HKD].heldOf(mei.account), 0, "freed");
    }

    function test_void_reverts_for_everyone_but_the_merchants_side() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _hold(teaHouse, ROOM_MINOR);
        address[3] memory others = [mei.account, staff[HARBOUR].acquiring, stranger.account];
        for (uint256 i = 0; i < others.length; ++i) {
            _refusedBy(
                others[i],
                paymentId,
                abi.encodeCall(hub.void, (paymentId, terms)),
                abi.encodeWithSelector(IPaymentHub.NotTerminalNorAcquirer.selector, others[i], teaHouse, LOTUS)
            );
        }
    }

    function test_release_by_anyone_frees_an_expired_hold_for_its_payer_only() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _hold(teaHouse, ROOM_MINOR);
        _setCustomer(HARBOUR, mei.account, Status.Suspended); // blocked, and freed all the same
        vm.warp(terms.captureBefore);
        vm.expectEmit(true, true, true, true, address(hub));
        emit IPaymentHub.PaymentReleased(paymentId, teaHouse, mei.account, HARBOUR, LOTUS, HKD, ROOM_MINOR);
        vm.prank(stranger.account);
        hub.release(paymentId, terms);
        vm.assertEq(deposits[HARBOUR][HKD].heldOf(mei.account), 0, "freed");
        vm.assertEq(deposits[HARBOUR][HKD].balanceOf(mei.account), POCKET_MINOR, "and Mei's");
    }

    function test_release_reverts_before_the_hold_ends() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _hold(teaHouse, ROOM_MINOR);
        vm.warp(terms.captureBefore - 1);
        _refusedBy(
            stranger.account,
            paymentId,
            abi.encodeCall(hub.release, (paymentId, terms)),
            abi.encodeWithSelector(IPaymentHub.ReleaseTooEarly.selector, block.timestamp, terms.captureBefore)
        );
    }

    function test_release_reverts_for_a_payment_that_was_made_at_once() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(teaHouse, TEA_MINOR);
        _refusedBy(
            stranger.account,
            paymentId,
            abi.encodeCall(hub.release, (paymentId, terms)),
            abi.encodeWithSelector(IPaymentHub.NothingHeld.selector, paymentId)
        );
    }
}
