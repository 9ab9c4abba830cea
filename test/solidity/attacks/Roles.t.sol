// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {FourEyes} from "../../../contracts/authority/FourEyes.sol";
import {IDepositRelease} from "../../../contracts/interfaces/IDepositRelease.sol";
import {IDepositToken} from "../../../contracts/interfaces/IDepositToken.sol";
import {IFourEyes} from "../../../contracts/interfaces/IFourEyes.sol";
import {INetworkAuthority} from "../../../contracts/interfaces/INetworkAuthority.sol";
import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {Duty} from "../../../contracts/interfaces/Types.sol";
import {PaymentApproval, SignedRequest} from "../../../contracts/payment/PaymentTypes.sol";
import {DepositToken} from "../../../contracts/money/DepositToken.sol";
import {Holds} from "../support/Holds.sol";

/// Attacks 13 and 16: people and code that do more than they may.
contract RoleAttacksTest is Holds {
    function test_attack_13_a_relayer_turns_no_pay_into_an_authorization_nor_back() public {
        SignedRequest memory toHold = _toHold(teaHouse, ROOM_MINOR);
        PaymentApproval memory approval = _approval(toHold);
        bytes memory signature = _signApproval(mei, approval);
        bytes4 selector = IPaymentHub.RequestIsForAuthorize.selector;
        _approvedRefused(toHold, approval, signature, abi.encodeWithSelector(selector, toHold.request.captureBefore));
    }

    function test_attack_13_a_relayer_picks_no_amount_of_a_static_code() public {
        SignedRequest memory open = _asked(0);
        PaymentApproval memory approval = _approval(open);
        bytes memory signature = _signApproval(mei, approval);
        approval.amountMinor += 1;
        approval.maxDebitMinor += 1;
        bytes4 selector = IPaymentHub.ApprovalSignatureInvalid.selector;
        _approvedRefused(open, approval, signature, abi.encodeWithSelector(selector, mei.account));
    }

    function test_attack_13_the_maker_is_not_the_checker() public {
        address[] memory members = new address[](3);
        (members[0], members[1], members[2]) = (jun.account, lok.account, stranger.account);
        FourEyes four = FourEyes(_deploy("FourEyes", abi.encode(authority, members)));
        _grant(HARBOUR, Duty.Issuance, address(four));
        DepositToken token = deposits[HARBOUR][HKD];
        bytes memory call = abi.encodeCall(token.issue, (jun.account, 500, REASON));
        vm.prank(jun.account);
        uint256 id = four.propose(address(token), call, REASON, block.timestamp + 1 days);
        vm.expectRevert(abi.encodeWithSelector(IFourEyes.MakerIsChecker.selector, jun.account));
        vm.prank(jun.account);
        four.approve(id, call);
        vm.assertEq(token.balanceOf(jun.account), 0, "nothing issued");
    }

    function test_attack_13_a_pause_stops_no_refund_nor_capture() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _hold(teaHouse, ROOM_MINOR);
        DepositToken token = deposits[HARBOUR][HKD];
        for (uint8 what = 0; what < 4; ++what) {
            vm.prank(staff[HARBOUR].compliance);
            token.pause(IDepositToken.Pausable(what), REASON);
        }
        _capture(paymentId, terms, ROOM_MINOR);
        _refund(paymentId, terms, ROOM_MINOR);
        vm.assertEq(token.balanceOf(mei.account), POCKET_MINOR, "the pauser grieved nobody");
    }

    function test_attack_13_no_clerk_makes_deposits_by_stepping_in_for_refunds() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(bookshop, TEA_MINOR);
        address clerk = staff[HARBOUR].acquiring;
        _refusedBy(
            clerk,
            paymentId,
            abi.encodeCall(hub.refundByAcquirer, (paymentId, terms, 1)),
            abi.encodeWithSelector(INetworkAuthority.DutyRequired.selector, clerk, HARBOUR, Duty.Issuance)
        );
    }

    function test_attack_13_the_administrator_of_roles_takes_over_no_bank_that_objects() public {
        address bank = _guardian("Harbour's control");
        bytes memory takeOver = abi.encodeCall(
            authority.grantRole,
            (authority.roleOf(HARBOUR, Duty.Administration), operator, 0)
        );
        vm.prank(operator);
        authority.schedule(address(authority), takeOver, 0);
        vm.prank(bank);
        authority.cancel(operator, address(authority), takeOver);
        vm.warp(block.timestamp + ADMIN_DELAY_SECONDS);
        bytes32 operation = authority.hashOperation(operator, address(authority), takeOver);
        vm.expectRevert(abi.encodeWithSelector(IAccessManager.AccessManagerNotScheduled.selector, operation));
        vm.prank(operator);
        authority.execute(address(authority), takeOver);
    }

    function test_attack_13_a_guardian_keeps_no_role_by_objecting_to_its_removal() public {
        (address bank, address other) = (_guardian("Harbour's control"), _guardian("Lotus's control"));
        bytes memory removal = abi.encodeCall(authority.revokeRole, (4, bank));
        vm.prank(operator);
        authority.schedule(address(authority), removal, 0);
        vm.expectRevert(abi.encodeWithSelector(INetworkAuthority.OwnRemoval.selector, bank));
        vm.prank(bank);
        authority.cancel(operator, address(authority), removal);
        vm.prank(other); // who is not removed may object
        authority.cancel(operator, address(authority), removal);
    }

    function test_attack_16_an_implementation_cannot_be_initialised_by_anyone() public {
        DepositToken code = DepositToken(_newDepositCode());
        vm.expectRevert(abi.encodeWithSignature("InvalidInitialization()"));
        code.initialize(stranger.account, "", "", HARBOUR, HKD, 2);
    }

    function test_attack_16_an_upgrade_with_holds_open_loses_none_of_them() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _hold(teaHouse, ROOM_MINOR);
        DepositToken token = deposits[HARBOUR][HKD];
        address code = _newDepositCode();
        _govern(address(release), abi.encodeCall(IDepositRelease.offer, (code)));
        vm.prank(staff[HARBOUR].administrator);
        token.upgradeToAndCall(code, "");
        vm.assertEq(token.heldOf(mei.account), ROOM_MINOR, "still held");
        _capture(paymentId, terms, ROOM_MINOR);
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), ROOM_MINOR, "captured after it");
    }

    function _guardian(string memory name) private returns (address bank) {
        bank = makeActor(name).account;
        bytes memory call = abi.encodeCall(authority.grantRole, (4, bank, 0));
        vm.prank(operator);
        authority.schedule(address(authority), call, 0);
        vm.warp(block.timestamp + ADMIN_DELAY_SECONDS);
        vm.prank(operator);
        authority.execute(address(authority), call);
    }
}
