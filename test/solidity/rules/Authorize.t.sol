// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IDepositToken} from "../../../contracts/interfaces/IDepositToken.sol";
import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {ISettlementHub} from "../../../contracts/interfaces/ISettlementHub.sol";
import {PaymentApproval, PaymentRequest, SignedRequest} from "../../../contracts/payment/PaymentTypes.sol";
import {Holds} from "../support/Holds.sol";

/// An authorization is a promise: the payer's money and its bank's reserves are set aside until it is captured or ends.
contract AuthorizeTest is Holds {
    function test_authorize_holds_the_payers_deposit_and_moves_nothing() public {
        bytes32 before = _books();
        (bytes32 paymentId, ) = _hold(teaHouse, ROOM_MINOR);
        vm.assertEq(_books(), before, "no money moved");
        vm.assertEq(deposits[HARBOUR][HKD].heldOf(mei.account), ROOM_MINOR, "held");
        vm.assertEq(deposits[HARBOUR][HKD].spendableOf(mei.account), POCKET_MINOR - ROOM_MINOR, "spendable");
        vm.assertEq(hub.payment(paymentId).heldMinor, ROOM_MINOR, "in the slot");
        vm.assertEq(hub.payment(paymentId).refundableMinor, 0, "nothing to refund yet");
    }

    function test_authorize_earmarks_what_capturing_will_take_of_the_banks_reserves() public {
        _chargeFees(false);
        _hold(teaHouse, ROOM_MINOR);
        uint256 interchangeMinor = 320; // 0.80 % of 400.00
        vm.assertEq(settlement.position(HARBOUR, HKD).earmarkedMinor, ROOM_MINOR - interchangeMinor, "earmarked");
        vm.assertEq(
            settlement.availableBalance(HARBOUR, HKD),
            FUNDED_MINOR - (ROOM_MINOR - interchangeMinor),
            "available"
        );
    }

    function test_authorize_within_one_bank_earmarks_the_schemes_fee_only() public {
        _chargeFees(false);
        _hold(bookshop, ROOM_MINOR);
        vm.assertEq(settlement.position(HARBOUR, HKD).earmarkedMinor, 60, "0.15 % of 400.00");
    }

    function test_authorize_emits_the_terms_that_later_calls_name() public {
        SignedRequest memory signed = _toHold(teaHouse, ROOM_MINOR);
        bytes32 digest = hub.requestDigest(signed.request);
        IPaymentHub.PaymentTerms memory terms = _termsOf(signed, ROOM_MINOR);
        vm.expectEmit(true, true, true, true, address(hub));
        emit IPaymentHub.PaymentAuthorized(
            digest,
            teaHouse,
            mei.account,
            terms,
            IPaymentHub.Origin(digest, signed.request.requestId, teaTill.account, 0)
        );
        vm.prank(mei.account);
        hub.authorize(signed, HARBOUR, ROOM_MINOR, 0, 0);
        vm.assertEq(hub.payment(digest).termsHash, hub.termsHash(terms), "the hash of the same terms");
    }

    function test_authorizeApproved_holds_for_whoever_brings_the_approval() public {
        SignedRequest memory signed = _toHold(teaHouse, ROOM_MINOR);
        PaymentApproval memory approval = _approval(signed);
        bytes memory signature = _signApproval(mei, approval);
        vm.prank(stranger.account);
        hub.authorizeApproved(signed, approval, signature);
        vm.assertEq(deposits[HARBOUR][HKD].heldOf(mei.account), ROOM_MINOR, "held");
    }

    function test_authorize_reverts_for_a_request_that_asks_to_be_paid_at_once() public {
        SignedRequest memory signed = _asked(TEA_MINOR);
        _authorizeRefused(signed, abi.encodeWithSelector(IPaymentHub.RequestIsForPay.selector));
    }

    function test_pay_reverts_for_a_request_that_asks_to_hold() public {
        SignedRequest memory signed = _toHold(teaHouse, ROOM_MINOR);
        bytes4 selector = IPaymentHub.RequestIsForAuthorize.selector;
        _payRefused(signed, abi.encodeWithSelector(selector, signed.request.captureBefore));
    }

    function test_authorize_reverts_for_an_open_amount() public {
        PaymentRequest memory request = _request(0);
        request.captureBefore = uint64(block.timestamp + 7 days);
        _authorizeRefused(
            _sign(teaTill, request),
            abi.encodeWithSelector(IPaymentHub.AuthorizationNeedsAmount.selector)
        );
    }

    function test_authorize_reverts_when_the_hold_would_last_too_long(uint256 seconds_) public {
        seconds_ = bound(seconds_, 31 days + 1, 3650 days);
        PaymentRequest memory request = _request(ROOM_MINOR);
        request.captureBefore = uint64(block.timestamp + seconds_);
        bytes4 selector = IPaymentHub.HoldTooLong.selector;
        _authorizeRefused(
            _sign(teaTill, request),
            abi.encodeWithSelector(selector, request.captureBefore, block.timestamp + 31 days)
        );
    }

    function test_authorize_reverts_when_the_hold_would_end_before_the_request(uint256 early) public {
        PaymentRequest memory request = _request(ROOM_MINOR);
        request.captureBefore = uint64(bound(early, 1, request.expiresAt - 1));
        bytes4 selector = IPaymentHub.HoldTooShort.selector;
        _authorizeRefused(
            _sign(teaTill, request),
            abi.encodeWithSelector(selector, request.captureBefore, request.expiresAt)
        );
    }

    function test_authorize_reverts_a_second_time_and_after_it_was_voided() public {
        SignedRequest memory signed = _toHold(teaHouse, ROOM_MINOR);
        IPaymentHub.PaymentTerms memory terms = _termsOf(signed, ROOM_MINOR);
        vm.prank(mei.account);
        bytes32 paymentId = hub.authorize(signed, HARBOUR, ROOM_MINOR, 0, 0);
        bytes memory refusal = abi.encodeWithSelector(IPaymentHub.RequestAlreadyPaid.selector, paymentId);
        _authorizeRefused(signed, refusal);
        _void(paymentId, terms);
        _authorizeRefused(signed, refusal);
    }

    function test_authorize_reverts_above_what_is_spendable() public {
        vm.prank(staff[HARBOUR].compliance);
        deposits[HARBOUR][HKD].freeze(mei.account, POCKET_MINOR - ROOM_MINOR + 1, REASON);
        bytes4 selector = IDepositToken.DepositBalanceTooLow.selector;
        _authorizeRefused(
            _toHold(teaHouse, ROOM_MINOR),
            abi.encodeWithSelector(selector, mei.account, ROOM_MINOR - 1, ROOM_MINOR)
        );
    }

    function test_authorize_reverts_when_the_issuer_is_short_of_reserves() public {
        vm.prank(staff[HARBOUR].treasury);
        settlement.defund(HARBOUR, HKD, FUNDED_MINOR - ROOM_MINOR + 1);
        bytes4 selector = ISettlementHub.SettlementBalanceTooLow.selector;
        _authorizeRefused(
            _toHold(teaHouse, ROOM_MINOR),
            abi.encodeWithSelector(selector, HARBOUR, HKD, ROOM_MINOR - 1, ROOM_MINOR)
        );
    }

    function test_what_is_held_is_neither_paid_nor_transferred_nor_redeemed_nor_defunded() public {
        _hold(teaHouse, CAP_MINOR);
        IDepositToken token = deposits[HARBOUR][HKD];
        uint256 restMinor = POCKET_MINOR - CAP_MINOR;
        bytes memory refusal = abi.encodeWithSelector(
            IDepositToken.DepositBalanceTooLow.selector,
            mei.account,
            restMinor,
            restMinor + 1
        );
        vm.expectRevert(refusal);
        vm.prank(mei.account);
        token.transfer(jun.account, restMinor + 1);
        vm.expectRevert(refusal);
        vm.prank(staff[HARBOUR].issuance);
        token.redeem(mei.account, restMinor + 1, REASON);
        vm.expectRevert(
            abi.encodeWithSelector(
                ISettlementHub.SettlementBalanceTooLow.selector,
                HARBOUR,
                HKD,
                FUNDED_MINOR - CAP_MINOR,
                FUNDED_MINOR
            )
        );
        vm.prank(staff[HARBOUR].treasury);
        settlement.defund(HARBOUR, HKD, FUNDED_MINOR);
    }

    function _authorizeRefused(SignedRequest memory signed, bytes memory refusal) private {
        uint256 amountMinor = signed.request.amountMinor == 0 ? TEA_MINOR : signed.request.amountMinor;
        bytes32 id = hub.requestDigest(signed.request);
        _refusedBy(mei.account, id, abi.encodeCall(hub.authorize, (signed, HARBOUR, amountMinor, 0, 0)), refusal);
    }
}
