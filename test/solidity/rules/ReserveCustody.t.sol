// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IParticipantRegistry} from "../../../contracts/interfaces/IParticipantRegistry.sol";
import {Street} from "../support/Street.sol";

/// What the settlement hub holds is what it owes the banks: nobody adds to it or takes from it past the hub itself.
contract ReserveCustodyTest is Street {
    function test_withdraw_reverts_for_reserves_that_banks_have_locked_in_the_hub() public {
        _refusedAt(operator, abi.encodeCall(reserves[HKD].withdraw, (address(settlement), 1, REASON)));
    }

    function test_issue_reverts_to_the_hub() public {
        _refusedAt(operator, abi.encodeCall(reserves[HKD].issue, (address(settlement), 1, REASON)));
    }

    function test_a_bank_transfers_no_reserves_into_the_hub_but_by_fund() public {
        address harbour = staff[HARBOUR].administrator;
        _refusedAt(harbour, abi.encodeCall(reserves[HKD].transfer, (address(settlement), 1)));
    }

    function _refusedAt(address caller, bytes memory call) private {
        bytes32 before = _books();
        vm.prank(caller);
        (bool isDone, bytes memory answer) = address(reserves[HKD]).call(call);
        vm.assertTrue(!isDone, "refused");
        bytes4 selector = IParticipantRegistry.NotAReserveAccount.selector;
        vm.assertEq(keccak256(answer), keccak256(abi.encodeWithSelector(selector, address(settlement))), "error");
        vm.assertEq(_books(), before, "nothing changed");
    }
}
