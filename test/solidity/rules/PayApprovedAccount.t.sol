// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {PaymentApproval, SignedRequest} from "../../../contracts/payment/PaymentTypes.sol";
import {
    BurningAccount,
    FixedAnswerAccount,
    LookingAccount,
    OwnedAccount,
    ReenteringAccount,
    RevertingAccount
} from "../support/Accounts.sol";
import {Till} from "../support/Till.sol";

/// A payer that is a contract is asked by ERC-1271, read-only, within its gas, when all state is written.
contract PayApprovedAccountTest is Till {
    SignedRequest private _asks;
    PaymentApproval private _says;

    function setUp() public override {
        super.setUp();
        _asks = _asked(TEA_MINOR);
        _says = _approval(_asks);
    }

    function test_payApproved_takes_the_yes_of_an_account() public {
        _payFrom(address(new OwnedAccount(mei.account)));
        hub.payApproved(_asks, _says, _signApproval(mei, _says));
        _assertPaid();
    }

    function test_payApproved_reverts_when_an_account_says_no() public {
        _payFrom(address(new OwnedAccount(jun.account)));
        _refused(_signApproval(mei, _says));
    }

    function test_payApproved_reverts_when_an_account_answers_with_another_selector() public {
        _payFrom(address(new FixedAnswerAccount(abi.encode(bytes4(0xffffffff)))));
        _refused("");
    }

    function test_payApproved_reverts_when_an_account_answers_true() public {
        _payFrom(address(new FixedAnswerAccount(abi.encode(true))));
        _refused("");
    }

    function test_payApproved_reverts_when_anything_follows_the_selector_in_its_word() public {
        bytes32 dirty = bytes32(IERC1271.isValidSignature.selector) | bytes32(uint256(1));
        _payFrom(address(new FixedAnswerAccount(bytes.concat(dirty))));
        _refused("");
    }

    function test_payApproved_reverts_when_an_account_answers_less_than_a_word() public {
        _payFrom(address(new FixedAnswerAccount(bytes.concat(IERC1271.isValidSignature.selector))));
        _refused("");
    }

    function test_payApproved_reverts_when_an_account_answers_nothing() public {
        _payFrom(address(new FixedAnswerAccount("")));
        _refused("");
    }

    function test_payApproved_reverts_when_an_account_reverts() public {
        _payFrom(address(new RevertingAccount()));
        _refused("");
    }

    function test_payApproved_takes_only_the_first_word_of_a_long_answer() public {
        bytes memory long = bytes.concat(abi.encode(IERC1271.isValidSignature.selector), new bytes(640));
        _payFrom(address(new FixedAnswerAccount(long)));
        hub.payApproved(_asks, _says, "");
        _assertPaid();
    }

    function test_payApproved_leaves_an_account_150000_gas_to_answer() public {
        _payFrom(address(new BurningAccount(300)));
        hub.payApproved(_asks, _says, "");
        _assertPaid();
    }

    function test_payApproved_reverts_when_an_account_burns_its_gas() public {
        _payFrom(address(new BurningAccount(10_000)));
        uint256 before = gasleft();
        _refused("");
        // The check itself, the payment around it, and this test's own looking at the books.
        vm.assertTrue(before - gasleft() < 1_500_000, "the one who brings it loses little more than the allowance");
    }

    function test_payApproved_pays_once_when_an_account_tries_to_reenter() public {
        ReenteringAccount account = new ReenteringAccount(hub);
        _payFrom(address(account));
        account.plan(_asks, _says);
        hub.payApproved(_asks, _says, "");
        _assertPaid();
    }

    function test_payApproved_reenters_no_static_request_either() public {
        ReenteringAccount account = new ReenteringAccount(hub);
        _asks = _asked(0);
        _says = _approval(_asks);
        _payFrom(address(account));
        PaymentApproval memory again = _says;
        again.nonce = "second";
        account.plan(_asks, again);
        hub.payApproved(_asks, _says, "");
        _assertPaid();
    }

    function test_payApproved_asks_an_account_when_the_payment_stands() public {
        _payFrom(address(new LookingAccount(hub, _says.request)));
        hub.payApproved(_asks, _says, "");
        _assertPaid();
    }

    function test_payApproved_of_two_accounts_of_one_owner_takes_no_signature_for_the_other() public {
        address first = address(new OwnedAccount(mei.account));
        address second = address(new OwnedAccount(mei.account));
        _payFrom(first);
        bytes memory signature = _signApproval(mei, _says);
        _payFrom(second);
        _refused(signature);
    }

    function _payFrom(address account) private {
        _says.payer = account;
        _enrol(HARBOUR, account);
        _issueDeposits(HARBOUR, HKD, account, 2 * TEA_MINOR);
    }

    function _refused(bytes memory signature) private {
        bytes memory refusal = abi.encodeWithSelector(IPaymentHub.ApprovalSignatureInvalid.selector, _says.payer);
        _approvedRefused(_asks, _says, signature, refusal);
        vm.assertEq(deposits[HARBOUR][HKD].balanceOf(_says.payer), 2 * TEA_MINOR, "the account's deposit");
    }

    function _assertPaid() private view {
        vm.assertEq(deposits[HARBOUR][HKD].balanceOf(_says.payer), TEA_MINOR, "the account's deposit");
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), TEA_MINOR, "tea house");
    }
}
