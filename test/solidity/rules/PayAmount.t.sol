// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IDepositToken} from "../../../contracts/interfaces/IDepositToken.sol";
import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {ISettlementHub} from "../../../contracts/interfaces/ISettlementHub.sol";
import {SignedRequest} from "../../../contracts/payment/PaymentTypes.sol";
import {Till} from "../support/Till.sol";

/// How much: what was asked, under the terminal's cap, covered by the payer's deposit and by the issuer's reserves.
contract PayAmountTest is Till {
    uint256 private constant MAX_MINOR = type(uint48).max;

    function test_pay_reverts_when_the_amount_is_zero() public {
        bytes memory refusal = abi.encodeWithSelector(IPaymentHub.AmountZero.selector);
        _payRefused(mei.account, HARBOUR, _asked(TEA_MINOR), 0, 0, 0, refusal);
    }

    function test_pay_reverts_when_only_a_tip_is_given() public {
        bytes memory refusal = abi.encodeWithSelector(IPaymentHub.AmountZero.selector);
        _payRefused(mei.account, HARBOUR, _asked(0), 0, 500, "first", refusal);
    }

    function test_pay_reverts_when_the_amount_differs_from_the_request(uint256 amountMinor) public {
        amountMinor = bound(amountMinor, 1, type(uint256).max);
        if (amountMinor == TEA_MINOR) amountMinor = TEA_MINOR + 1;
        bytes4 selector = IPaymentHub.AmountDiffersFromRequest.selector;
        bytes memory refusal = abi.encodeWithSelector(selector, amountMinor, TEA_MINOR);
        _payRefused(mei.account, HARBOUR, _asked(TEA_MINOR), amountMinor, 0, 0, refusal);
    }

    function test_pay_reverts_when_the_amount_exceeds_48_bits(uint256 amountMinor) public {
        amountMinor = bound(amountMinor, MAX_MINOR + 1, type(uint256).max);
        _payRefused(_asked(amountMinor), _tooLarge(amountMinor));
    }

    function test_pay_reverts_when_the_tip_exceeds_48_bits(uint256 tipMinor) public {
        tipMinor = bound(tipMinor, MAX_MINOR + 1, type(uint256).max);
        _payRefused(mei.account, HARBOUR, _asked(TEA_MINOR), TEA_MINOR, tipMinor, 0, _tooLarge(tipMinor));
    }

    function test_pay_names_the_amount_where_amount_and_tip_both_exceed_48_bits() public {
        uint256 amountMinor = MAX_MINOR + 1;
        _payRefused(mei.account, HARBOUR, _asked(amountMinor), amountMinor, MAX_MINOR + 2, 0, _tooLarge(amountMinor));
    }

    function test_pay_reverts_when_the_tip_would_wrap_the_sum_around() public {
        uint256 tipMinor = type(uint256).max - TEA_MINOR + 2; // amount + tip would be 1
        _payRefused(mei.account, HARBOUR, _asked(TEA_MINOR), TEA_MINOR, tipMinor, 0, _tooLarge(tipMinor));
    }

    function test_pay_reverts_when_amount_and_tip_together_exceed_48_bits() public {
        bytes memory refusal = _tooLarge(MAX_MINOR + 1);
        _payRefused(mei.account, HARBOUR, _asked(TEA_MINOR), TEA_MINOR, MAX_MINOR - TEA_MINOR + 1, 0, refusal);
    }

    function test_pay_reverts_when_the_amount_exceeds_the_terminals_cap(uint256 amountMinor) public {
        amountMinor = bound(amountMinor, uint256(CAP_MINOR) + 1, MAX_MINOR);
        _payRefused(_asked(amountMinor), _capExceeded(amountMinor));
    }

    function test_pay_reverts_when_the_tip_lifts_the_amount_over_the_terminals_cap() public {
        bytes memory refusal = _capExceeded(uint256(CAP_MINOR) + 1);
        _payRefused(mei.account, HARBOUR, _asked(CAP_MINOR), CAP_MINOR, 1, 0, refusal);
    }

    function test_pay_takes_just_the_terminals_cap() public {
        _pay(_asked(CAP_MINOR));
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), CAP_MINOR, "tea house");
    }

    function test_pay_reverts_when_the_payers_balance_is_too_small(uint256 balanceMinor) public {
        balanceMinor = bound(balanceMinor, 0, TEA_MINOR - 1);
        vm.prank(staff[HARBOUR].issuance);
        deposits[HARBOUR][HKD].redeem(mei.account, POCKET_MINOR - balanceMinor, REASON);
        bytes4 selector = IDepositToken.DepositBalanceTooLow.selector;
        _payRefused(_asked(TEA_MINOR), abi.encodeWithSelector(selector, mei.account, balanceMinor, TEA_MINOR));
    }

    function test_pay_within_one_bank_reverts_when_the_payers_balance_is_too_small() public {
        bytes4 selector = IDepositToken.DepositBalanceTooLow.selector;
        bytes memory refusal = abi.encodeWithSelector(selector, jun.account, 0, 8_000);
        _payRefused(jun.account, HARBOUR, _bookAsked(8_000), 8_000, 0, 0, refusal);
    }

    function test_pay_reverts_when_the_issuers_settlement_balance_is_too_small(uint256 balanceMinor) public {
        balanceMinor = bound(balanceMinor, 0, TEA_MINOR - 1);
        vm.prank(staff[HARBOUR].treasury);
        settlement.defund(HARBOUR, HKD, FUNDED_MINOR - balanceMinor);
        bytes4 selector = ISettlementHub.SettlementBalanceTooLow.selector;
        _payRefused(_asked(TEA_MINOR), abi.encodeWithSelector(selector, HARBOUR, HKD, balanceMinor, TEA_MINOR));
    }

    function test_pay_tells_of_the_payers_own_balance_before_the_banks() public {
        vm.prank(staff[HARBOUR].treasury);
        settlement.defund(HARBOUR, HKD, FUNDED_MINOR);
        SignedRequest memory signed = _asked(TEA_MINOR);
        bytes4 selector = IDepositToken.DepositBalanceTooLow.selector;
        bytes memory refusal = abi.encodeWithSelector(selector, jun.account, 0, TEA_MINOR);
        _payRefused(jun.account, HARBOUR, signed, TEA_MINOR, 0, 0, refusal);
    }

    function _tooLarge(uint256 amountMinor) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IPaymentHub.AmountTooLarge.selector, amountMinor, MAX_MINOR);
    }

    function _capExceeded(uint256 amountMinor) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IPaymentHub.TerminalCapExceeded.selector, amountMinor, CAP_MINOR);
    }
}
