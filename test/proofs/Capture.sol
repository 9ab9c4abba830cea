// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ISettlementHub} from "../../contracts/interfaces/ISettlementHub.sol";
import {PaymentProof} from "./PaymentProof.sol";

contract Capture is PaymentProof {
    uint256 private constant POSITIONS_SLOT = 2; // of SettlementHub

    function check_settleHeld_across_takes_the_gross_from_the_payer_and_its_bank_keeps_the_interchange(
        uint64 grossMinor,
        Fees calldata fees,
        uint64 earmarkMinor,
        uint64 restMinor
    ) external {
        _earmark(restMinor, earmarkMinor);
        _given(LOTUS, PAYEE);
        ISettlementHub.Split memory split = _splitOfGross(grossMinor, fees);
        Books memory is_ = _askHub(abi.encodeCall(settlement.settleHeld, (route, split, earmarkMinor)));

        _assertChanged(before.payer.balanceMinor, is_.payer.balanceMinor, 0, grossMinor, "payer");
        _assertChanged(before.payer.heldMinor, is_.payer.heldMinor, 0, grossMinor, "held");
        _assertSupply(before.payerSupply, is_.payerSupply, 0, grossMinor);
        _assertBank(before.payerBank, is_.payerBank, fees.interchangeMinor, grossMinor, 0, 0, earmarkMinor);
        _assertPayersSideIsCovered(is_);
    }

    function check_settleHeld_across_gives_the_net_to_the_payee_and_its_bank_owes_the_scheme_its_fee(
        uint64 netMinor,
        Fees calldata fees,
        uint64 earmarkMinor,
        uint64 restMinor
    ) external {
        _earmark(restMinor, earmarkMinor);
        _given(LOTUS, PAYEE);
        ISettlementHub.Split memory split = _splitOfNet(netMinor, fees);
        Books memory is_ = _askHub(abi.encodeCall(settlement.settleHeld, (route, split, earmarkMinor)));

        uint256 sentMinor = uint256(netMinor) + fees.schemeFeeMinor + fees.acquirerFeeMinor;
        _assertChanged(before.payee.balanceMinor, is_.payee.balanceMinor, netMinor, 0, "payee");
        _assertSupply(before.payeeSupply, is_.payeeSupply, netMinor, 0);
        _assertBank(before.payeeBank, is_.payeeBank, sentMinor, 0, fees.schemeFeeMinor, 0, 0);
        _assertPayeesSideIsCovered(is_);
    }

    function check_settleHeld_within_takes_the_gross_and_its_bank_owes_the_scheme_its_fee(
        uint64 grossMinor,
        Fees calldata fees,
        uint64 earmarkMinor,
        uint64 restMinor
    ) external {
        _earmark(restMinor, earmarkMinor);
        _given(HARBOUR, PAYEE);
        ISettlementHub.Split memory split = _splitOfGross(grossMinor, fees);
        Books memory is_ = _askHub(abi.encodeCall(settlement.settleHeld, (route, split, earmarkMinor)));

        _assertChanged(before.payer.balanceMinor, is_.payer.balanceMinor, 0, grossMinor, "payer");
        _assertChanged(before.payer.heldMinor, is_.payer.heldMinor, 0, grossMinor, "held");
        _assertBank(before.payerBank, is_.payerBank, 0, 0, fees.schemeFeeMinor, 0, earmarkMinor);
        _assertPayersSideIsCovered(is_);
    }

    function check_settleHeld_within_gives_the_net_and_burns_the_fees(
        uint64 netMinor,
        Fees calldata fees,
        uint64 earmarkMinor,
        uint64 restMinor
    ) external {
        _earmark(restMinor, earmarkMinor);
        _given(HARBOUR, PAYEE);
        ISettlementHub.Split memory split = _splitOfNet(netMinor, fees);
        Books memory is_ = _askHub(abi.encodeCall(settlement.settleHeld, (route, split, earmarkMinor)));

        _assertChanged(before.payee.balanceMinor, is_.payee.balanceMinor, netMinor, 0, "payee");
        _assertSupply(before.payerSupply, is_.payerSupply, 0, _sumOf(fees));
        _assertPayeesSideIsCovered(is_);
    }

    /// The payer's bank has earmarked this share and a rest: any earmark that is not refused for being too small.
    function _earmark(uint64 restMinor, uint64 earmarkMinor) private {
        uint256 earmarkedMinor = uint256(restMinor) + earmarkMinor;
        vm.assume(earmarkedMinor <= type(uint64).max);
        bytes32 slot = keccak256(abi.encode(HARBOUR, keccak256(abi.encode(HKD, POSITIONS_SLOT))));
        uint256 word = uint256(vm.load(address(settlement), slot)) & ~(uint256(type(uint64).max) << 64);
        vm.store(address(settlement), slot, bytes32(word | (earmarkedMinor << 64)));
        vm.assertEq(settlement.position(HARBOUR, HKD).earmarkedMinor, earmarkedMinor, "the slot is the position's");
    }
}
