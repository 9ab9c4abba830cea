// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IMerchantRegistry} from "../../../contracts/interfaces/IMerchantRegistry.sol";
import {INetworkAuthority} from "../../../contracts/interfaces/INetworkAuthority.sol";
import {Duty, Status} from "../../../contracts/interfaces/Types.sol";
import {Street} from "../support/Street.sol";
import {Actor} from "../support/Test.sol";

/// A terminal's key serves one merchant, in one currency, under its caps, until it is revoked for good.
contract TerminalsTest is Street {
    Actor private _till;

    function setUp() public override {
        super.setUp();
        _till = makeActor("second till");
    }

    function test_registerTerminal_tells_what_the_terminal_may_ask_for() public {
        vm.expectEmit(true, true, true, true, address(merchants));
        emit IMerchantRegistry.TerminalRegistered(
            _till.account,
            teaHouse,
            HKD,
            CAP_MINOR,
            STATIC_CAP_MINOR,
            REFUND_CAP_MINOR,
            type(uint40).max
        );
        _register(LOTUS, teaHouse, _till.account);
        IMerchantRegistry.Terminal memory row = merchants.terminal(_till.account);
        vm.assertEq(bytes32(row.merchantId), bytes32(teaHouse), "merchant");
        vm.assertEq(row.currency, HKD, "currency");
        vm.assertEq(row.capMinor, CAP_MINOR, "cap");
        vm.assertEq(row.staticCapMinor, STATIC_CAP_MINOR, "static cap");
    }

    function test_registerTerminal_and_revokeTerminal_revert_for_everyone_but_the_acquirers_onboarding() public {
        address[4] memory others = [operator, staff[LOTUS].treasury, staff[HARBOUR].onboarding, teaTill.account];
        for (uint256 i = 0; i < others.length; ++i) {
            bytes4 selector = INetworkAuthority.DutyRequired.selector;
            bytes memory refusal = abi.encodeWithSelector(selector, others[i], LOTUS, Duty.Onboarding);
            vm.expectRevert(refusal);
            vm.prank(others[i]);
            merchants.registerTerminal(teaHouse, _till.account, HKD, 2, 1, 1, type(uint40).max);
            vm.expectRevert(refusal);
            vm.prank(others[i]);
            merchants.revokeTerminal(teaTill.account, REASON);
        }
        vm.assertTrue(merchants.terminal(teaTill.account).status == Status.Active, "nothing changed");
    }

    function test_registerTerminal_reverts_for_a_key_that_another_merchant_has() public {
        bytes4 selector = IMerchantRegistry.TerminalAlreadyRegistered.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, bookTill.account));
        _register(LOTUS, teaHouse, bookTill.account);
        vm.assertEq(bytes32(merchants.terminal(bookTill.account).merchantId), bytes32(bookshop), "nothing changed");
    }

    function test_registerTerminal_reverts_for_a_key_that_was_revoked() public {
        _revoke(teaTill.account);
        bytes4 selector = IMerchantRegistry.TerminalAlreadyRegistered.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, teaTill.account));
        _register(LOTUS, teaHouse, teaTill.account);
    }

    function test_registerTerminal_reverts_when_the_static_cap_is_above_the_cap(uint40 capMinor) public {
        capMinor = uint40(bound(capMinor, 0, type(uint40).max - 1));
        vm.expectRevert(abi.encodeWithSelector(IMerchantRegistry.TerminalInvalid.selector, _till.account));
        vm.prank(staff[LOTUS].onboarding);
        merchants.registerTerminal(teaHouse, _till.account, HKD, capMinor, capMinor + 1, 0, type(uint40).max);
    }

    function test_registerTerminal_reverts_for_nobodys_key() public {
        vm.expectRevert(abi.encodeWithSelector(IMerchantRegistry.TerminalInvalid.selector, address(0)));
        _register(LOTUS, teaHouse, address(0));
    }

    function test_registerTerminal_reverts_when_it_would_have_expired(uint256 validUntil) public {
        validUntil = bound(validUntil, 0, block.timestamp);
        bytes4 selector = IMerchantRegistry.TerminalExpired.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, _till.account, block.timestamp, validUntil));
        vm.prank(staff[LOTUS].onboarding);
        merchants.registerTerminal(teaHouse, _till.account, HKD, 2, 1, 1, uint40(validUntil));
    }

    function test_registerTerminal_reverts_while_the_merchant_is_suspended() public {
        _setMerchant(LOTUS, teaHouse, Status.Suspended);
        bytes4 selector = IMerchantRegistry.MerchantNotActive.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, teaHouse, Status.Suspended));
        _register(LOTUS, teaHouse, _till.account);
    }

    function test_revokeTerminal_is_final_and_tells_the_reason() public {
        vm.expectEmit(true, true, true, true, address(merchants));
        emit IMerchantRegistry.TerminalRevoked(teaTill.account, teaHouse, REASON);
        _revoke(teaTill.account);
        bytes4 selector = IMerchantRegistry.TerminalNotActive.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, teaTill.account, Status.Closed));
        _revoke(teaTill.account);
    }

    function _revoke(address till) private {
        vm.prank(staff[LOTUS].onboarding);
        merchants.revokeTerminal(till, REASON);
    }
}
