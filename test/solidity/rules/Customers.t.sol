// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ICustomerRegistry} from "../../../contracts/interfaces/ICustomerRegistry.sol";
import {INetworkAuthority} from "../../../contracts/interfaces/INetworkAuthority.sol";
import {Duty, Status} from "../../../contracts/interfaces/Types.sol";
import {Street} from "../support/Street.sol";

/// A bank vouches for its own customers, and for nobody else's.
contract CustomersTest is Street {
    bytes24 private constant IDENTITY = "salted commitment";

    function test_enrol_makes_an_active_customer_of_that_bank_only() public {
        uint40 validUntil = uint40(block.timestamp + 365 days);
        vm.expectEmit(true, true, true, true, address(customers));
        emit ICustomerRegistry.CustomerEnrolled(HARBOUR, stranger.account, IDENTITY, 2, validUntil);
        _enrolStranger(IDENTITY, validUntil);

        ICustomerRegistry.Customer memory row = customers.customer(HARBOUR, stranger.account);
        vm.assertEq(bytes32(row.identity), bytes32(IDENTITY), "identity");
        vm.assertTrue(row.status == Status.Active, "status");
        vm.assertEq(row.tier, 2, "tier");
        vm.assertEq(row.validUntil, validUntil, "valid until");
        vm.assertTrue(customers.customer(LOTUS, stranger.account).status == Status.None, "unknown to another bank");
    }

    function test_enrol_and_setStatus_revert_for_everyone_but_the_banks_onboarding() public {
        address[4] memory others = [operator, staff[HARBOUR].treasury, staff[LOTUS].onboarding, stranger.account];
        for (uint256 i = 0; i < others.length; ++i) {
            bytes4 selector = INetworkAuthority.DutyRequired.selector;
            bytes memory refusal = abi.encodeWithSelector(selector, others[i], HARBOUR, Duty.Onboarding);
            vm.expectRevert(refusal);
            vm.prank(others[i]);
            customers.enrol(HARBOUR, stranger.account, IDENTITY, 1, type(uint40).max);
            vm.expectRevert(refusal);
            vm.prank(others[i]);
            customers.setStatus(HARBOUR, mei.account, Status.Closed, REASON);
        }
        vm.assertTrue(customers.customer(HARBOUR, mei.account).status == Status.Active, "nothing changed");
    }

    function test_enrol_reverts_for_an_account_that_was_enrolled_before() public {
        _setCustomer(HARBOUR, mei.account, Status.Closed);
        bytes4 selector = ICustomerRegistry.CustomerAlreadyEnrolled.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, HARBOUR, mei.account));
        _enrol(HARBOUR, mei.account);
    }

    function test_enrol_reverts_without_an_identity() public {
        bytes4 selector = ICustomerRegistry.CustomerInvalid.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, stranger.account, bytes24(0)));
        _enrolStranger(0, type(uint40).max);
    }

    function test_enrol_reverts_for_nobody() public {
        vm.expectRevert(abi.encodeWithSelector(ICustomerRegistry.CustomerInvalid.selector, address(0), IDENTITY));
        vm.prank(staff[HARBOUR].onboarding);
        customers.enrol(HARBOUR, address(0), IDENTITY, 1, type(uint40).max);
    }

    function test_enrol_reverts_when_the_check_is_already_due(uint256 validUntil) public {
        validUntil = bound(validUntil, 0, block.timestamp);
        bytes4 selector = ICustomerRegistry.CustomerExpired.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, HARBOUR, stranger.account, block.timestamp, validUntil));
        _enrolStranger(IDENTITY, uint40(validUntil));
    }

    function test_setStatus_suspends_and_reinstates_and_tells_the_reason() public {
        vm.expectEmit(true, true, true, true, address(customers));
        emit ICustomerRegistry.CustomerStatusChanged(HARBOUR, mei.account, Status.Suspended, REASON);
        _setCustomer(HARBOUR, mei.account, Status.Suspended);
        _setCustomer(HARBOUR, mei.account, Status.Active);
        vm.assertTrue(customers.customer(HARBOUR, mei.account).status == Status.Active, "reinstated");
    }

    function test_customerNumber_is_one_for_all_accounts_of_a_person_and_nobodys_else() public {
        uint32 number = customers.customerNumber(HARBOUR, mei.account);
        vm.assertTrue(number != 0 && number != customers.customerNumber(HARBOUR, jun.account), "Mei's own");
        vm.assertEq(customers.customerNumber(HARBOUR, lok.account), 0, "no customer of the bank");
        _enrolStranger(customers.customer(HARBOUR, mei.account).identity, type(uint40).max);
        vm.assertEq(customers.customerNumber(HARBOUR, stranger.account), number, "her other account");
    }

    function test_requireActive_reverts_where_either_side_is_no_active_customer() public {
        customers.requireActive(HARBOUR, mei.account, jun.account);
        customers.requireActive(HARBOUR, address(0), address(0)); // an issue has no payer, a redemption no payee
        bytes4 selector = ICustomerRegistry.CustomerNotActive.selector;
        bytes memory refusal = abi.encodeWithSelector(selector, HARBOUR, lok.account, Status.None);
        vm.expectRevert(refusal);
        customers.requireActive(HARBOUR, lok.account, mei.account);
        vm.expectRevert(refusal);
        customers.requireActive(HARBOUR, mei.account, lok.account);
    }

    function test_setStatus_reverts_once_the_customer_is_closed() public {
        _setCustomer(HARBOUR, mei.account, Status.Closed);
        _statusRefused(mei.account, Status.Closed, Status.Active);
        _statusRefused(mei.account, Status.Closed, Status.Suspended);
    }

    function test_setStatus_reverts_to_the_same_status_and_to_none() public {
        _statusRefused(mei.account, Status.Active, Status.Active);
        _statusRefused(mei.account, Status.Active, Status.None);
    }

    function test_setStatus_reverts_for_who_was_never_enrolled() public {
        _statusRefused(stranger.account, Status.None, Status.Active);
    }

    function _enrolStranger(bytes24 identity, uint40 validUntil) private {
        vm.prank(staff[HARBOUR].onboarding);
        customers.enrol(HARBOUR, stranger.account, identity, 2, validUntil);
    }

    function _statusRefused(address account, Status from, Status to) private {
        bytes4 selector = ICustomerRegistry.CustomerStatusChangeNotAllowed.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, from, to));
        _setCustomer(HARBOUR, account, to);
        vm.assertTrue(customers.customer(HARBOUR, account).status == from, "nothing changed");
    }
}
