// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ICustomerRegistry} from "../../../contracts/interfaces/ICustomerRegistry.sol";
import {IDepositToken} from "../../../contracts/interfaces/IDepositToken.sol";
import {INetworkAuthority} from "../../../contracts/interfaces/INetworkAuthority.sol";
import {IParticipantRegistry} from "../../../contracts/interfaces/IParticipantRegistry.sol";
import {IReserveToken} from "../../../contracts/interfaces/IReserveToken.sol";
import {ISettlementHub} from "../../../contracts/interfaces/ISettlementHub.sol";
import {BankId, Duty, Status} from "../../../contracts/interfaces/Types.sol";
import {DepositToken} from "../../../contracts/money/DepositToken.sol";
import {Actor} from "../support/Test.sol";
import {Street} from "../support/Street.sol";

contract MoneyTest is Street {
    DepositToken private token;

    function setUp() public override {
        super.setUp();
        token = deposits[HARBOUR][HKD];
    }

    function test_issue_credits_the_customer_and_tells_the_reason() public {
        vm.expectEmit(true, true, true, true, address(token));
        emit IDepositToken.DepositsIssued(jun.account, 500, REASON);
        _issueDeposits(HARBOUR, HKD, jun.account, 500);
        vm.assertEq(token.balanceOf(jun.account), 500, "issued");
    }

    function test_issue_reverts_for_anyone_without_the_banks_issuance() public {
        address[3] memory others = [operator, staff[HARBOUR].treasury, staff[LOTUS].issuance];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(INetworkAuthority.DutyRequired.selector, others[i], HARBOUR, Duty.Issuance)
            );
            vm.prank(others[i]);
            token.issue(jun.account, 1, REASON);
        }
    }

    function test_issue_reverts_to_someone_who_is_no_customer_of_the_bank() public {
        vm.expectRevert(
            abi.encodeWithSelector(ICustomerRegistry.CustomerNotActive.selector, HARBOUR, lok.account, Status.None)
        );
        vm.prank(staff[HARBOUR].issuance);
        token.issue(lok.account, 1, REASON);
    }

    function test_issue_reverts_while_the_bank_is_suspended() public {
        _setBank(HARBOUR, Status.Suspended);
        vm.expectRevert(
            abi.encodeWithSelector(IParticipantRegistry.ParticipantNotActive.selector, HARBOUR, Status.Suspended)
        );
        vm.prank(staff[HARBOUR].issuance);
        token.issue(jun.account, 1, REASON);
    }

    function test_issue_and_redeem_revert_for_nothing() public {
        vm.expectRevert(abi.encodeWithSelector(IDepositToken.DepositAmountZero.selector));
        vm.prank(staff[HARBOUR].issuance);
        token.issue(jun.account, 0, REASON);
        vm.expectRevert(abi.encodeWithSelector(IDepositToken.DepositAmountZero.selector));
        vm.prank(staff[HARBOUR].issuance);
        token.redeem(jun.account, 0, REASON);
    }

    function test_redeem_reverts_above_the_balance(uint256 aboveMinor) public {
        aboveMinor = bound(aboveMinor, POCKET_MINOR + 1, type(uint256).max);
        vm.expectRevert(
            abi.encodeWithSelector(IDepositToken.DepositBalanceTooLow.selector, mei.account, POCKET_MINOR, aboveMinor)
        );
        vm.prank(staff[HARBOUR].issuance);
        token.redeem(mei.account, aboveMinor, REASON);
    }

    function test_transfer_moves_between_customers_of_the_bank_and_reaches_nobody_else() public {
        vm.prank(mei.account);
        token.transfer(jun.account, 100);
        vm.assertEq(token.balanceOf(jun.account), 100, "moved");
        address[3] memory others = [lok.account, stranger.account, address(settlement)];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(ICustomerRegistry.CustomerNotActive.selector, HARBOUR, others[i], Status.None)
            );
            vm.prank(mei.account);
            token.transfer(others[i], 1);
        }
    }

    function test_transfer_reverts_from_and_to_a_suspended_customer() public {
        _setCustomer(HARBOUR, jun.account, Status.Suspended);
        bytes memory refusal = abi.encodeWithSelector(
            ICustomerRegistry.CustomerNotActive.selector,
            HARBOUR,
            jun.account,
            Status.Suspended
        );
        vm.expectRevert(refusal);
        vm.prank(mei.account);
        token.transfer(jun.account, 1);
        vm.expectRevert(refusal);
        vm.prank(jun.account);
        token.transfer(mei.account, 0);
    }

    function test_a_permit_lets_nobody_move_deposits_out_of_the_bank() public {
        bytes32 permit = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                mei.account,
                stranger.account,
                1000,
                0,
                block.timestamp
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(mei.key, _typedDigest(permit));
        token.permit(mei.account, stranger.account, 1000, block.timestamp, v, r, s);
        vm.expectRevert(
            abi.encodeWithSelector(ICustomerRegistry.CustomerNotActive.selector, HARBOUR, stranger.account, Status.None)
        );
        vm.prank(stranger.account);
        token.transferFrom(mei.account, stranger.account, 1);
    }

    function test_a_signed_transfer_moves_once_and_within_the_bank_only() public {
        bytes32 nonce = keccak256("a nonce of the payer's");
        (uint8 v, bytes32 r, bytes32 s) = _signTransfer(mei, jun.account, 250, nonce);
        token.transferWithAuthorization(mei.account, jun.account, 250, 0, block.timestamp + 1, nonce, v, r, s);
        vm.assertEq(token.balanceOf(jun.account), 250, "moved");
        vm.expectRevert(abi.encodeWithSignature("ERC3009UsedAuthorization(address,bytes32)", mei.account, nonce));
        token.transferWithAuthorization(mei.account, jun.account, 250, 0, block.timestamp + 1, nonce, v, r, s);

        bytes32 other = keccak256("another");
        (v, r, s) = _signTransfer(mei, lok.account, 250, other);
        vm.expectRevert(
            abi.encodeWithSelector(ICustomerRegistry.CustomerNotActive.selector, HARBOUR, lok.account, Status.None)
        );
        token.transferWithAuthorization(mei.account, lok.account, 250, 0, block.timestamp + 1, other, v, r, s);
    }

    function test_debit_credit_and_move_revert_for_everyone_but_the_settlement_hub() public {
        address[3] memory callers = [operator, staff[HARBOUR].administrator, address(hub)];
        for (uint256 i = 0; i < callers.length; ++i) {
            bytes memory refusal = abi.encodeWithSelector(IDepositToken.CallerNotSettlement.selector, callers[i]);
            vm.expectRevert(refusal);
            vm.prank(callers[i]);
            token.debit(mei.account, 1);
            vm.expectRevert(refusal);
            vm.prank(callers[i]);
            token.credit(mei.account, 1);
            vm.expectRevert(refusal);
            vm.prank(callers[i]);
            token.move(mei.account, jun.account, 1, 0);
        }
    }

    function test_settle_reverts_for_everyone_but_an_admitted_payment_contract() public {
        ISettlementHub.Route memory stolen = ISettlementHub.Route(
            "stolen",
            HKD,
            HARBOUR,
            LOTUS,
            mei.account,
            lok.account
        );
        address[3] memory callers = [operator, mei.account, staff[HARBOUR].treasury];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ISettlementHub.CallerNotAdmitted.selector, callers[i]));
            vm.prank(callers[i]);
            settlement.settle(stolen, ISettlementHub.Split(1, 0, 0, 0));
        }
    }

    function test_fund_and_defund_move_reserves_between_the_bank_and_the_hub(uint256 amountMinor) public {
        amountMinor = bound(amountMinor, 1, FUNDED_MINOR);
        address account = staff[HARBOUR].administrator;
        uint256 outside = reserves[HKD].balanceOf(account);
        vm.prank(staff[HARBOUR].treasury);
        settlement.fund(HARBOUR, HKD, amountMinor);
        vm.assertEq(settlement.settlementBalance(HARBOUR, HKD), FUNDED_MINOR + amountMinor, "locked");
        vm.assertEq(reserves[HKD].balanceOf(account), outside - amountMinor, "left outside");
        vm.prank(staff[HARBOUR].treasury);
        settlement.defund(HARBOUR, HKD, FUNDED_MINOR + amountMinor);
        vm.assertEq(settlement.settlementBalance(HARBOUR, HKD), 0, "all given back");
        vm.assertEq(reserves[HKD].balanceOf(account), outside + FUNDED_MINOR, "all outside");
    }

    function test_fund_and_defund_revert_for_nothing() public {
        bytes memory refusal = abi.encodeWithSelector(ISettlementHub.SettlementAmountZero.selector);
        vm.expectRevert(refusal);
        vm.prank(staff[HARBOUR].treasury);
        settlement.fund(HARBOUR, HKD, 0);
        vm.expectRevert(refusal);
        vm.prank(staff[HARBOUR].treasury);
        settlement.defund(HARBOUR, HKD, 0);
    }

    function test_fund_and_defund_revert_while_the_bank_is_suspended() public {
        _setBank(HARBOUR, Status.Suspended);
        bytes4 selector = IParticipantRegistry.ParticipantNotActive.selector;
        bytes memory refusal = abi.encodeWithSelector(selector, HARBOUR, Status.Suspended);
        vm.expectRevert(refusal);
        vm.prank(staff[HARBOUR].treasury);
        settlement.fund(HARBOUR, HKD, 1);
        vm.expectRevert(refusal);
        vm.prank(staff[HARBOUR].treasury);
        settlement.defund(HARBOUR, HKD, 1);
    }

    function test_fund_reverts_above_what_the_bank_holds_outside() public {
        address account = staff[HARBOUR].administrator;
        bytes memory refusal = abi.encodeWithSignature(
            "ERC20InsufficientBalance(address,uint256,uint256)",
            account,
            FUNDED_MINOR,
            FUNDED_MINOR + 1
        );
        vm.expectRevert(refusal);
        vm.prank(staff[HARBOUR].treasury);
        settlement.fund(HARBOUR, HKD, FUNDED_MINOR + 1);
        vm.assertEq(settlement.settlementBalance(HARBOUR, HKD), FUNDED_MINOR, "nothing changed");
    }

    function test_defund_reverts_above_the_settlement_balance() public {
        vm.expectRevert(
            abi.encodeWithSelector(
                ISettlementHub.SettlementBalanceTooLow.selector,
                HARBOUR,
                HKD,
                FUNDED_MINOR,
                FUNDED_MINOR + 1
            )
        );
        vm.prank(staff[HARBOUR].treasury);
        settlement.defund(HARBOUR, HKD, FUNDED_MINOR + 1);
    }

    function test_a_treasury_moves_no_other_banks_reserves() public {
        address thief = staff[LOTUS].treasury;
        vm.expectRevert(abi.encodeWithSelector(INetworkAuthority.DutyRequired.selector, thief, HARBOUR, Duty.Treasury));
        vm.prank(thief);
        settlement.defund(HARBOUR, HKD, 1);
        vm.expectRevert(abi.encodeWithSelector(INetworkAuthority.DutyRequired.selector, thief, HARBOUR, Duty.Treasury));
        vm.prank(thief);
        settlement.fund(HARBOUR, HKD, 1);
    }

    function test_reserves_are_held_by_active_banks_only() public {
        address harbour = staff[HARBOUR].administrator;
        vm.expectRevert(abi.encodeWithSelector(IParticipantRegistry.NotAReserveAccount.selector, mei.account));
        vm.prank(harbour);
        reserves[HKD].transfer(mei.account, 1);
        _setBank(LOTUS, Status.Suspended);
        vm.expectRevert(
            abi.encodeWithSelector(IParticipantRegistry.ParticipantNotActive.selector, LOTUS, Status.Suspended)
        );
        vm.prank(harbour);
        reserves[HKD].transfer(staff[LOTUS].administrator, 1);
    }

    function test_only_the_operator_issues_and_withdraws_reserves() public {
        IReserveToken reserve = reserves[HKD];
        address harbour = staff[HARBOUR].administrator;
        bytes memory refusal = abi.encodeWithSignature("AccessManagedUnauthorized(address)", harbour);
        vm.expectRevert(refusal);
        vm.prank(harbour);
        reserve.issue(harbour, 1, REASON);
        vm.expectRevert(refusal);
        vm.prank(harbour);
        reserve.withdraw(harbour, 1, REASON);
        uint256 supply = reserve.totalSupply();
        vm.prank(operator);
        reserve.withdraw(harbour, 1, REASON);
        vm.assertEq(reserve.totalSupply(), supply - 1, "withdrawn");
    }

    function _signTransfer(
        Actor memory payer,
        address to,
        uint256 amountMinor,
        bytes32 nonce
    ) private view returns (uint8 v, bytes32 r, bytes32 s) {
        bytes32 authorization = keccak256(
            abi.encode(
                keccak256(
                    "TransferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
                ),
                payer.account,
                to,
                amountMinor,
                0,
                block.timestamp + 1,
                nonce
            )
        );
        return vm.sign(payer.key, _typedDigest(authorization));
    }

    function _typedDigest(bytes32 structHash) private view returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), structHash));
    }
}
