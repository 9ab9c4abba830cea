// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {BankId} from "../../../contracts/interfaces/Types.sol";
import {FeeSplit} from "../../../contracts/payment/FeeTerms.sol";
import {Walk} from "./Walk.sol";

/// What a bank's earmarks hold is exactly what its customers' open authorizations need; and earmarks and what is owed to
/// the scheme are there.
abstract contract Earmarks is Walk {
    mapping(uint16 currency => mapping(BankId bank => uint256)) private _needed;

    function _checkEarmarks() internal {
        for (uint16 number = 1; number <= 3; ++number) {
            _needed[HKD][BankId.wrap(number)] = 0;
            _needed[CNY][BankId.wrap(number)] = 0;
        }
        for (uint256 i = 0; i < authorized.length; ++i) {
            uint256 heldMinor = hub.payment(authorized[i]).heldMinor;
            if (heldMinor == 0) continue;
            IPaymentHub.PaymentTerms memory terms = ledger.termsOf(authorized[i]);
            FeeSplit memory rest = terms.feeTerms.chargedBetween(terms.amountMinor - heldMinor, terms.amountMinor);
            _needed[terms.currency][terms.payerBank] +=
                terms.payerBank == terms.acquirer ? rest.schemeFeeMinor : heldMinor - rest.interchangeMinor;
        }
        for (uint16 number = 1; number <= 3; ++number) {
            _check(HKD, BankId.wrap(number));
            _check(CNY, BankId.wrap(number));
        }
    }

    function _check(uint16 currency, BankId bank) private view {
        uint256 earmarkedMinor = settlement.position(bank, currency).earmarkedMinor;
        vm.assertEq(earmarkedMinor, _needed[currency][bank], "earmarks are what open authorizations need");
        uint256 spokenForMinor = earmarkedMinor + settlement.position(bank, currency).schemeFeesMinor;
        vm.assertTrue(spokenForMinor <= settlement.settlementBalance(bank, currency), "and they are there");
    }
}
