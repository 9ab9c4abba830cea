// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ERC1967Utils} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Utils.sol";
import {IDepositRelease} from "../../../contracts/interfaces/IDepositRelease.sol";
import {INetworkAuthority} from "../../../contracts/interfaces/INetworkAuthority.sol";
import {BankId, Duty, Status} from "../../../contracts/interfaces/Types.sol";
import {DepositRelease} from "../../../contracts/money/DepositRelease.sol";
import {DepositToken} from "../../../contracts/money/DepositToken.sol";
import {ReserveToken} from "../../../contracts/money/ReserveToken.sol";
import {CustomerRegistry} from "../../../contracts/registry/CustomerRegistry.sol";
import {Street} from "../support/Street.sol";

/// Code changes with a delay that everyone can see, and a bank's own money only when the bank adopts the change.
contract UpgradeTest is Street {
    function test_a_registry_takes_new_code_after_the_governors_delay_and_keeps_its_rows() public {
        address code = _deploy("CustomerRegistry", abi.encode(participants));
        _govern(address(customers), abi.encodeCall(customers.upgradeToAndCall, (code, "")));
        vm.assertTrue(customers.customer(HARBOUR, mei.account).status == Status.Active, "the rows are there");
    }

    function test_no_code_changes_before_the_delay() public {
        bytes memory call = abi.encodeCall(
            customers.upgradeToAndCall,
            (_deploy("CustomerRegistry", abi.encode(participants)), "")
        );
        vm.prank(operator);
        authority.schedule(address(customers), call, 0);
        vm.warp(block.timestamp + GOVERNOR_DELAY_SECONDS - 1);
        bytes32 operation = authority.hashOperation(operator, address(customers), call);
        vm.expectRevert(abi.encodeWithSignature("AccessManagerNotReady(bytes32)", operation));
        vm.prank(operator);
        authority.execute(address(customers), call);
    }

    function test_reserves_take_new_code_after_the_governors_delay_and_keep_their_balances() public {
        uint256 supply = reserves[HKD].totalSupply();
        address code = _deploy("ReserveToken", abi.encode(participants));
        _govern(address(reserves[HKD]), abi.encodeCall(reserves[HKD].upgradeToAndCall, (code, "")));
        vm.assertEq(reserves[HKD].totalSupply(), supply, "supply");
        vm.assertTrue(reserves[HKD].isAdmittedCaller(address(settlement)), "the hub stays admitted");
    }

    function test_nobody_but_the_governor_changes_code() public {
        address code = _deploy("CustomerRegistry", abi.encode(participants));
        address[3] memory others = [stranger.account, staff[HARBOUR].administrator, staff[HARBOUR].onboarding];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.expectRevert(abi.encodeWithSignature("AccessManagedUnauthorized(address)", others[i]));
            vm.prank(others[i]);
            customers.upgradeToAndCall(code, "");
        }
    }

    function test_no_implementation_and_no_proxy_is_initialised_again() public {
        bytes memory refusal = abi.encodeWithSignature("InvalidInitialization()");
        CustomerRegistry code = CustomerRegistry(_deploy("CustomerRegistry", abi.encode(participants)));
        vm.expectRevert(refusal);
        code.initialize(stranger.account);
        vm.expectRevert(refusal);
        customers.initialize(stranger.account);
        vm.expectRevert(refusal);
        deposits[HARBOUR][HKD].initialize(stranger.account, "", "", HARBOUR, HKD, 2);
        ReserveToken reserveCode = ReserveToken(_deploy("ReserveToken", abi.encode(participants)));
        vm.expectRevert(refusal);
        reserveCode.initialize(stranger.account, "", "", HKD, 2);
    }

    function test_a_banks_token_takes_offered_code_when_the_bank_upgrades_to_it() public {
        address code = _newDepositCode();
        _govern(address(release), abi.encodeCall(IDepositRelease.offer, (code)));
        vm.assertTrue(_codeOf(deposits[HARBOUR][HKD]) != code, "offered is not adopted");
        vm.prank(staff[HARBOUR].administrator);
        deposits[HARBOUR][HKD].upgradeToAndCall(code, "");
        vm.assertEq(_codeOf(deposits[HARBOUR][HKD]), code, "adopted");
        vm.assertEq(deposits[HARBOUR][HKD].balanceOf(mei.account), POCKET_MINOR, "the balances are there");
        vm.assertTrue(_codeOf(deposits[LOTUS][HKD]) != code, "another bank keeps its own");
    }

    function test_offer_is_the_governors_and_of_code_and_tells_which() public {
        address code = _newDepositCode();
        vm.expectRevert(abi.encodeWithSignature("AccessManagedUnauthorized(address)", staff[HARBOUR].administrator));
        vm.prank(staff[HARBOUR].administrator);
        release.offer(code);
        bytes memory empty = abi.encodeCall(IDepositRelease.offer, (stranger.account));
        _announce(address(release), empty);
        vm.expectRevert(abi.encodeWithSelector(IDepositRelease.ImplementationWithoutCode.selector, stranger.account));
        _execute(address(release), empty);
        bytes memory full = abi.encodeCall(IDepositRelease.offer, (code));
        _announce(address(release), full);
        vm.expectEmit(true, true, true, true, address(release));
        emit IDepositRelease.ImplementationOffered(code);
        _execute(address(release), full);
        vm.assertEq(release.offered(), code, "on offer");
    }

    function test_requireOffered_reverts_for_nothing_while_nothing_is_on_offer() public {
        DepositRelease fresh = DepositRelease(_deploy("DepositRelease", abi.encode(authority)));
        vm.expectRevert(
            abi.encodeWithSelector(IDepositRelease.ImplementationNotOffered.selector, address(0), address(0))
        );
        fresh.requireOffered(address(0));
    }

    function test_upgradeToAndCall_of_a_deposit_token_reverts_for_code_that_is_not_on_offer() public {
        address code = _newDepositCode();
        address offered = release.offered();
        vm.expectRevert(abi.encodeWithSelector(IDepositRelease.ImplementationNotOffered.selector, code, offered));
        vm.prank(staff[HARBOUR].administrator);
        deposits[HARBOUR][HKD].upgradeToAndCall(code, "");
    }

    function test_upgradeToAndCall_of_a_deposit_token_reverts_for_everyone_but_the_banks_administration() public {
        address code = _newDepositCode();
        _govern(address(release), abi.encodeCall(IDepositRelease.offer, (code)));
        address[3] memory others = [operator, staff[HARBOUR].issuance, staff[LOTUS].administrator];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(INetworkAuthority.DutyRequired.selector, others[i], HARBOUR, Duty.Administration)
            );
            vm.prank(others[i]);
            deposits[HARBOUR][HKD].upgradeToAndCall(code, "");
        }
    }

    function test_a_duty_ends_when_the_banks_administration_takes_it_back() public {
        uint64 role = authority.roleOf(HARBOUR, Duty.Issuance);
        vm.prank(staff[HARBOUR].administrator);
        authority.revokeRole(role, staff[HARBOUR].issuance);
        vm.expectRevert(
            abi.encodeWithSelector(
                INetworkAuthority.DutyRequired.selector,
                staff[HARBOUR].issuance,
                HARBOUR,
                Duty.Issuance
            )
        );
        authority.requireDuty(HARBOUR, Duty.Issuance, staff[HARBOUR].issuance);
    }

    function test_nobody_holds_a_duty_at_bank_zero() public {
        vm.expectRevert(
            abi.encodeWithSelector(INetworkAuthority.DutyRequired.selector, operator, BankId.wrap(0), Duty.Onboarding)
        );
        authority.requireDuty(BankId.wrap(0), Duty.Onboarding, operator); // role 1 is the operator's own
    }

    /// ERC-1967.
    function _codeOf(DepositToken token) private view returns (address) {
        return address(uint160(uint256(vm.load(address(token), ERC1967Utils.IMPLEMENTATION_SLOT))));
    }
}
