// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {IMerchantRegistry} from "../../../contracts/interfaces/IMerchantRegistry.sol";
import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {PaymentRequest, SignedRequest} from "../../../contracts/payment/PaymentTypes.sol";
import {PaymentHub} from "../../../contracts/payment/PaymentHub.sol";
import {Till} from "../support/Till.sol";

/// What was signed is what is paid: once, in time, on this chain, at this hub.
contract PayRequestTest is Till {
    function test_pay_reverts_when_the_merchant_was_changed() public {
        SignedRequest memory signed = _asked(TEA_MINOR);
        signed.request.merchantId = bookshop;
        _payRefusedAsUnknown(signed);
    }

    function test_pay_reverts_when_the_request_id_was_changed() public {
        SignedRequest memory signed = _asked(TEA_MINOR);
        signed.request.requestId = bytes16(~uint128(signed.request.requestId));
        _payRefusedAsUnknown(signed);
    }

    function test_pay_reverts_when_the_currency_was_changed() public {
        SignedRequest memory signed = _asked(TEA_MINOR);
        signed.request.currency = CNY;
        _payRefusedAsUnknown(signed);
    }

    function test_pay_reverts_when_the_amount_was_changed(uint256 amountMinor) public {
        SignedRequest memory signed = _asked(TEA_MINOR);
        amountMinor = bound(amountMinor, 1, CAP_MINOR);
        signed.request.amountMinor = amountMinor == TEA_MINOR ? TEA_MINOR - 1 : amountMinor;
        _payRefusedAsUnknown(signed);
    }

    function test_pay_reverts_when_the_amount_was_taken_out_to_make_it_static() public {
        SignedRequest memory signed = _asked(TEA_MINOR);
        signed.request.amountMinor = 0;
        bytes memory refusal = abi.encodeWithSelector(IMerchantRegistry.TerminalUnknown.selector, _signerOf(signed));
        _payRefused(mei.account, HARBOUR, signed, 1, 0, 0, refusal);
    }

    function test_pay_reverts_when_the_expiry_was_changed(uint256 expiresAt) public {
        SignedRequest memory signed = _asked(TEA_MINOR);
        expiresAt = bound(expiresAt, block.timestamp + 1, block.timestamp + 15 minutes);
        signed.request.expiresAt = uint64(expiresAt == signed.request.expiresAt ? expiresAt + 1 : expiresAt);
        _payRefusedAsUnknown(signed);
    }

    function test_pay_reverts_when_a_hold_was_made_a_payment() public {
        PaymentRequest memory request = _request(TEA_MINOR);
        request.captureBefore = uint64(block.timestamp + 7 days);
        SignedRequest memory signed = _sign(teaTill, request);
        signed.request.captureBefore = 0;
        _payRefusedAsUnknown(signed);
    }

    function test_pay_reverts_when_the_content_was_changed() public {
        SignedRequest memory signed = _asked(TEA_MINOR);
        signed.request.contentHash = keccak256("with tip rules appended");
        _payRefusedAsUnknown(signed);
    }

    function test_pay_reverts_when_r_was_changed() public {
        SignedRequest memory signed = _asked(TEA_MINOR);
        signed.r = _asked(TEA_MINOR).r;
        _payRefusedAsUnknown(signed);
    }

    function test_pay_reverts_when_the_parity_was_changed() public {
        SignedRequest memory signed = _asked(TEA_MINOR);
        signed.yParityAndS ^= bytes32(uint256(1) << 255);
        _payRefusedAsUnknown(signed);
    }

    function test_pay_reverts_when_the_signature_recovers_nobody() public {
        SignedRequest memory signed = _asked(TEA_MINOR);
        signed.r = 0;
        _payRefused(signed, abi.encodeWithSelector(ECDSA.ECDSAInvalidSignature.selector));
    }

    function test_pay_reverts_when_s_is_high() public {
        SignedRequest memory signed = _asked(TEA_MINOR);
        uint256 order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
        // The other signature of the same key: s ↦ n − s. Half of the order is where it gets too high.
        uint256 s = (uint256(signed.yParityAndS) << 1) >> 1;
        bytes32 high = bytes32((order - s) & (type(uint256).max >> 1));
        signed.yParityAndS = high;
        if ((order - s) >> 255 == 0) {
            _payRefused(signed, abi.encodeWithSelector(ECDSA.ECDSAInvalidSignatureS.selector, high));
        } else {
            // 64 bytes have no room for so high an s: its top bit reads as the parity, and another key is recovered.
            _payRefusedAsUnknown(signed);
        }
    }

    function test_pay_reverts_when_signed_by_a_key_that_is_no_terminal() public {
        SignedRequest memory signed = _sign(stranger, _request(TEA_MINOR));
        _payRefused(signed, abi.encodeWithSelector(IMerchantRegistry.TerminalUnknown.selector, stranger.account));
    }

    function test_pay_reverts_when_signed_by_a_terminal_of_another_merchant() public {
        SignedRequest memory signed = _sign(bookTill, _request(TEA_MINOR));
        _payRefused(
            signed,
            abi.encodeWithSelector(IPaymentHub.TerminalOfAnotherMerchant.selector, bookTill.account, bookshop, teaHouse)
        );
    }

    function test_pay_reverts_when_the_terminal_asks_in_another_currency_than_its_own() public {
        PaymentRequest memory request = _request(TEA_MINOR);
        request.currency = CNY;
        _payRefused(
            _sign(teaTill, request),
            abi.encodeWithSelector(IPaymentHub.CurrencyNotAccepted.selector, CNY, HKD)
        );
    }

    function test_pay_reverts_when_the_request_is_for_authorize() public {
        PaymentRequest memory request = _request(TEA_MINOR);
        request.captureBefore = uint64(block.timestamp + 7 days);
        _payRefused(
            _sign(teaTill, request),
            abi.encodeWithSelector(IPaymentHub.RequestIsForAuthorize.selector, request.captureBefore)
        );
    }

    function test_pay_reverts_a_second_time() public {
        SignedRequest memory signed = _asked(TEA_MINOR);
        bytes32 digest = _pay(signed);
        _payRefused(signed, abi.encodeWithSelector(IPaymentHub.RequestAlreadyPaid.selector, digest));
    }

    function test_pay_reverts_when_someone_else_has_paid_the_request() public {
        _issueDeposits(HARBOUR, HKD, jun.account, TEA_MINOR);
        SignedRequest memory signed = _asked(TEA_MINOR);
        bytes32 digest = _pay(signed);
        bytes memory refusal = abi.encodeWithSelector(IPaymentHub.RequestAlreadyPaid.selector, digest);
        _payRefused(jun.account, HARBOUR, signed, TEA_MINOR, 0, "another nonce", refusal);
    }

    function test_pay_reverts_on_another_chain() public {
        SignedRequest memory signed = _asked(TEA_MINOR);
        vm.chainId(block.chainid + 1);
        _payRefusedAsUnknown(signed);
    }

    function test_pay_reverts_at_another_hub() public {
        PaymentHub other = PaymentHub(_deploy("PaymentHub", abi.encode(authority, merchants, settlement)));
        _govern(address(settlement), abi.encodeCall(settlement.admitCaller, (address(other))));
        _govern(address(merchants), abi.encodeCall(merchants.attachPaymentHub, (address(other))));
        merchants.syncMerchant(teaHouse);
        merchants.syncTerminal(teaTill.account);
        SignedRequest memory signed = _asked(TEA_MINOR);
        address signer = _signerAt(other, signed);
        bytes32 before = _books();

        vm.expectRevert(abi.encodeWithSelector(IMerchantRegistry.TerminalUnknown.selector, signer));
        vm.prank(mei.account);
        other.pay(signed, HARBOUR, TEA_MINOR, 0, 0);

        vm.assertEq(_books(), before, "nothing changed");
    }

    function _payRefusedAsUnknown(SignedRequest memory signed) private {
        bytes memory refusal = abi.encodeWithSelector(IMerchantRegistry.TerminalUnknown.selector, _signerOf(signed));
        _payRefused(signed, refusal);
    }
}
