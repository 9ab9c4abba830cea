// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {BankId} from "../../../contracts/interfaces/Types.sol";
import {PaymentApproval, PaymentRequest, SignedRequest} from "../../../contracts/payment/PaymentTypes.sol";
import {Street} from "./Street.sol";
import {Actor} from "./Test.sol";

/// Requests and approvals, signed over the hub's own digests, and payments by them.
abstract contract Till is Street {
    uint256 internal constant TEA_MINOR = 4_850; // HK$48.50

    uint128 private _requestCount;

    /// The tea house asks for `amountMinor`; 0 makes it a static code.
    function _request(uint256 amountMinor) internal returns (PaymentRequest memory) {
        return
            PaymentRequest(
                teaHouse,
                bytes16(++_requestCount),
                HKD,
                amountMinor,
                uint64(block.timestamp + (amountMinor == 0 ? 365 days : 10 minutes)),
                0,
                keccak256("the code's text up to object 80")
            );
    }

    function _sign(Actor memory till, PaymentRequest memory request) internal view returns (SignedRequest memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(till.key, hub.requestDigest(request));
        return SignedRequest(request, r, s | bytes32(uint256(v - 27) << 255));
    }

    function _asked(uint256 amountMinor) internal returns (SignedRequest memory) {
        return _sign(teaTill, _request(amountMinor));
    }

    /// The bookshop asks, which banks where Mei banks.
    function _bookAsked(uint256 amountMinor) internal returns (SignedRequest memory) {
        PaymentRequest memory request = _request(amountMinor);
        request.merchantId = bookshop;
        return _sign(bookTill, request);
    }

    /// The terms of Mei's payment of this request to the tea house, made now.
    function _termsOf(
        SignedRequest memory signed,
        uint256 grossMinor
    ) internal view returns (IPaymentHub.PaymentTerms memory) {
        (bytes8 merchantId, uint64 captureBefore) = (signed.request.merchantId, signed.request.captureBefore);
        uint256 capturedBy = captureBefore == 0 ? block.timestamp : captureBefore;
        return
            IPaymentHub.PaymentTerms(
                merchantId,
                mei.account,
                HARBOUR,
                merchantId == teaHouse ? LOTUS : HARBOUR,
                HKD,
                grossMinor,
                merchants.merchant(merchantId).feeTerms,
                uint64(block.timestamp),
                captureBefore,
                uint64(capturedBy + 180 days)
            );
    }

    /// Whom the contract takes for the signer, once something was changed.
    function _signerOf(SignedRequest memory signed) internal view returns (address) {
        return _signerAt(hub, signed);
    }

    function _signerAt(IPaymentHub verifier, SignedRequest memory signed) internal view returns (address) {
        uint256 yParityAndS = uint256(signed.yParityAndS);
        bytes32 s = bytes32((yParityAndS << 1) >> 1);
        return ecrecover(verifier.requestDigest(signed.request), uint8(yParityAndS >> 255) + 27, signed.r, s);
    }

    /// Mei's approval of the tea house's request.
    function _approval(SignedRequest memory signed) internal view returns (PaymentApproval memory) {
        uint256 amountMinor = signed.request.amountMinor == 0 ? TEA_MINOR : signed.request.amountMinor;
        return
            PaymentApproval(
                hub.requestDigest(signed.request),
                "Cloud Tea House",
                mei.account,
                amountMinor,
                0,
                HARBOUR,
                HKD,
                amountMinor,
                uint64(block.timestamp + 5 minutes),
                bytes32("first")
            );
    }

    function _signApproval(Actor memory payer, PaymentApproval memory approval) internal view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(payer.key, hub.approvalDigest(approval));
        return bytes.concat(r, s, bytes1(v));
    }

    /// Mei pays what is asked.
    function _pay(SignedRequest memory signed) internal returns (bytes32 paymentId) {
        vm.prank(mei.account);
        return hub.pay(signed, HARBOUR, signed.request.amountMinor, 0, 0);
    }

    function _payRefused(SignedRequest memory signed, bytes memory refusal) internal {
        _payRefused(mei.account, HARBOUR, signed, signed.request.amountMinor, 0, 0, refusal);
    }

    /// The payment reverts with exactly this error, and no money and no state of a payment is another than before.
    function _payRefused(
        address payer,
        BankId bank,
        SignedRequest memory signed,
        uint256 amountMinor,
        uint256 tipMinor,
        bytes32 nonce,
        bytes memory refusal
    ) internal {
        bytes32 before = _booksAnd(signed, payer, nonce);
        vm.expectRevert(refusal);
        vm.prank(payer);
        hub.pay(signed, bank, amountMinor, tipMinor, nonce);
        vm.assertEq(_booksAnd(signed, payer, nonce), before, "nothing changed");
    }

    function _approvedRefused(
        SignedRequest memory signed,
        PaymentApproval memory approval,
        bytes memory signature,
        bytes memory refusal
    ) internal {
        bytes32 before = _booksAnd(signed, approval.payer, approval.nonce);
        vm.expectRevert(refusal);
        hub.payApproved(signed, approval, signature);
        vm.assertEq(_booksAnd(signed, approval.payer, approval.nonce), before, "nothing changed");
    }

    function _staticId(bytes32 digest, address payer, bytes32 nonce) internal pure returns (bytes32) {
        return keccak256(abi.encode(digest, payer, nonce));
    }

    function _cancel(address canceller, SignedRequest memory signed) internal {
        vm.prank(canceller);
        hub.cancelRequest(signed);
    }

    function _booksAnd(SignedRequest memory signed, address payer, bytes32 nonce) private view returns (bytes32) {
        bytes32 digest = hub.requestDigest(signed.request);
        return
            keccak256(
                abi.encode(
                    _books(),
                    hub.payment(digest),
                    hub.payment(_staticId(digest, payer, nonce)),
                    hub.isCancelled(digest)
                )
            );
    }
}
