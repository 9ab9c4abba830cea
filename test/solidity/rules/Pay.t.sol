// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {ISettlementHub} from "../../../contracts/interfaces/ISettlementHub.sol";
import {SignedRequest} from "../../../contracts/payment/PaymentTypes.sol";
import {FeeSplit} from "../../../contracts/payment/FeeTerms.sol";
import {Till} from "../support/Till.sol";

contract PayTest is Till {
    function test_pay_across_banks_moves_deposits_and_settlement_balances_by_one_amount() public {
        _pay(_asked(TEA_MINOR));

        vm.assertEq(deposits[HARBOUR][HKD].balanceOf(mei.account), POCKET_MINOR - TEA_MINOR, "Mei");
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), TEA_MINOR, "tea house");
        vm.assertEq(deposits[HARBOUR][HKD].totalSupply(), POCKET_MINOR - TEA_MINOR, "Harbour's deposits");
        vm.assertEq(deposits[LOTUS][HKD].totalSupply(), POCKET_MINOR + TEA_MINOR, "Lotus's deposits");
        vm.assertEq(settlement.settlementBalance(HARBOUR, HKD), FUNDED_MINOR - TEA_MINOR, "Harbour's balance");
        vm.assertEq(settlement.settlementBalance(LOTUS, HKD), FUNDED_MINOR + TEA_MINOR, "Lotus's balance");
        vm.assertEq(settlement.settlementBalance(HARBOUR, CNY), FUNDED_MINOR, "another currency");
        vm.assertEq(reserves[HKD].balanceOf(address(settlement)), 3 * FUNDED_MINOR, "reserves stay in the hub");
    }

    function test_pay_within_one_bank_moves_deposits_and_no_reserves() public {
        SignedRequest memory signed = _bookAsked(8_000);
        _pay(signed);

        vm.assertEq(deposits[HARBOUR][HKD].balanceOf(mei.account), POCKET_MINOR - 8_000, "Mei");
        vm.assertEq(deposits[HARBOUR][HKD].balanceOf(bookOwner.account), 8_000, "bookshop");
        vm.assertEq(deposits[HARBOUR][HKD].totalSupply(), POCKET_MINOR, "Harbour's deposits");
        vm.assertEq(settlement.settlementBalance(HARBOUR, HKD), FUNDED_MINOR, "Harbour's balance");
    }

    function test_pay_within_one_bank_needs_no_settlement_balance() public {
        vm.prank(staff[HARBOUR].treasury);
        settlement.defund(HARBOUR, HKD, FUNDED_MINOR);

        _pay(_bookAsked(8_000));

        vm.assertEq(deposits[HARBOUR][HKD].balanceOf(bookOwner.account), 8_000, "bookshop");
    }

    function test_pay_is_known_by_its_requests_digest_and_all_of_it_is_refundable() public {
        SignedRequest memory signed = _asked(TEA_MINOR);
        bytes32 paymentId = _pay(signed);

        vm.assertEq(paymentId, hub.requestDigest(signed.request), "id");
        IPaymentHub.PaymentState memory state = hub.payment(paymentId);
        bytes32 termsHash = keccak256(abi.encode(_termsOf(signed, TEA_MINOR)));
        vm.assertEq(state.termsHash, uint160(uint256(termsHash)), "terms");
        vm.assertEq(state.heldMinor, 0, "held");
        vm.assertEq(state.refundableMinor, TEA_MINOR, "refundable");
    }

    function test_pay_adds_the_tip_to_what_moves_and_is_refundable() public {
        SignedRequest memory signed = _asked(TEA_MINOR);
        vm.prank(mei.account);
        bytes32 paymentId = hub.pay(signed, HARBOUR, TEA_MINOR, 500, 0);

        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), TEA_MINOR + 500, "tea house");
        vm.assertEq(hub.payment(paymentId).refundableMinor, TEA_MINOR + 500, "refundable");
    }

    function test_pay_emits_the_receipt() public {
        SignedRequest memory signed = _asked(TEA_MINOR);
        bytes32 digest = hub.requestDigest(signed.request);

        vm.expectEmit(true, true, true, true, address(hub));
        emit IPaymentHub.PaymentSettled(
            digest,
            teaHouse,
            mei.account,
            _termsOf(signed, TEA_MINOR + 500),
            IPaymentHub.Origin(digest, signed.request.requestId, teaTill.account, 500),
            FeeSplit(0, 0, 0),
            TEA_MINOR + 500
        );
        vm.expectEmit(true, true, true, true, address(settlement));
        emit ISettlementHub.ReservesSettled(digest, HARBOUR, LOTUS, HKD, TEA_MINOR + 500);
        vm.prank(mei.account);
        hub.pay(signed, HARBOUR, TEA_MINOR, 500, 0);
    }

    function test_pay_takes_the_whole_deposit_and_the_whole_settlement_balance() public {
        vm.prank(staff[HARBOUR].treasury);
        settlement.defund(HARBOUR, HKD, FUNDED_MINOR - CAP_MINOR);
        vm.prank(staff[HARBOUR].issuance);
        deposits[HARBOUR][HKD].redeem(mei.account, POCKET_MINOR - CAP_MINOR, REASON);

        _pay(_asked(CAP_MINOR));

        vm.assertEq(deposits[HARBOUR][HKD].balanceOf(mei.account), 0, "Mei");
        vm.assertEq(settlement.settlementBalance(HARBOUR, HKD), 0, "Harbour's balance");
    }

    function test_pay_conserves_whatever_the_amount_and_the_tip(uint256 amountMinor, uint256 tipMinor) public {
        amountMinor = bound(amountMinor, 1, CAP_MINOR);
        tipMinor = bound(tipMinor, 0, CAP_MINOR - amountMinor);
        SignedRequest memory signed = _asked(amountMinor);
        vm.prank(mei.account);
        hub.pay(signed, HARBOUR, amountMinor, tipMinor, 0);

        uint256 grossMinor = amountMinor + tipMinor;
        vm.assertEq(deposits[HARBOUR][HKD].totalSupply(), POCKET_MINOR - grossMinor, "Harbour's deposits");
        vm.assertEq(settlement.settlementBalance(HARBOUR, HKD), FUNDED_MINOR - grossMinor, "Harbour's balance");
        vm.assertEq(deposits[LOTUS][HKD].totalSupply(), POCKET_MINOR + grossMinor, "Lotus's deposits");
        vm.assertEq(settlement.settlementBalance(LOTUS, HKD), FUNDED_MINOR + grossMinor, "Lotus's balance");
    }
}
