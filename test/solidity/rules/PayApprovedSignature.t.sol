// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ICustomerRegistry} from "../../../contracts/interfaces/ICustomerRegistry.sol";
import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {Status} from "../../../contracts/interfaces/Types.sol";
import {PaymentApproval, SignedRequest} from "../../../contracts/payment/PaymentTypes.sol";
import {Till} from "../support/Till.sol";

/// No field of an approval is another's to change: not the one's who brings it.
contract PayApprovedSignatureTest is Till {
    SignedRequest private _asks;
    PaymentApproval private _says;
    bytes private _signature;

    function setUp() public override {
        super.setUp();
        _asks = _asked(0); // static: the amount too is only the payer's word
        _says = _approval(_asks);
        _signature = _signApproval(mei, _says);
        _issueDeposits(HARBOUR, HKD, jun.account, POCKET_MINOR);
    }

    function test_payApproved_reverts_when_the_amount_was_changed(uint256 amountMinor) public {
        amountMinor = bound(amountMinor, 1, TEA_MINOR - 1);
        _says.amountMinor = amountMinor;
        _refusedAsUnsigned(mei.account);
    }

    function test_payApproved_reverts_when_a_tip_was_added(uint256 tipMinor) public {
        _says.maxDebitMinor = 2 * TEA_MINOR;
        _signature = _signApproval(mei, _says);
        _says.tipMinor = bound(tipMinor, 1, TEA_MINOR);
        _refusedAsUnsigned(mei.account);
    }

    function test_payApproved_reverts_when_the_most_to_be_debited_was_changed() public {
        _says.maxDebitMinor += 1;
        _refusedAsUnsigned(mei.account);
    }

    function test_payApproved_reverts_when_the_validity_was_changed() public {
        _says.validBefore += 1;
        _refusedAsUnsigned(mei.account);
    }

    function test_payApproved_reverts_when_the_nonce_was_changed() public {
        _says.nonce = "second";
        _refusedAsUnsigned(mei.account);
    }

    function test_payApproved_reverts_when_the_payer_was_changed() public {
        _says.payer = jun.account;
        _refusedAsUnsigned(jun.account);
    }

    function test_payApproved_reverts_when_the_payer_is_nobody() public {
        _says.payer = address(0);
        bytes4 selector = ICustomerRegistry.CustomerNotActive.selector;
        bytes memory refusal = abi.encodeWithSelector(selector, HARBOUR, address(0), Status.None);
        _approvedRefused(_asks, _says, new bytes(65), refusal);
    }

    function test_payApproved_reverts_when_the_bank_was_changed() public {
        // Mei has an account at both banks, and signed for the one.
        _enrol(LOTUS, mei.account);
        _issueDeposits(LOTUS, HKD, mei.account, POCKET_MINOR);
        _says.bank = LOTUS;
        _refusedAsUnsigned(mei.account);
    }

    function test_payApproved_reverts_when_the_request_was_changed_with_it() public {
        _asks = _asked(0);
        _says.request = hub.requestDigest(_asks.request);
        _refusedAsUnsigned(mei.account);
    }

    function test_payApproved_reverts_when_signed_by_another() public {
        _signature = _signApproval(stranger, _says);
        _refusedAsUnsigned(mei.account);
    }

    function test_payApproved_reverts_when_s_is_high() public {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(mei.key, hub.approvalDigest(_says));
        uint256 order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
        _signature = bytes.concat(r, bytes32(order - uint256(s)), bytes1(v == 27 ? 28 : 27));
        _refusedAsUnsigned(mei.account);
    }

    function test_payApproved_reverts_when_the_signature_has_64_bytes() public {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(mei.key, hub.approvalDigest(_says));
        _signature = bytes.concat(r, s | bytes32(uint256(v - 27) << 255));
        _refusedAsUnsigned(mei.account);
    }

    function test_payApproved_reverts_when_the_signature_is_empty() public {
        _signature = "";
        _refusedAsUnsigned(mei.account);
    }

    function test_payApproved_reverts_on_another_chain() public {
        vm.chainId(block.chainid + 1);
        _asks = _sign(teaTill, _asks.request);
        _says.request = hub.requestDigest(_asks.request);
        _refusedAsUnsigned(mei.account);
    }

    function _refusedAsUnsigned(address payer) private {
        bytes memory refusal = abi.encodeWithSelector(IPaymentHub.ApprovalSignatureInvalid.selector, payer);
        _approvedRefused(_asks, _says, _signature, refusal);
    }
}
