// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IChainMembership} from "../../../contracts/interfaces/IChainMembership.sol";
import {Status} from "../../../contracts/interfaces/Types.sol";
import {Street} from "../support/Street.sol";

/// The chain's nodes ask this contract who makes blocks and whose transactions go in.
contract ChainMembershipTest is Street {
    IChainMembership private _membership;
    address private immutable _founder = makeActor("founder").account;

    function setUp() public override {
        super.setUp();
        IChainMembership.Validator[] memory four = new IChainMembership.Validator[](4);
        for (uint256 i = 0; i < 4; ++i) four[i] = IChainMembership.Validator(bytes32(i + 1), 1, "a bank");
        _membership = IChainMembership(_deploy("ChainMembership", abi.encode(_founder, four)));
    }

    function test_before_the_hand_over_only_the_founder_is_admitted_and_deploys() public view {
        vm.assertTrue(_membership.isAdmitted(_founder), "founder admitted");
        vm.assertTrue(_membership.mayDeploy(_founder), "founder deploys");
        vm.assertTrue(!_membership.isAdmitted(operator), "operator admitted");
        vm.assertTrue(!_membership.mayDeploy(operator), "operator deploys");
    }

    function test_handOver_leaves_the_founder_nothing() public {
        _handOver();
        vm.assertTrue(!_membership.isAdmitted(_founder), "founder admitted");
        vm.assertTrue(!_membership.mayDeploy(_founder), "founder deploys");
        _refuse(IChainMembership.ControlRequired.selector, _founder);
        vm.prank(_founder);
        _membership.setValidator(bytes32(uint256(5)), 1, "a bank");
    }

    function test_handOver_reverts_a_second_time() public {
        _handOver();
        vm.expectRevert(abi.encodeWithSelector(IChainMembership.AlreadyHandedOver.selector, authority));
        vm.prank(_founder);
        _membership.handOver(authority, participants, customers, merchants);
    }

    function test_handOver_reverts_for_everyone_but_the_founder() public {
        vm.expectRevert(abi.encodeWithSelector(IChainMembership.FounderRequired.selector, operator, _founder));
        vm.prank(operator);
        _membership.handOver(authority, participants, customers, merchants);
    }

    function test_isAdmitted_for_active_customers_and_no_others() public {
        _handOver();
        vm.assertTrue(_membership.isAdmitted(mei.account), "active");
        vm.assertTrue(!_membership.isAdmitted(stranger.account), "stranger");
        vm.prank(staff[HARBOUR].onboarding);
        customers.setStatus(HARBOUR, mei.account, Status.Suspended, REASON);
        vm.assertTrue(!_membership.isAdmitted(mei.account), "suspended");
    }

    function test_isAdmitted_for_active_terminals_and_no_others() public {
        _handOver();
        vm.assertTrue(_membership.isAdmitted(bookTill.account), "active");
        vm.prank(staff[HARBOUR].onboarding);
        merchants.revokeTerminal(bookTill.account, REASON);
        vm.assertTrue(!_membership.isAdmitted(bookTill.account), "revoked");
    }

    function test_isAdmitted_for_every_duty_at_every_bank() public {
        _handOver();
        vm.assertTrue(_membership.isAdmitted(staff[HARBOUR].administrator), "administrator");
        vm.assertTrue(_membership.isAdmitted(staff[LOTUS].treasury), "treasury");
        vm.assertTrue(_membership.isAdmitted(staff[JADE].attester), "attester");
    }

    function test_isAdmitted_for_the_networks_roles_and_only_the_governor_deploys() public {
        _handOver();
        vm.assertTrue(_membership.isAdmitted(operator), "operator admitted");
        vm.assertTrue(_membership.mayDeploy(operator), "governor deploys");
        vm.assertTrue(!_membership.mayDeploy(staff[HARBOUR].administrator), "a bank deploys");
        vm.assertTrue(!_membership.mayDeploy(mei.account), "a customer deploys");
    }

    function test_setValidator_adds_and_changes_by_control() public {
        _handOver();
        vm.prank(operator);
        _membership.setValidator(bytes32(uint256(5)), 1, "fifth");
        vm.prank(operator);
        _membership.setValidator(bytes32(uint256(2)), 1, "renamed");
        IChainMembership.Validator[] memory now_ = _membership.validators();
        vm.assertEq(now_.length, 5, "validators");
        vm.assertEq(now_[4].name, "fifth", "added");
        vm.assertEq(now_[1].name, "renamed", "changed");
    }

    function test_setValidator_reverts_for_everyone_without_control() public {
        _handOver();
        _refuse(IChainMembership.ControlRequired.selector, staff[HARBOUR].administrator);
        vm.prank(staff[HARBOUR].administrator);
        _membership.setValidator(bytes32(uint256(5)), 1, "fifth");
    }

    function test_setValidator_reverts_when_the_chain_could_not_lose_it() public {
        vm.expectRevert(
            abi.encodeWithSelector(IChainMembership.ValidatorIndispensable.selector, bytes32(uint256(5)), 2, 6)
        );
        vm.prank(_founder);
        _membership.setValidator(bytes32(uint256(5)), 2, "too strong");
    }

    function test_setValidator_reverts_without_key_or_power() public {
        for (uint256 key = 0; key < 2; ++key) {
            vm.expectRevert(abi.encodeWithSelector(IChainMembership.ValidatorInvalid.selector, bytes32(key)));
            vm.prank(_founder);
            _membership.setValidator(bytes32(key), key == 0 ? 1 : 0, "nobody");
        }
    }

    function test_setValidator_reverts_beyond_what_a_block_can_read() public {
        for (uint256 key = 5; key <= 64; ++key) {
            vm.prank(_founder);
            _membership.setValidator(bytes32(key), 1, "a bank");
        }
        vm.expectRevert(abi.encodeWithSelector(IChainMembership.TooManyValidators.selector, 65, 64));
        vm.prank(_founder);
        _membership.setValidator(bytes32(uint256(65)), 1, "one more");
    }

    function test_removeValidator_reverts_when_the_others_could_lose_none() public {
        vm.expectRevert(
            abi.encodeWithSelector(IChainMembership.ValidatorIndispensable.selector, bytes32(uint256(4)), 1, 3)
        );
        vm.prank(_founder);
        _membership.removeValidator(bytes32(uint256(1)));
    }

    function test_removeValidator_removes_a_fifth() public {
        vm.prank(_founder);
        _membership.setValidator(bytes32(uint256(5)), 1, "fifth");
        vm.prank(_founder);
        _membership.removeValidator(bytes32(uint256(1)));
        vm.assertEq(_membership.validators().length, 4, "validators");
        vm.assertEq(_membership.validators()[0].key, bytes32(uint256(5)), "moved to its place");
    }

    function test_removeValidator_reverts_for_one_that_is_not_there() public {
        vm.expectRevert(abi.encodeWithSelector(IChainMembership.ValidatorUnknown.selector, bytes32(uint256(9))));
        vm.prank(_founder);
        _membership.removeValidator(bytes32(uint256(9)));
    }

    function _handOver() private {
        vm.prank(_founder);
        _membership.handOver(authority, participants, customers, merchants);
    }

    function _refuse(bytes4 selector, address account) private {
        vm.expectRevert(abi.encodeWithSelector(selector, account));
    }
}
