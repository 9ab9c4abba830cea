// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ICustomerRegistry} from "../../../contracts/interfaces/ICustomerRegistry.sol";
import {IMerchantRegistry} from "../../../contracts/interfaces/IMerchantRegistry.sol";
import {IParticipantRegistry} from "../../../contracts/interfaces/IParticipantRegistry.sol";
import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {BankId, Status} from "../../../contracts/interfaces/Types.sol";
import {PaymentRequest, SignedRequest} from "../../../contracts/payment/PaymentTypes.sol";
import {Till} from "../support/Till.sol";
import {Actor} from "../support/Test.sol";

/// Everyone in a payment must be active at that moment: terminal, merchant, both customers, both banks.
contract PayPartiesTest is Till {
    function test_pay_reverts_when_the_terminal_was_revoked() public {
        SignedRequest memory signed = _asked(TEA_MINOR);
        vm.prank(staff[LOTUS].onboarding);
        merchants.revokeTerminal(teaTill.account, "stolen");
        bytes4 selector = IMerchantRegistry.TerminalNotActive.selector;
        _payRefused(signed, abi.encodeWithSelector(selector, teaTill.account, Status.Closed));
    }

    function test_pay_reverts_when_the_terminal_has_expired() public {
        Actor memory till = makeActor("till of one day");
        uint40 validUntil = uint40(block.timestamp + 1 days);
        vm.prank(staff[LOTUS].onboarding);
        merchants.registerTerminal(teaHouse, till.account, HKD, CAP_MINOR, STATIC_CAP_MINOR, 0, validUntil);
        vm.warp(validUntil - 1);
        _pay(_sign(till, _request(TEA_MINOR)));
        SignedRequest memory signed = _sign(till, _request(TEA_MINOR));
        vm.warp(validUntil);
        bytes4 selector = IMerchantRegistry.TerminalExpired.selector;
        _payRefused(signed, abi.encodeWithSelector(selector, till.account, validUntil, validUntil));
    }

    function test_pay_reverts_when_the_merchant_is_suspended() public {
        _setMerchant(LOTUS, teaHouse, Status.Suspended);
        _merchantRefused(Status.Suspended);
    }

    function test_pay_reverts_when_the_merchant_is_closed() public {
        _setMerchant(LOTUS, teaHouse, Status.Closed);
        _merchantRefused(Status.Closed);
    }

    function test_pay_goes_through_once_the_merchant_is_reinstated() public {
        _setMerchant(LOTUS, teaHouse, Status.Suspended);
        _setMerchant(LOTUS, teaHouse, Status.Active);
        _pay(_asked(TEA_MINOR));
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), TEA_MINOR, "tea house");
    }

    function test_pay_reverts_when_the_issuer_is_suspended() public {
        _setBank(HARBOUR, Status.Suspended);
        _bankRefused(HARBOUR, Status.Suspended);
    }

    function test_pay_reverts_when_the_issuer_is_closed() public {
        _setBank(HARBOUR, Status.Closed);
        _bankRefused(HARBOUR, Status.Closed);
    }

    function test_pay_reverts_when_the_acquirer_is_suspended() public {
        _setBank(LOTUS, Status.Suspended);
        _bankRefused(LOTUS, Status.Suspended);
    }

    function test_pay_reverts_when_the_acquirer_is_closed() public {
        _setBank(LOTUS, Status.Closed);
        _bankRefused(LOTUS, Status.Closed);
    }

    function test_pay_within_one_bank_reverts_when_the_bank_is_suspended() public {
        _setBank(HARBOUR, Status.Suspended);
        bytes4 selector = IParticipantRegistry.ParticipantNotActive.selector;
        _payRefused(_bookAsked(8_000), abi.encodeWithSelector(selector, HARBOUR, Status.Suspended));
    }

    function test_pay_reverts_when_the_payers_bank_was_never_admitted() public {
        BankId nowhere = BankId.wrap(77);
        bytes4 selector = IParticipantRegistry.ParticipantNotActive.selector;
        bytes memory refusal = abi.encodeWithSelector(selector, nowhere, Status.None);
        _payRefused(mei.account, nowhere, _asked(TEA_MINOR), TEA_MINOR, 0, 0, refusal);
    }

    function test_pay_reverts_when_the_payers_bank_keeps_no_deposits_in_the_currency() public {
        Actor memory till = makeActor("till for yuan");
        vm.prank(staff[LOTUS].onboarding);
        merchants.registerTerminal(teaHouse, till.account, CNY, CAP_MINOR, STATIC_CAP_MINOR, 0, type(uint40).max);
        PaymentRequest memory request = _request(TEA_MINOR);
        request.currency = CNY;
        bytes memory refusal = abi.encodeWithSelector(IParticipantRegistry.NoDepositToken.selector, JADE, CNY);
        _payRefused(mei.account, JADE, _sign(till, request), TEA_MINOR, 0, 0, refusal);
    }

    function test_pay_reverts_when_the_payer_is_suspended() public {
        _setCustomer(HARBOUR, mei.account, Status.Suspended);
        _customerRefused(HARBOUR, mei.account, Status.Suspended);
    }

    function test_pay_reverts_when_the_payer_is_closed() public {
        _setCustomer(HARBOUR, mei.account, Status.Closed);
        _customerRefused(HARBOUR, mei.account, Status.Closed);
    }

    function test_pay_reverts_when_the_payee_is_suspended() public {
        _setCustomer(LOTUS, teaOwner.account, Status.Suspended);
        _customerRefused(LOTUS, teaOwner.account, Status.Suspended);
    }

    function test_pay_reverts_when_the_payee_is_closed() public {
        _setCustomer(LOTUS, teaOwner.account, Status.Closed);
        _customerRefused(LOTUS, teaOwner.account, Status.Closed);
    }

    function test_pay_within_one_bank_reverts_when_the_payee_is_suspended() public {
        _setCustomer(HARBOUR, bookOwner.account, Status.Suspended);
        bytes4 selector = ICustomerRegistry.CustomerNotActive.selector;
        _payRefused(_bookAsked(8_000), abi.encodeWithSelector(selector, HARBOUR, bookOwner.account, Status.Suspended));
    }

    function test_pay_reverts_when_the_payers_check_has_expired() public {
        Actor memory guest = makeActor("guest");
        uint40 validUntil = uint40(block.timestamp + 1 days);
        vm.prank(staff[HARBOUR].onboarding);
        customers.enrol(HARBOUR, guest.account, "guest", 1, validUntil);
        _issueDeposits(HARBOUR, HKD, guest.account, TEA_MINOR);
        vm.warp(validUntil);
        bytes memory refusal = abi.encodeWithSelector(
            ICustomerRegistry.CustomerExpired.selector,
            HARBOUR,
            guest.account,
            validUntil,
            validUntil
        );
        _payRefused(guest.account, HARBOUR, _asked(TEA_MINOR), TEA_MINOR, 0, 0, refusal);
    }

    function test_pay_reverts_when_the_payer_is_the_payee() public {
        _issueDeposits(LOTUS, HKD, teaOwner.account, TEA_MINOR);
        bytes memory refusal = abi.encodeWithSelector(IPaymentHub.PayerIsPayee.selector, teaOwner.account);
        _payRefused(teaOwner.account, LOTUS, _asked(TEA_MINOR), TEA_MINOR, 0, 0, refusal);
    }

    function _merchantRefused(Status status) private {
        bytes4 selector = IMerchantRegistry.MerchantNotActive.selector;
        _payRefused(_asked(TEA_MINOR), abi.encodeWithSelector(selector, teaHouse, status));
    }

    function _bankRefused(BankId bank, Status status) private {
        bytes4 selector = IParticipantRegistry.ParticipantNotActive.selector;
        _payRefused(_asked(TEA_MINOR), abi.encodeWithSelector(selector, bank, status));
    }

    function _customerRefused(BankId bank, address account, Status status) private {
        bytes4 selector = ICustomerRegistry.CustomerNotActive.selector;
        _payRefused(_asked(TEA_MINOR), abi.encodeWithSelector(selector, bank, account, status));
    }
}
