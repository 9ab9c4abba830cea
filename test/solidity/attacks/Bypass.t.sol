// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IBypassAuction} from "../../../contracts/interfaces/IBypassAuction.sol";
import {INettingQueue} from "../../../contracts/interfaces/INettingQueue.sol";
import {BankId} from "../../../contracts/interfaces/Types.sol";
import {Auctions} from "../support/Auctions.sol";

/// Attacks 7 and 18 on the auction: proposers who would choose what settles, or that nothing does.
contract BypassAttacksTest is Auctions {
    function test_attack_07_what_has_settled_out_of_order_is_not_settled_again_by_a_later_auction() public {
        uint32 index = _bypass(HARBOUR, LOTUS, 100);
        _propose(_set(index));
        _close();
        _settleBest(_set(index));
        _proposeRefused(_set(index), abi.encodeWithSelector(INettingQueue.CutEmpty.selector));
    }

    function test_attack_18_the_best_proposal_is_not_passed_over_by_sending_too_little_gas() public {
        uint32 index = _bypass(HARBOUR, JADE, FUNDED_MINOR);
        _propose(_set(index));
        _close();
        bytes memory call = abi.encodeCall(auction.settleBest, (HKD, _sets(_set(index))));
        (bool hasEnded, bool isTold, bytes memory answer) = (false, false, "");
        for (uint256 gasSent = 50_000; !hasEnded; gasSent += 50_000) {
            (hasEnded, answer) = address(auction).call{gas: gasSent}(call);
            isTold = isTold || bytes4(answer) == IBypassAuction.GasTooLow.selector;
        }
        vm.assertTrue(isTold, "settling that ran out of gas is no reason to pass it over");
        vm.assertTrue(auction.stateOf(HKD, index) == INettingQueue.State.Settled, "it ended by settling");
    }

    function test_attack_18_the_best_proposal_is_not_passed_over_by_naming_another_or_none() public {
        (uint32 small, uint32 large) = (_bypass(HARBOUR, LOTUS, 1), _bypass(HARBOUR, JADE, FUNDED_MINOR));
        _propose(_set(large));
        _close();
        (bytes32 named, bytes32 best) = (_idOf(small), _idOf(large));
        bytes4 selector = IBypassAuction.CandidateNotNext.selector;
        _settleRefused(_sets(_set(small)), abi.encodeWithSelector(selector, 0, named, best));
        IBypassAuction.Set[] memory none = new IBypassAuction.Set[](0);
        _settleRefused(none, abi.encodeWithSelector(IBypassAuction.CandidateMissing.selector, 0, 1));
    }

    function test_attack_18_a_small_proposal_that_comes_first_keeps_no_better_one_away() public {
        for (uint256 i = 1; i <= 4; ++i) _propose(_set(_bypass(HARBOUR, LOTUS, i)));
        uint32 honest = _bypass(HARBOUR, JADE, FUNDED_MINOR);
        _propose(_set(honest));
        _close();
        _settleBest(_set(honest));
        vm.assertEq(_balance(JADE), 2 * FUNDED_MINOR, "the better one settles");
    }

    function test_attack_18_proposals_that_are_dear_to_verify_and_fall_keep_no_auction_open() public {
        uint32[] memory all = new uint32[](2);
        (all[0], all[1]) = (_bypass(HARBOUR, LOTUS, 1_000), _bypass(HARBOUR, LOTUS, 1));
        // Names of no bank are as dear to look at as the largest is large.
        IBypassAuction.Set[] memory sets = _sets(_withNobody(65_535, all), _withNobody(65_534, _one(all[0])));
        _propose(sets[0]);
        _propose(sets[1]);
        _queue(HARBOUR, JADE, 1e15); // never settles, so nothing of Harbour's does out of order
        _close();
        _settleWithin(sets);
        (, , IBypassAuction.Candidate[] memory kept) = auction.auction(HKD);
        vm.assertEq(kept.length, 1, "one is forgotten");
        _settleWithin(_sets(sets[1]));
        (uint256 openedAt, , ) = auction.auction(HKD);
        vm.assertEq(openedAt, 0, "and the auction is over");
        _propose(_set(_bypass(LOTUS, JADE, 1)));
    }

    function test_attack_18_one_set_in_other_words_takes_no_second_place() public {
        uint32 large = _bypass(HARBOUR, LOTUS, 1_000);
        _propose(_set(large));
        bytes32 known = _idOf(large);
        _proposeRefused(
            _withNobody(77, _one(large)),
            abi.encodeWithSelector(IBypassAuction.CandidateKnown.selector, known)
        );
    }

    function test_attack_18_a_bank_that_withdraws_what_it_owes_does_not_undo_the_others_circle() public {
        uint32[] memory all = new uint32[](3);
        (all[0], all[1], all[2]) = (_bypass(HARBOUR, LOTUS, 9), _bypass(LOTUS, HARBOUR, 9), _bypass(JADE, LOTUS, 1));
        _propose(_set(all));
        vm.prank(staff[JADE].treasury);
        auction.cancel(HKD, all[2], REASON);
        _close();
        _settleBest(_set(all));
        vm.assertTrue(auction.stateOf(HKD, all[0]) == INettingQueue.State.Settled, "the circle settled");
    }

    function _idOf(uint32 index) private pure returns (bytes32) {
        return keccak256(abi.encode(_allBanks(), _one(index)));
    }

    /// With the gas of one transaction (EIP-7825).
    function _settleWithin(IBypassAuction.Set[] memory sets) private {
        (bool isDone, ) = address(auction).call{gas: 16_777_216}(abi.encodeCall(auction.settleBest, (HKD, sets)));
        vm.assertTrue(isDone, "within a transaction");
    }

    function _withNobody(uint16 nobody, uint32[] memory indices) private pure returns (IBypassAuction.Set memory) {
        BankId[] memory banks = new BankId[](4);
        (banks[0], banks[1], banks[2], banks[3]) = (HARBOUR, LOTUS, JADE, BankId.wrap(nobody));
        return IBypassAuction.Set(banks, indices);
    }
}
