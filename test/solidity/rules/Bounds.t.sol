// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {BankId} from "../../../contracts/interfaces/Types.sol";
import {PaymentRequest, SignedRequest} from "../../../contracts/payment/PaymentTypes.sol";
import {DepositToken} from "../../../contracts/money/DepositToken.sol";
import {Actor} from "../support/Test.sol";
import {Holds} from "../support/Holds.sol";

/// The bounds that wallets, tills and relayers count on, and a payment at the largest of them.
contract BoundsTest is Holds {
    uint48 private constant MAX_AMOUNT_MINOR = type(uint48).max;

    function test_the_bounds_of_payments_are_the_published_ones() public view {
        vm.assertEq(hub.MAX_LIFE_SECONDS(), 15 minutes, "of a request or an approval");
        vm.assertEq(hub.MAX_HOLD_SECONDS(), 31 days, "of a hold");
        vm.assertEq(hub.REFUND_SECONDS(), 180 days, "of refunds");
        vm.assertEq(hub.MAX_AMOUNT_MINOR(), 2 ** 48 - 1, "of an amount");
        vm.assertEq(hub.ERC1271_GAS(), 150_000, "of a payer's contract");
        vm.assertEq(hub.PAYMENT_GAS(), 450_000, "of a payment in a batch");
        vm.assertEq(hub.MAX_BATCH_PAYMENTS(), 64, "of a batch");
        vm.assertEq(hub.MAX_REFUSAL_BYTES(), 260, "of a refusal that is told");
    }

    function test_the_bounds_of_money_are_the_published_ones() public view {
        DepositToken token = deposits[HARBOUR][HKD];
        vm.assertEq(token.MAX_ACCOUNTS_OF_CUSTOMER(), 8, "accounts of a person");
        vm.assertEq(token.ATTESTATION_BLOCKS(), 7_200, "blocks until an attestation is too old");
        vm.assertTrue(settlement.SCHEME() == BankId.wrap(0), "nobody's number");
    }

    function test_a_hold_may_last_as_long_as_the_longest() public {
        PaymentRequest memory request = _request(TEA_MINOR);
        request.captureBefore = uint64(block.timestamp + hub.MAX_HOLD_SECONDS());
        SignedRequest memory signed = _sign(teaTill, request);
        vm.prank(mei.account);
        bytes32 paymentId = hub.authorize(signed, HARBOUR, TEA_MINOR, 0, 0);
        vm.assertEq(hub.payment(paymentId).heldMinor, TEA_MINOR, "held");
    }

    function test_a_hold_may_end_with_its_request() public {
        PaymentRequest memory request = _request(TEA_MINOR);
        request.captureBefore = request.expiresAt;
        SignedRequest memory signed = _sign(teaTill, request);
        vm.prank(mei.account);
        bytes32 paymentId = hub.authorize(signed, HARBOUR, TEA_MINOR, 0, 0);
        vm.assertEq(hub.payment(paymentId).heldMinor, TEA_MINOR, "held");
    }

    function test_the_largest_amount_is_held_captured_and_refunded_to_the_unit() public {
        _fund(HARBOUR, HKD, MAX_AMOUNT_MINOR);
        _issueDeposits(HARBOUR, HKD, mei.account, MAX_AMOUNT_MINOR);
        Actor memory till = makeActor("till without a cap");
        vm.prank(staff[LOTUS].onboarding);
        merchants.registerTerminal(teaHouse, till.account, HKD, MAX_AMOUNT_MINOR, 0, 0, type(uint40).max);
        PaymentRequest memory request = _request(MAX_AMOUNT_MINOR);
        request.captureBefore = uint64(block.timestamp + 7 days);
        SignedRequest memory signed = _sign(till, request);
        IPaymentHub.PaymentTerms memory terms = _termsOf(signed, MAX_AMOUNT_MINOR);
        vm.prank(mei.account);
        bytes32 paymentId = hub.authorize(signed, HARBOUR, MAX_AMOUNT_MINOR, 0, 0);
        vm.assertEq(hub.payment(paymentId).heldMinor, MAX_AMOUNT_MINOR, "held");
        vm.assertEq(uint256(hub.payment(paymentId).termsHash), hub.termsHash(terms), "on its terms");
        vm.prank(staff[LOTUS].acquiring);
        hub.capture(paymentId, terms, MAX_AMOUNT_MINOR);
        vm.assertEq(hub.payment(paymentId).refundableMinor, MAX_AMOUNT_MINOR, "captured");
        vm.prank(staff[LOTUS].acquiring);
        hub.refund(paymentId, terms, MAX_AMOUNT_MINOR);
        vm.assertEq(hub.payment(paymentId).refundableMinor, 0, "refunded");
        vm.assertEq(deposits[HARBOUR][HKD].balanceOf(mei.account), POCKET_MINOR + MAX_AMOUNT_MINOR, "Mei has it all");
    }
}
