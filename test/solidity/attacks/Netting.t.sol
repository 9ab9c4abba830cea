// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {INettingQueue} from "../../../contracts/interfaces/INettingQueue.sol";
import {ISettlementHub} from "../../../contracts/interfaces/ISettlementHub.sol";
import {BankId} from "../../../contracts/interfaces/Types.sol";
import {Holds} from "../support/Holds.sol";
import {Queues} from "../support/Queues.sol";

/// Attacks 7, 8 and 18 on the queue: proposers who want something, and banks that owe.
contract NettingAttacksTest is Holds, Queues {
    function test_attack_07_a_queued_obligation_is_not_settled_again_by_the_cut_that_settled_it() public {
        _queue(HARBOUR, LOTUS, 100);
        INettingQueue.QueueCut[] memory cuts = _everything();
        _settle(cuts);
        _settleRefused(cuts, abi.encodeWithSelector(INettingQueue.CutEmpty.selector));
    }

    function test_attack_08_a_credit_line_reduced_below_its_use_forgives_nothing_and_lends_nothing() public {
        _keep(HARBOUR, 0);
        _line(TEA_MINOR);
        _paid(teaHouse, TEA_MINOR);
        _line(TEA_MINOR - 1);
        bytes4 selector = ISettlementHub.SettlementBalanceTooLow.selector;
        _payRefused(_asked(1), abi.encodeWithSelector(selector, HARBOUR, HKD, 0, 1));
        _fund(HARBOUR, HKD, TEA_MINOR);
        _settle(_upTo(HKD, HARBOUR, INettingQueue.Rank.Credit, ALL));
        vm.assertEq(_balance(LOTUS), FUNDED_MINOR + TEA_MINOR, "all of it is paid");
    }

    function test_attack_08_what_credit_is_owed_is_not_starved_by_urgent_obligations() public {
        _keep(HARBOUR, 0);
        _line(TEA_MINOR);
        _paid(teaHouse, TEA_MINOR);
        _queue(HARBOUR, JADE, 1, INettingQueue.Rank.Urgent);
        _fund(HARBOUR, HKD, 1);
        INettingQueue.Rank credit = INettingQueue.Rank.Credit;
        bytes4 selector = INettingQueue.RankNotEmpty.selector;
        bytes memory refusal = abi.encodeWithSelector(selector, HARBOUR, HKD, credit);
        _settleRefused(_upTo(HKD, HARBOUR, INettingQueue.Rank.Urgent, ALL), refusal);
    }

    function test_attack_18_a_proposer_of_one_payment_at_a_time_holds_up_nobody() public {
        for (uint256 i = 0; i < 20; ++i) _queue(HARBOUR, LOTUS, 10);
        _queue(LOTUS, HARBOUR, 5);
        INettingQueue.QueueCut[] memory honest = _everything();
        _queue(HARBOUR, JADE, 10);
        for (uint32 n = 1; n <= 21; ++n) _settle(_upTo(HARBOUR, n));
        _settle(honest); // made before all of them, and before there was anything for Jade
        vm.assertEq(_balance(JADE), FUNDED_MINOR + 10, "everything is settled, once");
        vm.assertEq(_balance(LOTUS), FUNDED_MINOR + 200 - 5, "what the honest cut still named, too");
    }

    function test_attack_18_thousands_of_wrong_cuts_change_nothing() public {
        _queue(HARBOUR, LOTUS, 100);
        _queue(HARBOUR, JADE, 50);
        _queue(LOTUS, HARBOUR, 70);
        bytes32 before = _books();
        uint256 dice = 20_071;
        for (uint256 n = 0; n < 2_000; ++n) {
            dice = uint256(keccak256(abi.encode(dice)));
            INettingQueue.QueueCut memory cut = _upTo(BankId.wrap(uint16(1 + (dice % 3))), uint32((dice >> 8) % 4));
            cut.rank = INettingQueue.Rank((dice >> 16) % 4);
            uint256 lanes = cut.indices.length;
            if (lanes != 0) cut.indices[(dice >> 24) % lanes] += uint32(1 + ((dice >> 32) % 3));
            vm.assertTrue(!_isTaken(cut), "a cut that is no prefix is taken");
        }
        vm.assertEq(_books(), before, "nothing changed");
        _settle(_everything());
        vm.assertEq(_balance(JADE), FUNDED_MINOR + 50, "and honest settling goes on");
    }

    /// What an index too far says is either beyond the lane or beyond the cut.
    function _isTaken(INettingQueue.QueueCut memory cut) private returns (bool isTaken) {
        bytes memory call = abi.encodeCall(queue.settleCut, (_bothCurrencies(), _allBanks(), _cuts(cut)));
        (isTaken, ) = address(queue).call(call);
    }

    function _line(uint256 lineMinor) private {
        vm.prank(staff[LOTUS].treasury);
        queue.setCreditLine(HKD, LOTUS, HARBOUR, uint64(lineMinor), REASON);
    }
}
