// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {FourEyes} from "../../../contracts/authority/FourEyes.sol";
import {IFourEyes} from "../../../contracts/interfaces/IFourEyes.sol";
import {Duty} from "../../../contracts/interfaces/Types.sol";
import {Street} from "../support/Street.sol";

/// What takes two people: one proposes, another approves, and it is done in the institution's name.
contract FourEyesTest is Street {
    FourEyes private four;
    address private maker;
    address private checker;
    address private third;

    function setUp() public override {
        super.setUp();
        (maker, checker, third) = (
            makeActor("maker").account,
            makeActor("checker").account,
            makeActor("third").account
        );
        address[] memory members = new address[](3);
        (members[0], members[1], members[2]) = (maker, checker, third);
        four = FourEyes(_deploy("FourEyes", abi.encode(authority, members)));
        _grant(HARBOUR, Duty.Issuance, address(four));
    }

    function test_approve_by_another_member_does_what_was_proposed() public {
        (uint256 id, bytes memory call) = _proposeIssue(500);
        vm.expectEmit(true, true, true, true, address(four));
        emit IFourEyes.Approved(id, checker);
        vm.prank(checker);
        four.approve(id, call);
        vm.assertEq(deposits[HARBOUR][HKD].balanceOf(jun.account), 500, "issued");
        vm.assertTrue(four.proposal(id).isClosed, "done");
    }

    function test_approve_reverts_for_the_maker_and_for_whoever_is_no_member() public {
        (uint256 id, bytes memory call) = _proposeIssue(500);
        vm.expectRevert(abi.encodeWithSelector(IFourEyes.MakerIsChecker.selector, maker));
        vm.prank(maker);
        four.approve(id, call);
        vm.expectRevert(abi.encodeWithSelector(IFourEyes.NotAMember.selector, stranger.account));
        vm.prank(stranger.account);
        four.approve(id, call);
    }

    function test_approve_reverts_a_second_time_after_a_withdrawal_and_for_none() public {
        (uint256 id, bytes memory call) = _proposeIssue(500);
        vm.prank(checker);
        four.approve(id, call);
        vm.expectRevert(abi.encodeWithSelector(IFourEyes.ProposalClosed.selector, id));
        vm.prank(third);
        four.approve(id, call);
        (id, call) = _proposeIssue(500);
        vm.prank(third);
        four.withdraw(id);
        vm.expectRevert(abi.encodeWithSelector(IFourEyes.ProposalClosed.selector, id));
        vm.prank(checker);
        four.approve(id, call);
        vm.expectRevert(abi.encodeWithSelector(IFourEyes.ProposalUnknown.selector, 9, 2));
        vm.prank(checker);
        four.approve(9, call);
    }

    function test_approve_reverts_from_the_second_on_at_which_the_proposal_expires() public {
        (uint256 id, bytes memory call) = _proposeIssue(500);
        uint256 expiresAt = four.proposal(id).expiresAt;
        vm.warp(expiresAt);
        vm.expectRevert(abi.encodeWithSelector(IFourEyes.ProposalExpired.selector, expiresAt, expiresAt));
        vm.prank(checker);
        four.approve(id, call);
    }

    function test_approve_reverts_for_another_call_than_was_proposed() public {
        (uint256 id, bytes memory call) = _proposeIssue(500);
        bytes memory other = _issueCall(501);
        bytes4 selector = IFourEyes.ProposalDiffers.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, keccak256(other), keccak256(call)));
        vm.prank(checker);
        four.approve(id, other);
    }

    function test_approve_passes_on_what_the_act_was_refused_for_and_stays_open() public {
        (uint256 id, bytes memory call) = _proposeIssue(0);
        vm.expectRevert(abi.encodeWithSignature("DepositAmountZero()"));
        vm.prank(checker);
        four.approve(id, call);
        vm.assertTrue(!four.proposal(id).isClosed, "open");
    }

    function test_approve_reverts_when_the_maker_has_left() public {
        (uint256 id, bytes memory call) = _proposeIssue(500);
        _decide(checker, third, abi.encodeCall(four.addMember, (mei.account)));
        _decide(checker, third, abi.encodeCall(four.removeMember, (maker)));
        vm.expectRevert(abi.encodeWithSelector(IFourEyes.NotAMember.selector, maker));
        vm.prank(checker);
        four.approve(id, call);
    }

    function test_propose_reverts_without_a_reason_expired_for_too_long_and_by_whoever_is_no_member() public {
        vm.expectRevert(abi.encodeWithSelector(IFourEyes.ProposalReasonMissing.selector));
        vm.prank(maker);
        four.propose(address(this), "", 0, block.timestamp + 1);
        vm.expectRevert(abi.encodeWithSelector(IFourEyes.ProposalExpired.selector, block.timestamp, block.timestamp));
        vm.prank(maker);
        four.propose(address(this), "", REASON, block.timestamp);
        uint256 latest = block.timestamp + 7 days;
        vm.expectRevert(abi.encodeWithSelector(IFourEyes.ProposalLivesTooLong.selector, latest + 1, latest));
        vm.prank(maker);
        four.propose(address(this), "", REASON, latest + 1);
        vm.expectRevert(abi.encodeWithSelector(IFourEyes.NotAMember.selector, stranger.account));
        vm.prank(stranger.account);
        four.propose(address(this), "", REASON, latest);
    }

    function test_members_change_by_their_own_decision_only_and_three_stay() public {
        vm.expectRevert(abi.encodeWithSelector(IFourEyes.NotItself.selector, maker));
        vm.prank(maker);
        four.addMember(mei.account);
        bytes memory remove = abi.encodeCall(four.removeMember, (third));
        vm.prank(maker);
        uint256 id = four.propose(address(four), remove, REASON, block.timestamp + 1 days);
        vm.expectRevert(abi.encodeWithSelector(IFourEyes.TooFewMembers.selector, 2, 3));
        vm.prank(checker);
        four.approve(id, remove);
        _decide(maker, checker, abi.encodeCall(four.addMember, (mei.account)));
        vm.prank(checker);
        four.approve(id, remove);
        vm.assertTrue(!four.isMember(third) && four.isMember(mei.account), "changed");
        vm.assertEq(four.members().length, 3, "three");
    }

    function test_a_first_membership_of_two_or_of_one_twice_or_of_nobody_is_refused() public {
        address[] memory two = new address[](2);
        (two[0], two[1]) = (maker, checker);
        vm.expectRevert(abi.encodeWithSelector(IFourEyes.TooFewMembers.selector, 2, 3));
        _deploy("FourEyes", abi.encode(authority, two));
        address[] memory same = new address[](3);
        (same[0], same[1], same[2]) = (maker, checker, maker);
        vm.expectRevert(abi.encodeWithSelector(IFourEyes.MemberAlready.selector, maker));
        _deploy("FourEyes", abi.encode(authority, same));
        same[2] = address(0);
        vm.expectRevert(abi.encodeWithSelector(IFourEyes.NotAMember.selector, address(0)));
        _deploy("FourEyes", abi.encode(authority, same));
    }

    function test_lost_keys_are_replaced_after_a_delay() public {
        address[] memory fresh = _fresh();
        _announce(fresh);
        vm.expectRevert(
            abi.encodeWithSelector(IFourEyes.RecoveryTooEarly.selector, block.timestamp, block.timestamp + 7 days)
        );
        four.recover(fresh);
        vm.warp(block.timestamp + 7 days);
        address[] memory others = four.members();
        vm.expectRevert(abi.encodeWithSelector(IFourEyes.NoRecovery.selector));
        four.recover(others); // not who was announced
        four.recover(fresh);
        vm.assertTrue(!four.isMember(maker) && four.isMember(mei.account), "recovered");
        vm.expectRevert(abi.encodeWithSelector(IFourEyes.NoRecovery.selector));
        four.recover(fresh);
    }

    function test_two_members_can_stop_a_recovery() public {
        address[] memory fresh = _fresh();
        _announce(fresh);
        vm.prank(third);
        four.opposeRecovery();
        vm.expectEmit(true, true, true, true, address(four));
        emit IFourEyes.RecoveryOpposed(maker, true);
        vm.prank(maker);
        four.opposeRecovery();
        vm.warp(block.timestamp + 7 days);
        vm.expectRevert(abi.encodeWithSelector(IFourEyes.NoRecovery.selector));
        four.recover(fresh);
    }

    function test_one_member_alone_stops_no_recovery_however_often_it_opposes() public {
        address[] memory fresh = _fresh();
        _announce(fresh);
        vm.prank(third);
        four.opposeRecovery();
        vm.expectRevert(abi.encodeWithSelector(IFourEyes.OpposedAlready.selector, third));
        vm.prank(third);
        four.opposeRecovery();
        vm.warp(block.timestamp + 7 days);
        four.recover(fresh);
        vm.assertTrue(!four.isMember(third), "recovered");
    }

    function test_who_opposed_an_earlier_recovery_opposes_the_next_one_anew() public {
        address[] memory fresh = _fresh();
        _announce(fresh);
        vm.prank(third);
        four.opposeRecovery();
        _announce(fresh);
        vm.prank(maker);
        four.opposeRecovery();
        vm.warp(block.timestamp + 7 days);
        four.recover(fresh);
        vm.assertTrue(!four.isMember(third), "one alone opposed this one");
    }

    function test_proposals_are_numbered_as_they_are_made() public {
        vm.assertEq(four.proposals(), 0, "none");
        (uint256 first, ) = _proposeIssue(1);
        (uint256 second, ) = _proposeIssue(2);
        vm.assertEq(first, 0, "the first");
        vm.assertEq(second, 1, "the second");
        vm.assertEq(four.proposals(), 2, "both");
    }

    function test_announceRecovery_is_the_governors() public {
        address[] memory fresh = new address[](3);
        vm.expectRevert(abi.encodeWithSignature("AccessManagedUnauthorized(address)", maker));
        vm.prank(maker);
        four.announceRecovery(fresh, REASON);
    }

    function _fresh() private view returns (address[] memory fresh) {
        fresh = new address[](3);
        (fresh[0], fresh[1], fresh[2]) = (mei.account, jun.account, lok.account);
    }

    function _announce(address[] memory fresh) private {
        // A contract that the deployment does not know is the administration's, with its longer delay.
        bytes memory call = abi.encodeCall(four.announceRecovery, (fresh, REASON));
        vm.prank(operator);
        authority.schedule(address(four), call, 0);
        vm.warp(block.timestamp + ADMIN_DELAY_SECONDS);
        vm.prank(operator);
        authority.execute(address(four), call);
    }

    function _issueCall(uint256 amountMinor) private view returns (bytes memory) {
        return abi.encodeCall(deposits[HARBOUR][HKD].issue, (jun.account, amountMinor, REASON));
    }

    function _proposeIssue(uint256 amountMinor) private returns (uint256 id, bytes memory call) {
        call = _issueCall(amountMinor);
        vm.prank(maker);
        id = four.propose(address(deposits[HARBOUR][HKD]), call, REASON, block.timestamp + 1 days);
    }

    function _decide(address first, address second, bytes memory call) private {
        vm.prank(first);
        uint256 id = four.propose(address(four), call, REASON, block.timestamp + 1 days);
        vm.prank(second);
        four.approve(id, call);
    }
}
