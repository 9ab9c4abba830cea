// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ISettlementHub} from "../../contracts/interfaces/ISettlementHub.sol";
import {PaymentProof} from "./PaymentProof.sol";

contract Settle is PaymentProof {
    function check_settle_across_takes_the_gross_from_the_payer_and_its_bank_keeps_the_interchange(
        uint64 grossMinor,
        Fees calldata fees
    ) external {
        _given(LOTUS, PAYEE);
        ISettlementHub.Split memory split = _splitOfGross(grossMinor, fees);
        Books memory is_ = _askHub(abi.encodeCall(settlement.settle, (route, split)));

        _assertChanged(before.payer.balanceMinor, is_.payer.balanceMinor, 0, grossMinor, "payer");
        _assertChanged(before.payer.heldMinor, is_.payer.heldMinor, 0, 0, "held");
        _assertSupply(before.payerSupply, is_.payerSupply, 0, grossMinor);
        _assertBank(before.payerBank, is_.payerBank, fees.interchangeMinor, grossMinor, 0, 0, 0);
        _assertPayersSideIsCovered(is_);
    }

    function check_settle_across_gives_the_net_to_the_payee_and_its_bank_owes_the_scheme_its_fee(
        uint64 netMinor,
        Fees calldata fees
    ) external {
        _given(LOTUS, PAYEE);
        ISettlementHub.Split memory split = _splitOfNet(netMinor, fees);
        Books memory is_ = _askHub(abi.encodeCall(settlement.settle, (route, split)));

        uint256 sentMinor = uint256(netMinor) + fees.schemeFeeMinor + fees.acquirerFeeMinor;
        _assertChanged(before.payee.balanceMinor, is_.payee.balanceMinor, netMinor, 0, "payee");
        _assertSupply(before.payeeSupply, is_.payeeSupply, netMinor, 0);
        _assertBank(before.payeeBank, is_.payeeBank, sentMinor, 0, fees.schemeFeeMinor, 0, 0);
        _assertPayeesSideIsCovered(is_);
    }

    function check_settle_within_takes_the_gross_and_its_bank_owes_the_scheme_its_fee(
        uint64 grossMinor,
        Fees calldata fees
    ) external {
        _given(HARBOUR, PAYEE);
        ISettlementHub.Split memory split = _splitOfGross(grossMinor, fees);
        Books memory is_ = _askHub(abi.encodeCall(settlement.settle, (route, split)));

        _assertChanged(before.payer.balanceMinor, is_.payer.balanceMinor, 0, grossMinor, "payer");
        _assertChanged(before.payer.heldMinor, is_.payer.heldMinor, 0, 0, "held");
        _assertBank(before.payerBank, is_.payerBank, 0, 0, fees.schemeFeeMinor, 0, 0);
        _assertPayersSideIsCovered(is_);
    }

    function check_settle_within_gives_the_net_and_burns_the_fees(uint64 netMinor, Fees calldata fees) external {
        _given(HARBOUR, PAYEE);
        ISettlementHub.Split memory split = _splitOfNet(netMinor, fees);
        Books memory is_ = _askHub(abi.encodeCall(settlement.settle, (route, split)));

        _assertChanged(before.payee.balanceMinor, is_.payee.balanceMinor, netMinor, 0, "payee");
        _assertSupply(before.payerSupply, is_.payerSupply, 0, _sumOf(fees));
        _assertPayeesSideIsCovered(is_);
    }

    function check_settle_spares_what_is_kept_for_the_queue(uint64 grossMinor, Fees calldata fees) external {
        _givenQueue(LOTUS, PAYEE);
        ISettlementHub.Split memory split = _splitOfGross(grossMinor, fees);
        Books memory is_ = _askHub(abi.encodeCall(settlement.settle, (route, split)));

        _assertBank(before.payerBank, is_.payerBank, fees.interchangeMinor, grossMinor, 0, 0, 0);
        _assertPayersSideIsCovered(is_);
    }
}
