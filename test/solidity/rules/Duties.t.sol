// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IDepositToken} from "../../../contracts/interfaces/IDepositToken.sol";
import {INetworkAuthority} from "../../../contracts/interfaces/INetworkAuthority.sol";
import {Duty} from "../../../contracts/interfaces/Types.sol";
import {Street} from "../support/Street.sol";

/// Every act of a bank on its own deposits is one duty's, and has a reason.
contract DutiesTest is Street {
    IDepositToken private token;

    function setUp() public override {
        super.setUp();
        token = deposits[HARBOUR][HKD];
    }

    function test_every_act_on_deposits_reverts_without_its_duty() public {
        _refusedWithout(Duty.Issuance, staff[HARBOUR].administrator, _callsOfIssuance(REASON));
        _refusedWithout(Duty.Compliance, staff[HARBOUR].administrator, _callsOfCompliance(REASON));
        _refusedWithout(Duty.Administration, staff[HARBOUR].compliance, _callsOfAdministration(REASON));
        _refusedWithout(Duty.Administration, staff[LOTUS].administrator, _callsOfAdministration(REASON));
    }

    function test_every_act_on_deposits_reverts_without_a_reason() public {
        _refusedWithoutReason(staff[HARBOUR].issuance, _callsOfIssuance(0));
        _refusedWithoutReason(staff[HARBOUR].compliance, _callsOfCompliance(0));
        _refusedWithoutReason(staff[HARBOUR].administrator, _callsOfAdministration(0));
    }

    function test_setAttestationAge_reverts_without_a_reason_and_for_everyone_but_the_governor() public {
        bytes memory call = abi.encodeCall(token.setAttestationAge, (1 days, 0));
        _announce(address(token), call);
        vm.expectRevert(abi.encodeWithSelector(IDepositToken.ReasonMissing.selector));
        _execute(address(token), call);
        address administrator = staff[HARBOUR].administrator;
        vm.expectRevert(abi.encodeWithSignature("AccessManagedUnauthorized(address)", administrator));
        vm.prank(administrator);
        token.setAttestationAge(1 days, REASON);
    }

    function _callsOfIssuance(bytes32 reason) private view returns (bytes[] memory calls) {
        calls = new bytes[](2);
        calls[0] = abi.encodeCall(token.issue, (mei.account, 1, reason));
        calls[1] = abi.encodeCall(token.redeem, (mei.account, 1, reason));
    }

    function _callsOfCompliance(bytes32 reason) private view returns (bytes[] memory calls) {
        calls = new bytes[](2);
        calls[0] = abi.encodeCall(token.freeze, (mei.account, 1, reason));
        calls[1] = abi.encodeCall(token.pause, (IDepositToken.Pausable.Pay, reason));
    }

    function _callsOfAdministration(bytes32 reason) private view returns (bytes[] memory calls) {
        calls = new bytes[](7);
        calls[0] = abi.encodeCall(token.unfreeze, (mei.account, 0, reason));
        calls[1] = abi.encodeCall(token.forceTransfer, (mei.account, jun.account, 1, reason));
        calls[2] = abi.encodeCall(token.paySuspendedRefund, (mei.account, mei.account, 1, reason));
        calls[3] = abi.encodeCall(token.setTierLimits, (1, IDepositToken.TierLimits(1, 1, 1), reason));
        calls[4] = abi.encodeCall(token.setIssuanceCap, (1, 1, reason));
        calls[5] = abi.encodeCall(token.setDayOffset, (0, reason));
        calls[6] = abi.encodeCall(token.resume, (IDepositToken.Pausable.Pay, reason));
    }

    function _refusedWithout(Duty duty, address caller, bytes[] memory calls) private {
        bytes4 selector = INetworkAuthority.DutyRequired.selector;
        _refused(caller, calls, abi.encodeWithSelector(selector, caller, HARBOUR, duty));
    }

    function _refusedWithoutReason(address caller, bytes[] memory calls) private {
        _refused(caller, calls, abi.encodeWithSelector(IDepositToken.ReasonMissing.selector));
    }

    function _refused(address caller, bytes[] memory calls, bytes memory refusal) private {
        for (uint256 i = 0; i < calls.length; ++i) {
            vm.prank(caller);
            (bool isDone, bytes memory told) = address(token).call(calls[i]);
            vm.assertTrue(!isDone, "refused");
            vm.assertEq(keccak256(told), keccak256(refusal), "for the reason that was expected");
        }
    }
}
