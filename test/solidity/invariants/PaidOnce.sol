// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
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
            vm.assertEq(hub.payment(id).refundableMinor, ledger.paymentMinor(id), "the slot says what the event said");
        }
        for (uint256 i = 0; i < asked.length; ++i) {
            if (asked[i].request.amountMinor == 0) continue;
            bytes32 digest = hub.requestDigest(asked[i].request);
            uint256 times = ledger.timesPaid(digest);
            vm.assertTrue(times <= 1, "a request is paid once");
            vm.assertTrue(times == 0 || !hub.isCancelled(digest), "a cancelled request is not paid");
            if (hub.isCancelled(digest)) continue;
            IPaymentHub.PaymentState memory state = hub.payment(digest);
            vm.assertEq(state.refundableMinor, ledger.paymentMinor(digest), "the slot says what the event said");
            vm.assertTrue((state.termsHash != 0) == (times == 1), "the terms stand where it was paid");
        }
    }
}
