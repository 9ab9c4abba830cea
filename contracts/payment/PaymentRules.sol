// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IMerchantRegistry} from "../interfaces/IMerchantRegistry.sol";
import {IPaymentHub} from "../interfaces/IPaymentHub.sol";
import {PaymentRequest} from "./PaymentTypes.sol";

/// What makes a request payable now, by this terminal, for this much: nothing here is stored.
abstract contract PaymentRules is IPaymentHub {
    /// A dynamic request and an approval live at most this long.
    uint256 public constant MAX_LIFE_SECONDS = 15 minutes;

    /// A payer's money is held at most this long.
    uint256 public constant MAX_HOLD_SECONDS = 31 days;

    /// Three amounts share a payment's slot.
    uint256 public constant MAX_AMOUNT_MINOR = type(uint48).max;

    function _requireOpen(PaymentRequest calldata request) internal view {
        require(block.timestamp < request.expiresAt, RequestExpired(block.timestamp, request.expiresAt));
        if (_isStatic(request)) {
            require(request.captureBefore == 0, AuthorizationNeedsAmount());
            return;
        }
        uint256 latest = block.timestamp + MAX_LIFE_SECONDS;
        require(request.expiresAt <= latest, RequestLivesTooLong(request.expiresAt, latest));
        if (request.captureBefore == 0) return;
        require(request.captureBefore >= request.expiresAt, HoldTooShort(request.captureBefore, request.expiresAt));
        uint256 longest = block.timestamp + MAX_HOLD_SECONDS;
        require(request.captureBefore <= longest, HoldTooLong(request.captureBefore, longest));
    }

    function _requireForPay(PaymentRequest calldata request) internal pure {
        require(request.captureBefore == 0, RequestIsForAuthorize(request.captureBefore));
    }

    function _requireForAuthorize(PaymentRequest calldata request) internal pure {
        require(request.captureBefore != 0, RequestIsForPay());
    }

    function _requireAccepts(
        IMerchantRegistry.Terminal memory asking,
        address terminal,
        PaymentRequest calldata request,
        uint256 grossMinor
    ) internal pure {
        require(
            asking.merchantId == request.merchantId,
            TerminalOfAnotherMerchant(terminal, asking.merchantId, request.merchantId)
        );
        require(request.currency == asking.currency, CurrencyNotAccepted(request.currency, asking.currency));
        require(grossMinor <= asking.capMinor, TerminalCapExceeded(grossMinor, asking.capMinor));
        require(
            !_isStatic(request) || grossMinor <= asking.staticCapMinor,
            StaticCapExceeded(grossMinor, asking.staticCapMinor)
        );
    }

    function _grossOf(
        PaymentRequest calldata request,
        uint256 amountMinor,
        uint256 tipMinor
    ) internal pure returns (uint256 grossMinor) {
        require(amountMinor != 0, AmountZero());
        require(
            _isStatic(request) || amountMinor == request.amountMinor,
            AmountDiffersFromRequest(amountMinor, request.amountMinor)
        );
        return _withTip(amountMinor, tipMinor);
    }

    /// Each is bounded first, so that the sum cannot overflow.
    function _withTip(uint256 amountMinor, uint256 tipMinor) internal pure returns (uint256 grossMinor) {
        require(amountMinor <= MAX_AMOUNT_MINOR, AmountTooLarge(amountMinor, MAX_AMOUNT_MINOR));
        require(tipMinor <= MAX_AMOUNT_MINOR, AmountTooLarge(tipMinor, MAX_AMOUNT_MINOR));
        grossMinor = amountMinor + tipMinor;
        require(grossMinor <= MAX_AMOUNT_MINOR, AmountTooLarge(grossMinor, MAX_AMOUNT_MINOR));
    }

    function _isStatic(PaymentRequest calldata request) internal pure returns (bool) {
        return request.amountMinor == 0;
    }
}
