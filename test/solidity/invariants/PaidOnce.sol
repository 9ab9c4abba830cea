// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {FeeSplit} from "../../../contracts/payment/FeeTerms.sol";
import {EventLedger} from "./EventLedger.sol";
import {Walk} from "./Walk.sol";

/// Nothing is paid twice, and nothing that was cancelled: a dynamic request once, a static one once for each payer and
/// nonce. The slot of a payment says what its event said.
abstract contract PaidOnce is Walk {
    uint256 private constant NEWEST = 40;

    function _checkPaidOnce() internal view {
        vm.assertEq(ledger.repeated(), 0, "a payment is made once");
        vm.assertEq(ledger.revived(), 0, "what was cancelled is not paid");
        uint256 count = ledger.payments();
        for (uint256 i = count > NEWEST ? count - NEWEST : 0; i < count; ++i) {
            bytes32 id = ledger.paid(i);
            _checkLife(id);
        }
        for (uint256 i = 0; i < asked.length; ++i) {
            if (asked[i].request.amountMinor == 0) continue;
            bytes32 digest = hub.requestDigest(asked[i].request);
            uint256 times = ledger.timesPaid(digest);
            vm.assertTrue(times <= 1, "a request is paid once");
            vm.assertTrue(times == 0 || !hub.isCancelled(digest), "a cancelled request is not paid");
            if (hub.isCancelled(digest)) continue;
            _checkLife(digest);
            vm.assertTrue((hub.payment(digest).termsHash != 0) == (times == 1), "the terms stand where it was paid");
        }
        vm.assertEq(ledger.overdrawn(), 0, "captured within the authorization, refunded within the capture");
        vm.assertEq(ledger.unbalanced(), 0, "net and fees are the gross, to the unit");
    }

    function _checkLife(bytes32 id) private view {
        IPaymentHub.PaymentState memory state = hub.payment(id);
        EventLedger.Life memory life = ledger.lifeOf(id);
        vm.assertEq(state.heldMinor, life.heldMinor, "held as the events say");
        vm.assertEq(state.refundableMinor, life.capturedMinor - life.refundedMinor, "refundable as the events say");
        if (life.terms.length == 0) return;
        FeeSplit memory due = ledger.termsOf(id).feeTerms.chargedOnRoundedDown(life.capturedMinor);
        vm.assertEq(life.fees.interchangeMinor, due.interchangeMinor, "captures in parts pay the same interchange");
        vm.assertEq(life.fees.schemeFeeMinor, due.schemeFeeMinor, "and the same to the scheme");
        vm.assertEq(life.fees.acquirerFeeMinor, due.acquirerFeeMinor, "and the same to the acquirer");
    }
}
