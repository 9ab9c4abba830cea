// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IDepositToken} from "../../../contracts/interfaces/IDepositToken.sol";
import {INetworkAuthority} from "../../../contracts/interfaces/INetworkAuthority.sol";
import {Duty} from "../../../contracts/interfaces/Types.sol";
import {DepositToken} from "../../../contracts/money/DepositToken.sol";
import {Street} from "../support/Street.sol";
import {Actor} from "../support/Test.sol";

/// A bank issues within a cap that refills, while its proof of deposits is fresh.
contract IssuanceTest is Street {
    DepositToken private token;
    Actor private attester;

    function setUp() public override {
        super.setUp();
        token = deposits[HARBOUR][HKD];
        attester = makeActor("Harbour Bank attester");
        vm.roll(1_000);
    }

    function test_issue_reverts_above_the_cap_and_goes_on_as_it_refills() public {
        _setCap(100_000, 1 days);
        vm.assertEq(token.issuable(), 0, "Mei's pocket was issued just now, and is more than that");
        vm.warp(block.timestamp + 3 days);
        _issueDeposits(HARBOUR, HKD, jun.account, 100_000);
        vm.expectRevert(abi.encodeWithSelector(IDepositToken.IssuanceCapExceeded.selector, 1, 0));
        vm.prank(staff[HARBOUR].issuance);
        token.issue(jun.account, 1, REASON);
        vm.warp(block.timestamp + 6 hours);
        vm.assertEq(token.issuable(), 25_000, "a quarter of a day, a quarter of the cap");
        _issueDeposits(HARBOUR, HKD, jun.account, 25_000);
    }

    function test_a_stolen_issuer_key_takes_the_cap_and_the_refill_and_no_more(uint256 seed) public {
        _setCap(100_000, 1 days);
        vm.warp(block.timestamp + 3 days);
        uint256 supply = token.totalSupply();
        uint256 from = block.timestamp;
        for (uint256 i = 0; i < 30; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            vm.warp(block.timestamp + (seed % 2 hours));
            uint256 amountMinor = 1 + ((seed >> 128) % 60_000);
            vm.prank(staff[HARBOUR].issuance);
            try token.issue(jun.account, amountMinor, REASON) {} catch {}
        }
        uint256 most = 100_000 + (100_000 * (block.timestamp - from)) / 1 days;
        vm.assertTrue(token.totalSupply() - supply <= most, "bounded");
    }

    function test_issue_reverts_when_the_proof_of_deposits_is_too_old_and_nothing_else_does() public {
        _setAge(1 days);
        vm.warp(block.timestamp + 1 days + 1);
        (uint256 attestedAt, ) = token.lastAttestation();
        bytes memory refusal = abi.encodeWithSelector(
            IDepositToken.AttestationStale.selector,
            attestedAt,
            block.timestamp - 1 days
        );
        vm.expectRevert(refusal);
        vm.prank(staff[HARBOUR].issuance);
        token.issue(jun.account, 1, REASON);
        vm.prank(mei.account);
        token.transfer(jun.account, 1);
        vm.prank(staff[HARBOUR].issuance);
        token.redeem(jun.account, 1, REASON);
        _attest(attester, 999, 300_000, 300_000);
        _issueDeposits(HARBOUR, HKD, jun.account, 1);
    }

    function test_attest_that_does_not_match_is_told_and_makes_nothing_fresh() public {
        _setAge(1 days);
        vm.warp(block.timestamp + 2 days);
        (IDepositToken.DepositAttestation memory attestation, bytes memory signature) = _signed(
            attester,
            999,
            300_000,
            299_999
        );
        vm.expectEmit(true, true, true, true, address(token));
        emit IDepositToken.DepositsAttested(attester.account, 999, 300_000, 299_999, false);
        token.attest(attestation, signature);
        (uint256 attestedAt, uint256 blockNumber) = token.lastAttestation();
        vm.assertTrue(attestedAt < block.timestamp - 1 days, "still stale");
        vm.assertEq(blockNumber, 999, "recorded");
    }

    function test_attest_reverts_for_a_block_that_is_not_newer_not_yet_or_too_long_ago() public {
        _attest(attester, 900, 1, 1);
        _attestRefused(
            attester,
            900,
            1,
            1,
            abi.encodeWithSelector(IDepositToken.AttestationNotNewer.selector, 900, 900)
        );
        _attestRefused(
            attester,
            1_000,
            1,
            1,
            abi.encodeWithSelector(IDepositToken.AttestationBlockUnknown.selector, 1_000, 0)
        );
        vm.roll(20_000);
        _attestRefused(
            attester,
            12_799,
            1,
            1,
            abi.encodeWithSelector(IDepositToken.AttestationBlockUnknown.selector, 12_799, 12_800)
        );
    }

    function test_attest_reverts_unless_signed_by_the_banks_attester() public {
        Actor memory issuer = makeActor("Harbour Bank issuance");
        _attestRefused(
            issuer,
            999,
            1,
            1,
            abi.encodeWithSelector(INetworkAuthority.DutyRequired.selector, issuer.account, HARBOUR, Duty.Attestation)
        );
    }

    function test_attest_reverts_by_an_attester_who_also_issues() public {
        _grant(HARBOUR, Duty.Issuance, attester.account);
        _attestRefused(
            attester,
            999,
            1,
            1,
            abi.encodeWithSelector(IDepositToken.AttesterNotIndependent.selector, attester.account)
        );
    }

    function test_attest_reverts_by_an_attester_who_makes_or_approves_at_the_bank() public {
        address[] memory members = new address[](3);
        (members[0], members[1], members[2]) = (attester.account, mei.account, jun.account);
        address control = _deploy("FourEyes", abi.encode(authority, members));
        _govern(address(participants), abi.encodeCall(participants.setControl, (HARBOUR, control, REASON)));
        _attestRefused(
            attester,
            999,
            1,
            1,
            abi.encodeWithSelector(IDepositToken.AttesterNotIndependent.selector, attester.account)
        );
    }

    function test_setIssuanceCap_reverts_for_more_than_can_be_counted(uint256 capMinor) public {
        capMinor = bound(capMinor, uint256(type(uint208).max) + 1, type(uint256).max);
        vm.expectRevert(abi.encodeWithSignature("SafeCastOverflowedUintDowncast(uint8,uint256)", 208, capMinor));
        _setCap(capMinor, 1 days);
    }

    function test_setIssuanceCap_forgives_nothing_that_was_issued_under_the_old_one() public {
        _setCap(400_000, 4 days);
        vm.warp(block.timestamp + 1 days); // of Mei's 300,000, a quarter of the cap has come back
        vm.expectEmit(true, true, true, true, address(token));
        emit IDepositToken.IssuanceCapSet(1_000_000, 5 days, REASON);
        _setCap(1_000_000, 5 days);
        vm.assertEq(token.issuable(), 800_000, "200,000 of the old cap are still out");
        vm.warp(block.timestamp + 12 hours);
        vm.assertEq(token.issuable(), 900_000, "and come back by the new one");
    }

    function test_setAttestationAge_makes_the_first_proof_due_within_the_age() public {
        bytes memory call = abi.encodeCall(token.setAttestationAge, (1 days, REASON));
        _announce(address(token), call);
        vm.expectEmit(true, true, true, true, address(token));
        emit IDepositToken.AttestationAgeSet(1 days, REASON);
        _execute(address(token), call);
        (uint256 attestedAt, uint256 blockNumber) = token.lastAttestation();
        vm.assertEq(attestedAt, block.timestamp, "as if attested now");
        vm.assertEq(blockNumber, 0, "of no block");
        vm.warp(block.timestamp + 1 days);
        _issueDeposits(HARBOUR, HKD, jun.account, 1);
    }

    function test_setAttestationAge_again_makes_nothing_fresh() public {
        _setAge(1 days);
        uint256 setAt = block.timestamp;
        _setAge(2 days);
        (uint256 attestedAt, ) = token.lastAttestation();
        vm.assertEq(attestedAt, setAt, "as it was");
    }

    function test_issue_asks_for_no_proof_where_its_age_is_not_bounded() public {
        _setAge(1 days);
        vm.warp(block.timestamp + 100 days);
        _setAge(0);
        _issueDeposits(HARBOUR, HKD, jun.account, 1);
        _setAge(type(uint64).max); // longer ago than there is time
        _issueDeposits(HARBOUR, HKD, jun.account, 1);
        vm.assertEq(token.balanceOf(jun.account), 2, "issued");
    }

    function test_attest_takes_the_last_block_and_the_oldest_that_it_may() public {
        vm.roll(20_000);
        _attest(attester, 20_000 - token.ATTESTATION_BLOCKS(), 1, 1);
        (uint256 attestedAt, uint256 blockNumber) = token.lastAttestation();
        vm.assertEq(blockNumber, 12_800, "the oldest");
        vm.warp(block.timestamp + 1);
        _attest(attester, 19_999, 1, 1);
        (attestedAt, blockNumber) = token.lastAttestation();
        vm.assertEq(blockNumber, 19_999, "the last");
        vm.assertEq(attestedAt, block.timestamp, "attested now");
    }

    function test_attest_in_the_first_blocks_of_the_chain_knows_every_block() public {
        vm.roll(token.ATTESTATION_BLOCKS() + 1);
        _attest(attester, 1, 1, 1);
        (, uint256 blockNumber) = token.lastAttestation();
        vm.assertEq(blockNumber, 1, "taken");
    }

    function _setCap(uint256 capMinor, uint256 windowSeconds) private {
        vm.prank(staff[HARBOUR].administrator);
        token.setIssuanceCap(capMinor, windowSeconds, REASON);
    }

    function _setAge(uint256 maxAgeSeconds) private {
        _govern(address(token), abi.encodeCall(token.setAttestationAge, (maxAgeSeconds, REASON)));
    }

    function _attest(Actor memory signer, uint256 blockNumber, uint256 supplyMinor, uint256 ledgerMinor) private {
        (IDepositToken.DepositAttestation memory attestation, bytes memory signature) = _signed(
            signer,
            blockNumber,
            supplyMinor,
            ledgerMinor
        );
        token.attest(attestation, signature);
    }

    function _attestRefused(
        Actor memory signer,
        uint256 blockNumber,
        uint256 supplyMinor,
        uint256 ledgerMinor,
        bytes memory refusal
    ) private {
        (IDepositToken.DepositAttestation memory attestation, bytes memory signature) = _signed(
            signer,
            blockNumber,
            supplyMinor,
            ledgerMinor
        );
        vm.expectRevert(refusal);
        token.attest(attestation, signature);
    }

    function _signed(
        Actor memory signer,
        uint256 blockNumber,
        uint256 supplyMinor,
        uint256 ledgerMinor
    ) private view returns (IDepositToken.DepositAttestation memory attestation, bytes memory signature) {
        attestation = IDepositToken.DepositAttestation(blockNumber, supplyMinor, ledgerMinor);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(signer.key, token.attestationDigest(attestation));
        signature = bytes.concat(r, s, bytes1(v));
    }
}
