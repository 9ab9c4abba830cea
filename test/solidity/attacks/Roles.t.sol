// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {FourEyes} from "../../../contracts/authority/FourEyes.sol";
import {IDepositRelease} from "../../../contracts/interfaces/IDepositRelease.sol";
import {IDepositToken} from "../../../contracts/interfaces/IDepositToken.sol";
import {IFourEyes} from "../../../contracts/interfaces/IFourEyes.sol";
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
}
