// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {Walk} from "./Walk.sol";

/// A dynamic request is paid at most once, never when it was cancelled, and its slot says what its event said.
abstract contract PaidOnce is Walk {
    function _checkPaidOnce() internal view {
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
