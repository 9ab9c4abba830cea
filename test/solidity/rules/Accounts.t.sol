// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ICustomerRegistry} from "../../../contracts/interfaces/ICustomerRegistry.sol";
import {IDepositToken} from "../../../contracts/interfaces/IDepositToken.sol";
import {Status} from "../../../contracts/interfaces/Types.sol";
import {DepositAccounts} from "../../../contracts/money/DepositAccount.sol";
import {DepositToken} from "../../../contracts/money/DepositToken.sol";
import {Holds} from "../support/Holds.sol";

/// What an account of a deposit token says of itself, and the most that it can hold.
contract AccountsTest is Holds {
    uint256 private constant MAX_BALANCE_MINOR = type(uint64).max;
    uint256 private constant MAX_SET_ASIDE_MINOR = type(uint56).max;

    DepositToken private token;

    function setUp() public override {
        super.setUp();
        token = deposits[HARBOUR][HKD];
    }

    function test_a_deposit_token_says_whose_it_is_and_in_what() public view {
        vm.assertEq(uint256(token.decimals()), 2, "cents");
        vm.assertEq(uint256(token.currency()), HKD, "currency");
        vm.assertTrue(token.bank() == HARBOUR, "bank");
        vm.assertEq(token.name(), "Harbour HKD deposits", "name");
        vm.assertEq(token.symbol(), "Harbour HKD", "symbol");
        vm.assertEq(address(token.PARTICIPANTS()), address(participants), "who is a bank");
        vm.assertEq(token.CUSTOMERS(), address(customers), "who is a customer");
        vm.assertEq(token.SETTLEMENT(), address(settlement), "who moves");
        vm.assertEq(address(token.RELEASE()), address(release), "what code is on offer");
    }

    function test_tierLimits_are_what_the_bank_set_and_told() public {
        IDepositToken.TierLimits memory limits = IDepositToken.TierLimits(1, 2, 3);
        vm.expectEmit(true, true, true, true, address(token));
        emit IDepositToken.TierLimitsSet(5, limits, REASON);
        vm.prank(staff[HARBOUR].administrator);
        token.setTierLimits(5, limits, REASON);
        vm.assertEq(keccak256(abi.encode(token.tierLimits(5))), keccak256(abi.encode(limits)), "limits");
    }

    function test_an_account_takes_in_as_much_as_can_be_counted_and_no_more() public {
        _liftLimits();
        uint256 roomMinor = MAX_BALANCE_MINOR - POCKET_MINOR;
        bytes4 selector = DepositAccounts.DepositOverflow.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, roomMinor + 1, roomMinor));
        _issueDeposits(HARBOUR, HKD, mei.account, roomMinor + 1);
        _issueDeposits(HARBOUR, HKD, mei.account, roomMinor);
        vm.assertEq(token.balanceOf(mei.account), MAX_BALANCE_MINOR, "full");
        vm.assertEq(token.spendableOf(mei.account), MAX_BALANCE_MINOR, "of money, and nothing else");
    }

    function test_an_account_sets_aside_as_much_as_can_be_counted_and_no_more() public {
        _liftLimits();
        _issueDeposits(HARBOUR, HKD, mei.account, MAX_BALANCE_MINOR - POCKET_MINOR);
        vm.prank(address(settlement));
        token.hold(mei.account, MAX_SET_ASIDE_MINOR);
        bytes4 selector = DepositAccounts.DepositOverflow.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, MAX_SET_ASIDE_MINOR + 1, MAX_SET_ASIDE_MINOR));
        vm.prank(address(settlement));
        token.hold(mei.account, 1);
        vm.prank(staff[HARBOUR].compliance);
        token.freeze(mei.account, MAX_SET_ASIDE_MINOR, REASON);
        vm.assertEq(token.heldOf(mei.account), MAX_SET_ASIDE_MINOR, "held");
        vm.assertEq(token.frozenOf(mei.account), MAX_SET_ASIDE_MINOR, "frozen");
        vm.assertEq(token.balanceOf(mei.account), MAX_BALANCE_MINOR, "balance");
        vm.assertEq(token.spendableOf(mei.account), MAX_BALANCE_MINOR - 2 * MAX_SET_ASIDE_MINOR, "spendable");
    }

    function test_holds_freezes_and_standing_leave_each_other_alone() public {
        vm.prank(address(settlement));
        token.hold(mei.account, 700);
        vm.prank(staff[HARBOUR].compliance);
        token.freeze(mei.account, 900, REASON);
        _setCustomer(HARBOUR, mei.account, Status.Suspended);
        _setCustomer(HARBOUR, mei.account, Status.Active);
        vm.assertEq(token.balanceOf(mei.account), POCKET_MINOR, "balance");
        vm.assertEq(token.heldOf(mei.account), 700, "held");
        vm.assertEq(token.frozenOf(mei.account), 900, "frozen");
        vm.prank(mei.account);
        token.transfer(jun.account, POCKET_MINOR - 1_600);
        vm.assertEq(token.spendableOf(mei.account), 0, "all but what is set aside");
    }

    function test_holds_are_told_with_what_is_held_in_all() public {
        vm.expectEmit(true, true, true, true, address(token));
        emit IDepositToken.DepositsHeld(mei.account, 700, 700);
        vm.prank(address(settlement));
        token.hold(mei.account, 700);
        vm.expectEmit(true, true, true, true, address(token));
        emit IDepositToken.DepositsHeld(mei.account, 300, 1_000);
        vm.prank(address(settlement));
        token.hold(mei.account, 300);
        vm.expectEmit(true, true, true, true, address(token));
        emit IDepositToken.HoldEnded(mei.account, 400, 600);
        vm.prank(address(settlement));
        token.release(mei.account, 400, block.timestamp);
    }

    function test_a_standing_that_ends_after_2106_ends_in_2106() public {
        vm.warp(type(uint32).max - 1);
        vm.prank(mei.account);
        token.transfer(jun.account, 1); // Mei was enrolled without an end
        vm.warp(type(uint32).max);
        vm.expectRevert(
            abi.encodeWithSelector(
                ICustomerRegistry.CustomerExpired.selector,
                HARBOUR,
                mei.account,
                type(uint32).max,
                type(uint32).max
            )
        );
        vm.prank(mei.account);
        token.transfer(jun.account, 1);
    }

    function test_transfers_issues_and_redemptions_are_told_as_erc20_tells_them() public {
        vm.expectEmit(true, true, true, true, address(token));
        emit Transfer(mei.account, jun.account, 10);
        vm.prank(mei.account);
        token.transfer(jun.account, 10);
        vm.expectEmit(true, true, true, true, address(token));
        emit Transfer(address(0), jun.account, 20);
        _issueDeposits(HARBOUR, HKD, jun.account, 20);
        vm.expectEmit(true, true, true, true, address(token));
        emit IDepositToken.DepositsRedeemed(jun.account, 5, REASON);
        vm.expectEmit(true, true, true, true, address(token));
        emit Transfer(jun.account, address(0), 5);
        vm.prank(staff[HARBOUR].issuance);
        token.redeem(jun.account, 5, REASON);
    }

    function test_redeem_reverts_while_the_bank_is_suspended() public {
        _setBank(HARBOUR, Status.Suspended);
        vm.expectRevert(abi.encodeWithSignature("ParticipantNotActive(uint16,uint8)", HARBOUR, Status.Suspended));
        vm.prank(staff[HARBOUR].issuance);
        token.redeem(mei.account, 1, REASON);
    }

    /// ERC-20's.
    event Transfer(address indexed from, address indexed to, uint256 value);

    function _liftLimits() private {
        vm.prank(staff[HARBOUR].administrator);
        token.setIssuanceCap(type(uint128).max, 1, REASON);
        vm.prank(staff[HARBOUR].administrator);
        token.setTierLimits(1, IDepositToken.TierLimits(type(uint64).max, type(uint64).max, type(uint64).max), REASON);
    }
}
