// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IAdmittedCallers} from "../../../contracts/interfaces/IAdmittedCallers.sol";
import {IParticipantRegistry} from "../../../contracts/interfaces/IParticipantRegistry.sol";
import {IReserveToken} from "../../../contracts/interfaces/IReserveToken.sol";
import {Status} from "../../../contracts/interfaces/Types.sol";
import {ReserveToken} from "../../../contracts/money/ReserveToken.sol";
import {Street} from "../support/Street.sol";

/// Central-bank money: issued and withdrawn by the operator, held by active banks.
contract ReservesTest is Street {
    ReserveToken private reserve;
    address private harbour;

    function setUp() public override {
        super.setUp();
        reserve = reserves[HKD];
        harbour = staff[HARBOUR].administrator;
    }

    function test_reserves_say_their_currency_name_and_decimals() public view {
        vm.assertEq(uint256(reserve.currency()), HKD, "currency");
        vm.assertEq(reserve.name(), "HKD reserves", "name");
        vm.assertEq(reserve.symbol(), "RHKD", "symbol");
        vm.assertEq(uint256(reserve.decimals()), 2, "cents");
        vm.assertEq(address(reserve.PARTICIPANTS()), address(participants), "who is a bank");
    }

    function test_issue_tells_the_account_the_amount_and_the_reason() public {
        uint256 before = reserve.balanceOf(harbour);
        vm.expectEmit(true, true, true, true, address(reserve));
        emit IReserveToken.ReservesIssued(harbour, 500, REASON);
        vm.prank(operator);
        reserve.issue(harbour, 500, REASON);
        vm.assertEq(reserve.balanceOf(harbour), before + 500, "issued");
    }

    function test_withdraw_tells_the_account_the_amount_and_the_reason() public {
        uint256 before = reserve.balanceOf(harbour);
        vm.expectEmit(true, true, true, true, address(reserve));
        emit IReserveToken.ReservesWithdrawn(harbour, 500, REASON);
        vm.prank(operator);
        reserve.withdraw(harbour, 500, REASON);
        vm.assertEq(reserve.balanceOf(harbour), before - 500, "withdrawn");
    }

    function test_issue_and_withdraw_revert_for_nothing() public {
        bytes memory refusal = abi.encodeWithSelector(IReserveToken.ReserveAmountZero.selector);
        vm.expectRevert(refusal);
        vm.prank(operator);
        reserve.issue(harbour, 0, REASON);
        vm.expectRevert(refusal);
        vm.prank(operator);
        reserve.withdraw(harbour, 0, REASON);
    }

    function test_issue_and_withdraw_revert_for_a_suspended_bank() public {
        _setBank(HARBOUR, Status.Suspended);
        bytes4 selector = IParticipantRegistry.ParticipantNotActive.selector;
        bytes memory refusal = abi.encodeWithSelector(selector, HARBOUR, Status.Suspended);
        vm.expectRevert(refusal);
        vm.prank(operator);
        reserve.issue(harbour, 1, REASON);
        vm.expectRevert(refusal);
        vm.prank(operator);
        reserve.withdraw(harbour, 1, REASON);
    }

    function test_a_suspended_bank_sends_no_reserves() public {
        _setBank(HARBOUR, Status.Suspended);
        bytes4 selector = IParticipantRegistry.ParticipantNotActive.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, HARBOUR, Status.Suspended));
        vm.prank(harbour);
        reserve.transfer(staff[LOTUS].administrator, 1);
    }

    function test_move_reverts_for_everyone_but_an_admitted_contract() public {
        address[3] memory others = [operator, harbour, address(hub)];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAdmittedCallers.CallerNotAdmitted.selector, others[i]));
            vm.prank(others[i]);
            reserve.move(harbour, staff[LOTUS].administrator, 1);
        }
    }

    function test_a_contract_moves_reserves_from_its_admission_to_its_dismissal() public {
        _govern(address(reserve), abi.encodeCall(reserve.admitCaller, (stranger.account)));
        uint256 before = reserve.balanceOf(harbour);
        vm.prank(stranger.account);
        reserve.move(harbour, staff[LOTUS].administrator, 1);
        vm.assertEq(reserve.balanceOf(harbour), before - 1, "moved");
        _govern(address(reserve), abi.encodeCall(reserve.dismissCaller, (stranger.account)));
        vm.expectRevert(abi.encodeWithSelector(IAdmittedCallers.CallerNotAdmitted.selector, stranger.account));
        vm.prank(stranger.account);
        reserve.move(harbour, staff[LOTUS].administrator, 1);
    }

    function test_admitCaller_and_dismissCaller_are_the_governors() public {
        bytes memory refusal = abi.encodeWithSignature("AccessManagedUnauthorized(address)", harbour);
        vm.expectRevert(refusal);
        vm.prank(harbour);
        reserve.admitCaller(harbour);
        vm.expectRevert(refusal);
        vm.prank(harbour);
        reserve.dismissCaller(address(settlement));
    }

    function test_no_reserves_take_new_code_but_by_the_governor() public {
        address code = _deploy("ReserveToken", abi.encode(participants));
        vm.expectRevert(abi.encodeWithSignature("AccessManagedUnauthorized(address)", harbour));
        vm.prank(harbour);
        reserve.upgradeToAndCall(code, "");
    }
}
