// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IMerchantRegistry} from "../../../contracts/interfaces/IMerchantRegistry.sol";
import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {BankId} from "../../../contracts/interfaces/Types.sol";
import {PaymentRequest, SignedRequest} from "../../../contracts/payment/PaymentTypes.sol";
import {Till} from "./Till.sol";

/// Mei's payments that are held first, and what the merchant's side does with them. Fees: merchant 1.75 %, of which
/// interchange 0.80 % and scheme 0.15 %.
abstract contract Holds is Till {
    uint256 internal constant ROOM_MINOR = 40_000; // HK$400.00, held for a table
    uint16 internal constant MERCHANT_BPS = 175;
    uint16 internal constant INTERCHANGE_BPS = 80;
    uint16 internal constant SCHEME_BPS = 15;

    /// From now on both shops pay fees.
    function _chargeFees(bool isReturned) internal {
        IMerchantRegistry.FeePlan memory plan = IMerchantRegistry.FeePlan(INTERCHANGE_BPS, SCHEME_BPS, isReturned);
        _govern(address(merchants), abi.encodeCall(merchants.publishFeePlan, (plan, REASON)));
        vm.prank(staff[LOTUS].administrator);
        merchants.assignFeePlan(teaHouse, 1, MERCHANT_BPS, REASON);
        vm.prank(staff[HARBOUR].administrator);
        merchants.assignFeePlan(bookshop, 1, MERCHANT_BPS, REASON);
    }

    function _toHold(bytes8 merchantId, uint256 amountMinor) internal returns (SignedRequest memory) {
        PaymentRequest memory request = _request(amountMinor);
        request.merchantId = merchantId;
        request.captureBefore = uint64(block.timestamp + 7 days);
        return _sign(merchantId == teaHouse ? teaTill : bookTill, request);
    }

    /// Mei's money is held for the shop.
    function _hold(
        bytes8 merchantId,
        uint256 amountMinor
    ) internal returns (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) {
        SignedRequest memory signed = _toHold(merchantId, amountMinor);
        terms = _termsOf(signed, amountMinor);
        vm.prank(mei.account);
        paymentId = hub.authorize(signed, HARBOUR, amountMinor, 0, 0);
    }

    /// Mei has paid the shop at once.
    function _paid(
        bytes8 merchantId,
        uint256 amountMinor
    ) internal returns (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) {
        SignedRequest memory signed = merchantId == teaHouse ? _asked(amountMinor) : _bookAsked(amountMinor);
        terms = _termsOf(signed, amountMinor);
        paymentId = _pay(signed);
    }

    function _capture(bytes32 paymentId, IPaymentHub.PaymentTerms memory terms, uint256 amountMinor) internal {
        vm.prank(_tillOf(terms));
        hub.capture(paymentId, terms, amountMinor);
    }

    function _void(bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) internal {
        vm.prank(_tillOf(terms));
        hub.void(paymentId, terms);
    }

    function _refund(bytes32 paymentId, IPaymentHub.PaymentTerms memory terms, uint256 amountMinor) internal {
        vm.prank(_tillOf(terms));
        hub.refund(paymentId, terms, amountMinor);
    }

    /// Whatever reverts with `refusal` changes neither books nor the payment's state.
    function _refusedBy(address caller, bytes32 paymentId, bytes memory call, bytes memory refusal) internal {
        bytes32 before = keccak256(abi.encode(_books(), _holdsOf(HARBOUR), hub.payment(paymentId)));
        vm.prank(caller);
        (bool isDone, bytes memory told) = address(hub).call(call);
        vm.assertTrue(!isDone, "refused");
        vm.assertEq(keccak256(told), keccak256(refusal), "for the reason that was expected");
        vm.assertEq(
            keccak256(abi.encode(_books(), _holdsOf(HARBOUR), hub.payment(paymentId))),
            before,
            "nothing changed"
        );
    }

    function _holdsOf(BankId bank) internal view returns (bytes32) {
        return keccak256(abi.encode(deposits[bank][HKD].heldOf(mei.account), settlement.position(bank, HKD)));
    }

    function _tillOf(IPaymentHub.PaymentTerms memory terms) internal view returns (address) {
        return terms.merchantId == teaHouse ? teaTill.account : bookTill.account;
    }
}
