// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ISettlementHub} from "../../contracts/interfaces/ISettlementHub.sol";
import {PaymentProof} from "./PaymentProof.sol";

/// A refund goes to the payer, or stays with the payer's token, which then owes it to the payer. What the payee gives back
/// is the gross less what the two banks had; the scheme keeps its fee, so that none stands in the split.
contract Refund is PaymentProof {
    struct Returned {
        uint64 owedMinor; // by the payee
        uint64 interchangeMinor;
        uint64 acquirerFeeMinor;
    }

    function check_refund_across_gives_back_the_gross_and_the_reserves(
        Returned calldata returned,
        uint256 paidAt
    ) external {
        _given(LOTUS, PAYEE);
        Books memory is_ = _askHub(abi.encodeCall(settlement.refund, (route, _splitOf(returned), paidAt)));

        _assertGivenBackAcross(is_, returned);
        _assertChanged(before.payee.balanceMinor, is_.payee.balanceMinor, 0, returned.owedMinor, "payee");
        _assertSupply(before.payeeSupply, is_.payeeSupply, 0, returned.owedMinor);
        _assertPayeesSideIsCovered(is_);
    }

    function check_refund_out_of_the_banks_own_means_takes_nothing_from_the_payee(
        Returned calldata returned,
        uint256 paidAt
    ) external {
        _given(LOTUS, address(0));
        Books memory is_ = _askHub(abi.encodeCall(settlement.refund, (route, _splitOf(returned), paidAt)));

        _assertGivenBackAcross(is_, returned);
        vm.assertEq(is_.payeeSupply, before.payeeSupply, "payee's token");
    }

    function check_refund_within_gives_back_the_gross(Returned calldata returned, uint256 paidAt) external {
        _given(HARBOUR, PAYEE);
        Books memory is_ = _askHub(abi.encodeCall(settlement.refund, (route, _splitOf(returned), paidAt)));

        _assertPayerHas(is_, _splitOf(returned).grossMinor);
        _assertChanged(before.payee.balanceMinor, is_.payee.balanceMinor, 0, returned.owedMinor, "payee");
        uint256 feesMinor = uint256(returned.interchangeMinor) + returned.acquirerFeeMinor;
        _assertSupply(before.payerSupply, is_.payerSupply, feesMinor, 0);
        _assertBank(before.payerBank, is_.payerBank, 0, 0, 0, 0, 0);
        _assertPayeesSideIsCovered(is_);
    }

    function _splitOf(Returned calldata returned) private pure returns (ISettlementHub.Split memory) {
        (uint256 owedMinor, uint256 interchangeMinor) = (returned.owedMinor, returned.interchangeMinor);
        uint256 grossMinor = owedMinor + interchangeMinor + returned.acquirerFeeMinor;
        return ISettlementHub.Split(grossMinor, interchangeMinor, 0, returned.acquirerFeeMinor);
    }

    function _assertGivenBackAcross(Books memory is_, Returned calldata returned) private view {
        uint256 sentMinor = uint256(returned.owedMinor) + returned.acquirerFeeMinor;
        _assertPayerHas(is_, _splitOf(returned).grossMinor);
        _assertSupply(before.payerSupply, is_.payerSupply, _splitOf(returned).grossMinor, 0);
        _assertBank(before.payerBank, is_.payerBank, sentMinor, 0, 0, 0, 0);
        _assertBank(before.payeeBank, is_.payeeBank, 0, sentMinor, 0, 0, 0);
        _assertPayersSideIsCovered(is_);
    }

    function _assertPayerHas(Books memory is_, uint256 grossMinor) private view {
        bool isSuspended = is_.suspendedMinor != before.suspendedMinor;
        (uint256 paidMinor, uint256 keptMinor) = isSuspended ? (uint256(0), grossMinor) : (grossMinor, 0);
        _assertChanged(before.payer.balanceMinor, is_.payer.balanceMinor, paidMinor, 0, "payer");
        _assertChanged(before.token.balanceMinor, is_.token.balanceMinor, keptMinor, 0, "kept for the payer");
        _assertWholeChanged(before.suspendedMinor, is_.suspendedMinor, keptMinor, 0, "owed to the payer");
    }
}
