// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IDepositToken} from "../../../contracts/interfaces/IDepositToken.sol";
import {INetworkAuthority} from "../../../contracts/interfaces/INetworkAuthority.sol";
import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {Duty, Status} from "../../../contracts/interfaces/Types.sol";
import {DepositToken} from "../../../contracts/money/DepositToken.sol";
import {Holds} from "../support/Holds.sol";

/// Freezes, forced transfers and pauses: one person protects, undoing takes the bank's administration.
contract ComplianceTest is Holds {
    DepositToken private token;

    function setUp() public override {
        super.setUp();
        token = deposits[HARBOUR][HKD];
    }

    function test_freeze_leaves_what_is_not_frozen_to_spend() public {
        _freeze(POCKET_MINOR - 5_000);
        vm.assertEq(token.frozenOf(mei.account), POCKET_MINOR - 5_000, "frozen");
        vm.assertEq(token.spendableOf(mei.account), 5_000, "spendable");
        _pay(_asked(TEA_MINOR));
        bytes4 selector = IDepositToken.DepositBalanceTooLow.selector;
        _payRefused(_asked(TEA_MINOR), abi.encodeWithSelector(selector, mei.account, 5_000 - TEA_MINOR, TEA_MINOR));
    }

    function test_a_full_freeze_holds_what_comes_in_later_too() public {
        _freeze(type(uint256).max);
        _issueDeposits(HARBOUR, HKD, mei.account, 1_000);
        vm.assertEq(token.spendableOf(mei.account), 0, "nothing to spend");
    }

    function test_freeze_only_raises_and_unfreeze_only_lowers() public {
        _freeze(1_000);
        vm.expectRevert(abi.encodeWithSelector(IDepositToken.FreezeNotHigher.selector, 1_000, 1_000));
        _freeze(1_000);
        vm.expectRevert(abi.encodeWithSelector(IDepositToken.FreezeNotLower.selector, 1_000, 1_000));
        vm.prank(staff[HARBOUR].administrator);
        token.unfreeze(mei.account, 1_000, REASON);
        vm.expectRevert(abi.encodeWithSelector(IDepositToken.FreezeNotHigher.selector, 900, 1_000));
        _freeze(900);
        vm.expectRevert(abi.encodeWithSelector(IDepositToken.FreezeNotLower.selector, 1_100, 1_000));
        vm.prank(staff[HARBOUR].administrator);
        token.unfreeze(mei.account, 1_100, REASON);
        vm.prank(staff[HARBOUR].administrator);
        token.unfreeze(mei.account, 400, REASON);
        vm.assertEq(token.frozenOf(mei.account), 400, "lowered");
    }

    function test_who_freezes_does_not_unfreeze_nor_move_by_force() public {
        _freeze(1_000);
        address officer = staff[HARBOUR].compliance;
        bytes memory refusal = abi.encodeWithSelector(
            INetworkAuthority.DutyRequired.selector,
            officer,
            HARBOUR,
            Duty.Administration
        );
        vm.expectRevert(refusal);
        vm.prank(officer);
        token.unfreeze(mei.account, 0, REASON);
        vm.expectRevert(refusal);
        vm.prank(officer);
        token.forceTransfer(mei.account, jun.account, 1, REASON);
    }

    function test_forceTransfer_moves_what_is_frozen_and_lowers_the_freeze() public {
        _freeze(1_000);
        vm.expectEmit(true, true, true, true, address(token));
        emit IDepositToken.DepositsForced(mei.account, jun.account, 600, REASON);
        _force(mei.account, jun.account, 600, REASON);
        vm.assertEq(token.balanceOf(mei.account), POCKET_MINOR - 600, "taken");
        vm.assertEq(token.balanceOf(jun.account), 600, "given");
        vm.assertEq(token.frozenOf(mei.account), 400, "the rest stays frozen");
    }

    function test_forceTransfer_takes_nothing_that_is_held_for_a_payment() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _hold(teaHouse, CAP_MINOR);
        _freeze(type(uint256).max);
        uint256 freeMinor = POCKET_MINOR - CAP_MINOR;
        bytes4 selector = IDepositToken.DepositBalanceTooLow.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, mei.account, freeMinor, freeMinor + 1));
        _force(mei.account, jun.account, freeMinor + 1, REASON);
        _force(mei.account, jun.account, freeMinor, REASON);
        _capture(paymentId, terms, CAP_MINOR);
        vm.assertEq(token.balanceOf(mei.account), 0, "both were there");
    }

    function test_forceTransfer_reverts_for_nothing_and_without_a_reason() public {
        _freeze(1_000);
        vm.expectRevert(abi.encodeWithSelector(IDepositToken.DepositAmountZero.selector));
        _force(mei.account, jun.account, 0, REASON);
        vm.expectRevert(abi.encodeWithSelector(IDepositToken.ReasonMissing.selector));
        _force(mei.account, jun.account, 1, 0);
    }

    function test_pause_stops_one_function_and_nothing_that_completes_or_frees() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _hold(teaHouse, ROOM_MINOR);
        for (uint8 what = 0; what < 4; ++what) _pause(IDepositToken.Pausable(what));
        _capture(paymentId, terms, 10_000);
        _refund(paymentId, terms, 10_000);
        _void(paymentId, terms);
        vm.assertEq(token.balanceOf(mei.account), POCKET_MINOR, "all of it completed");
        bytes4 selector = IDepositToken.FunctionIsPaused.selector;
        _payRefused(_asked(1), abi.encodeWithSelector(selector, IDepositToken.Pausable.Pay));
        vm.expectRevert(abi.encodeWithSelector(selector, IDepositToken.Pausable.Transfer));
        vm.prank(mei.account);
        token.transfer(jun.account, 1);
        vm.expectRevert(abi.encodeWithSelector(selector, IDepositToken.Pausable.Issue));
        vm.prank(staff[HARBOUR].issuance);
        token.issue(mei.account, 1, REASON);
        vm.expectRevert(abi.encodeWithSelector(selector, IDepositToken.Pausable.Redeem));
        vm.prank(staff[HARBOUR].issuance);
        token.redeem(mei.account, 1, REASON);
    }

    function test_resume_is_the_administrations_and_ends_one_pause() public {
        _pause(IDepositToken.Pausable.Pay);
        _pause(IDepositToken.Pausable.Transfer);
        vm.expectRevert(
            abi.encodeWithSelector(IDepositToken.FunctionIsPaused.selector, IDepositToken.Pausable.Transfer)
        );
        _pause(IDepositToken.Pausable.Transfer);
        vm.prank(staff[HARBOUR].administrator);
        token.resume(IDepositToken.Pausable.Pay, REASON);
        _pay(_asked(1));
        vm.assertTrue(token.isPaused(IDepositToken.Pausable.Transfer), "the other stays");
        vm.expectRevert(abi.encodeWithSelector(IDepositToken.FunctionNotPaused.selector, IDepositToken.Pausable.Issue));
        vm.prank(staff[HARBOUR].administrator);
        token.resume(IDepositToken.Pausable.Issue, REASON);
    }

    function test_freeze_unfreeze_pause_and_resume_are_told_with_their_reason() public {
        vm.expectEmit(true, true, true, true, address(token));
        emit IDepositToken.DepositsFrozen(mei.account, 1_000, REASON);
        _freeze(1_000);
        vm.expectEmit(true, true, true, true, address(token));
        emit IDepositToken.DepositsUnfrozen(mei.account, 400, REASON);
        vm.prank(staff[HARBOUR].administrator);
        token.unfreeze(mei.account, 400, REASON);
        vm.expectEmit(true, true, true, true, address(token));
        emit IDepositToken.FunctionPaused(IDepositToken.Pausable.Transfer, REASON);
        _pause(IDepositToken.Pausable.Transfer);
        vm.expectEmit(true, true, true, true, address(token));
        emit IDepositToken.FunctionResumed(IDepositToken.Pausable.Transfer, REASON);
        vm.prank(staff[HARBOUR].administrator);
        token.resume(IDepositToken.Pausable.Transfer, REASON);
    }

    function test_forceTransfer_takes_from_a_full_freeze_and_leaves_it_full() public {
        _freeze(type(uint256).max);
        _force(mei.account, jun.account, 600, REASON);
        vm.assertEq(token.frozenOf(mei.account), type(uint56).max, "still all of it");
    }

    function test_forceTransfer_reaches_an_account_that_already_keeps_what_its_tier_allows() public {
        _freeze(1_000);
        vm.prank(staff[HARBOUR].administrator);
        token.setTierLimits(1, IDepositToken.TierLimits(AMPLE_MINOR, AMPLE_MINOR, 0), REASON);
        _force(mei.account, jun.account, 1_000, REASON);
        vm.assertEq(token.balanceOf(jun.account), 1_000, "by order");
        vm.assertEq(token.frozenOf(mei.account), 0, "nothing is frozen any more");
    }

    function test_a_suspended_banks_customers_transfer_nothing_even_to_each_other() public {
        _setBank(HARBOUR, Status.Suspended);
        vm.expectRevert(abi.encodeWithSignature("ParticipantNotActive(uint16,uint8)", HARBOUR, Status.Suspended));
        vm.prank(mei.account);
        token.transfer(jun.account, 1);
    }

    function test_redeem_empties_an_account_that_was_closed() public {
        _setCustomer(HARBOUR, mei.account, Status.Closed);
        vm.prank(staff[HARBOUR].issuance);
        token.redeem(mei.account, POCKET_MINOR, REASON);
        vm.assertEq(token.balanceOf(mei.account), 0, "paid out");
    }

    function _freeze(uint256 frozenMinor) private {
        vm.prank(staff[HARBOUR].compliance);
        token.freeze(mei.account, frozenMinor, REASON);
    }

    function _force(address from, address to, uint256 amountMinor, bytes32 reason) private {
        vm.prank(staff[HARBOUR].administrator);
        token.forceTransfer(from, to, amountMinor, reason);
    }

    function _pause(IDepositToken.Pausable what) private {
        vm.prank(staff[HARBOUR].compliance);
        token.pause(what, REASON);
    }
}
