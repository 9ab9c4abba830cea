// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IDepositToken} from "../../../contracts/interfaces/IDepositToken.sol";
import {IMerchantRegistry} from "../../../contracts/interfaces/IMerchantRegistry.sol";
import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {PaymentApproval, SignedRequest} from "../../../contracts/payment/PaymentTypes.sol";
import {DepositToken} from "../../../contracts/money/DepositToken.sol";
import {LookingAccount} from "../support/Accounts.sol";
import {Holds} from "../support/Holds.sol";
import {Actor} from "../support/Test.sol";

/// Attacks 1 to 6: what is signed for one thing is tried for another.
contract SignatureAttacksTest is Holds {
    bytes32 private constant TRANSFER = keccak256(
        "TransferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );

    function test_attack_01_a_request_is_not_paid_on_a_fork_with_another_chain_id() public {
        SignedRequest memory signed = _asked(TEA_MINOR);
        vm.chainId(20_072);
        address other = _signerOf(signed);
        vm.assertTrue(other != teaTill.account, "a cached domain is made anew");
        _payRefused(signed, abi.encodeWithSelector(IMerchantRegistry.TerminalUnknown.selector, other));
    }

    function test_attack_01_a_signed_transfer_of_one_banks_token_moves_nothing_at_another() public {
        _enrol(LOTUS, mei.account);
        _enrol(LOTUS, jun.account);
        _issueDeposits(LOTUS, HKD, mei.account, 1_000);
        (uint8 v, bytes32 r, bytes32 s) = _signTransfer(deposits[HARBOUR][HKD], mei, 1_000, "n");
        DepositToken lotus = deposits[LOTUS][HKD];
        vm.expectRevert(abi.encodeWithSignature("ERC3009InvalidSignature()"));
        lotus.transferWithAuthorization(mei.account, jun.account, 1_000, 0, block.timestamp + 1, "n", v, r, s);
    }

    function test_attack_02_a_code_signed_by_another_merchants_till_is_not_paid() public {
        SignedRequest memory signed = _asked(TEA_MINOR);
        signed = _sign(bookTill, signed.request); // the tea house's name over the bookshop's purse
        bytes4 selector = IPaymentHub.TerminalOfAnotherMerchant.selector;
        _payRefused(signed, abi.encodeWithSelector(selector, bookTill.account, bookshop, teaHouse));
    }

    function test_attack_02_an_edited_amount_recovers_nobodys_till() public {
        SignedRequest memory signed = _asked(TEA_MINOR);
        signed.request.amountMinor = TEA_MINOR - 1;
        _payRefused(signed, abi.encodeWithSelector(IMerchantRegistry.TerminalUnknown.selector, _signerOf(signed)));
    }

    function test_attack_02_the_same_request_shown_to_two_payers_is_paid_by_one() public {
        _issueDeposits(HARBOUR, HKD, jun.account, POCKET_MINOR);
        SignedRequest memory signed = _asked(TEA_MINOR);
        bytes32 paymentId = _pay(signed);
        bytes memory refusal = abi.encodeWithSelector(IPaymentHub.RequestAlreadyPaid.selector, paymentId);
        _payRefused(jun.account, HARBOUR, signed, TEA_MINOR, 0, 0, refusal);
    }

    function test_attack_03_an_approval_of_one_request_pays_no_other() public {
        SignedRequest memory meant = _asked(TEA_MINOR);
        PaymentApproval memory approval = _approval(meant);
        bytes memory signature = _signApproval(mei, approval);
        SignedRequest memory other = _asked(TEA_MINOR); // the same shop, the same amount
        bytes4 selector = IPaymentHub.ApprovalForAnotherRequest.selector;
        bytes32 digest = hub.requestDigest(other.request);
        _approvedRefused(other, approval, signature, abi.encodeWithSelector(selector, digest, approval.request));
    }

    function test_attack_04_an_approval_signed_by_anyone_else_pays_nothing() public {
        SignedRequest memory signed = _asked(TEA_MINOR);
        PaymentApproval memory approval = _approval(signed);
        bytes memory refusal = abi.encodeWithSelector(IPaymentHub.ApprovalSignatureInvalid.selector, mei.account);
        _approvedRefused(signed, approval, _signApproval(stranger, approval), refusal);
        _approvedRefused(signed, approval, new bytes(65), refusal); // recovers nobody
        _approvedRefused(signed, approval, _highS(_signApproval(mei, approval)), refusal);
    }

    function test_attack_05_a_random_nonce_is_taken_and_shares_nothing_with_permits() public {
        DepositToken token = deposits[HARBOUR][HKD];
        bytes32 nonce = keccak256("as wallets make them"); // a keyed nonce would have to be in sequence
        (uint8 v, bytes32 r, bytes32 s) = _signTransfer(token, mei, 250, nonce);
        token.transferWithAuthorization(mei.account, jun.account, 250, 0, block.timestamp + 1, nonce, v, r, s);
        vm.assertEq(token.balanceOf(jun.account), 250, "moved");
        vm.assertEq(token.nonces(mei.account), 0, "permits are counted apart");
    }

    function test_attack_06_state_is_written_before_foreign_code_runs() public {
        SignedRequest memory signed = _asked(TEA_MINOR);
        bytes32 paymentId = hub.requestDigest(signed.request);
        address looking = address(new LookingAccount(hub, paymentId));
        _enrol(HARBOUR, looking);
        _issueDeposits(HARBOUR, HKD, looking, TEA_MINOR);
        PaymentApproval memory approval = _approval(signed);
        approval.payer = looking;
        hub.payApproved(signed, approval, ""); // it says yes only if it finds the payment made
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), TEA_MINOR, "paid");
    }

    function _signTransfer(
        IDepositToken token,
        Actor memory payer,
        uint256 amountMinor,
        bytes32 nonce
    ) private view returns (uint8 v, bytes32 r, bytes32 s) {
        bytes32 structHash = keccak256(
            abi.encode(TRANSFER, payer.account, jun.account, amountMinor, 0, block.timestamp + 1, nonce)
        );
        bytes32 separator = DepositToken(address(token)).DOMAIN_SEPARATOR();
        return vm.sign(payer.key, keccak256(abi.encodePacked(hex"1901", separator, structHash)));
    }

    /// The other signature of the same key, which ECDSA alone would take as well.
    function _highS(bytes memory signature) private pure returns (bytes memory) {
        (bytes32 r, bytes32 s) = abi.decode(signature, (bytes32, bytes32));
        uint256 order = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;
        uint8 v = uint8(signature[64]) == 27 ? 28 : 27;
        return bytes.concat(r, bytes32(order - uint256(s)), bytes1(v));
    }
}
