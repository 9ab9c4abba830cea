// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {PaymentProof} from "./PaymentProof.sol";

contract Hold is PaymentProof {
    function check_hold_sets_aside_and_moves_nothing(uint64 grossMinor, uint64 earmarkMinor) external {
        _given(LOTUS, PAYEE);
        Books memory is_ = _askHub(abi.encodeCall(settlement.hold, (route, grossMinor, earmarkMinor)));

        _assertChanged(before.payer.heldMinor, is_.payer.heldMinor, grossMinor, 0, "held");
        _assertNothingMoved(is_);
        _assertPayersSideIsCovered(is_);
        _assertBank(before.payerBank, is_.payerBank, 0, 0, 0, earmarkMinor, 0);
        _assertBank(before.payeeBank, is_.payeeBank, 0, 0, 0, 0, 0);
    }

    function check_hold_spares_what_is_kept_for_the_queue(uint64 grossMinor, uint64 earmarkMinor) external {
        _givenQueue(LOTUS, PAYEE);
        Books memory is_ = _askHub(abi.encodeCall(settlement.hold, (route, grossMinor, earmarkMinor)));

        _assertBank(before.payerBank, is_.payerBank, 0, 0, 0, earmarkMinor, 0);
        _assertPayersSideIsCovered(is_);
    }

    function check_release_frees_what_was_set_aside(uint64 grossMinor, uint64 earmarkMinor, uint256 heldAt) external {
        _given(LOTUS, PAYEE);
        Books memory is_ = _askHub(abi.encodeCall(settlement.release, (route, grossMinor, earmarkMinor, heldAt)));

        _assertChanged(before.payer.heldMinor, is_.payer.heldMinor, 0, grossMinor, "held");
        _assertNothingMoved(is_);
        _assertPayersSideIsCovered(is_);
        _assertBank(before.payerBank, is_.payerBank, 0, 0, 0, 0, earmarkMinor);
        _assertBank(before.payeeBank, is_.payeeBank, 0, 0, 0, 0, 0);
    }

    function _assertNothingMoved(Books memory is_) private view {
        vm.assertEq(is_.payer.balanceMinor, before.payer.balanceMinor, "payer");
        vm.assertEq(is_.payee.balanceMinor, before.payee.balanceMinor, "payee");
        vm.assertEq(is_.payerSupply, before.payerSupply, "payer's token");
        vm.assertEq(is_.payeeSupply, before.payeeSupply, "payee's token");
    }
}
