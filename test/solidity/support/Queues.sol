// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {INettingQueue} from "../../../contracts/interfaces/INettingQueue.sol";
import {INetworkAuthority} from "../../../contracts/interfaces/INetworkAuthority.sol";
import {BankId, Duty} from "../../../contracts/interfaces/Types.sol";
import {Street} from "./Street.sol";

/// Banks that owe each other, and cuts of their queues.
abstract contract Queues is Street {
    uint32 internal constant ALL = type(uint32).max;

    function _queue(BankId payer, BankId payee, uint256 amountMinor) internal returns (uint32 lane, uint256 index) {
        return _queue(payer, payee, amountMinor, INettingQueue.Rank.Normal);
    }

    function _queue(
        BankId payer,
        BankId payee,
        uint256 amountMinor,
        INettingQueue.Rank rank
    ) internal returns (uint32 lane, uint256 index) {
        vm.prank(staff[payer].treasury);
        return queue.enqueue(HKD, payer, payee, amountMinor, rank, "invoice");
    }

    /// Harbour pays Lotus Hong Kong dollars for renminbi.
    function _linked(
        uint256 amountMinor,
        uint256 counterMinor
    ) internal pure returns (INettingQueue.LinkedTerms memory) {
        return
            INettingQueue.LinkedTerms(
                HARBOUR,
                LOTUS,
                HKD,
                CNY,
                amountMinor,
                counterMinor,
                INettingQueue.Rank.Normal,
                "exchange"
            );
    }

    function _link(uint256 amountMinor, uint256 counterMinor) internal returns (uint32 lane, uint256 index) {
        INettingQueue.LinkedTerms memory terms = _linked(amountMinor, counterMinor);
        vm.prank(staff[HARBOUR].treasury);
        queue.offerLinked(terms);
        vm.prank(staff[LOTUS].treasury);
        return queue.enqueueLinked(terms);
    }

    function _cancel(BankId bank, uint32 lane, uint256 index) internal {
        vm.prank(staff[bank].treasury);
        queue.cancel(lane, index, REASON);
    }

    function _limit(BankId payer, BankId payee, uint64 limitMinor) internal {
        vm.prank(staff[payer].treasury);
        queue.setBilateralLimit(HKD, payer, payee, limitMinor, REASON);
    }

    /// All of a queue whose sequence is at most `upTo`.
    function _upTo(BankId payer, uint32 upTo) internal view returns (INettingQueue.QueueCut memory) {
        return _upTo(HKD, payer, INettingQueue.Rank.Normal, upTo);
    }

    function _upTo(
        uint16 currency,
        BankId payer,
        INettingQueue.Rank rank,
        uint32 upTo
    ) internal view returns (INettingQueue.QueueCut memory cut) {
        uint32[] memory ids = queue.lanes(currency, payer, rank);
        cut = INettingQueue.QueueCut(currency, payer, rank, upTo, new uint32[](ids.length));
        for (uint256 i = 0; i < ids.length; ++i) {
            INettingQueue.Lane memory lane = queue.lane(ids[i]);
            bool isPayees = !(lane.payer == payer);
            INettingQueue.Entry[] memory all = queue.entries(ids[i], 0, lane.length);
            while (cut.indices[i] < all.length) {
                INettingQueue.Entry memory entry = all[cut.indices[i]];
                if ((isPayees ? entry.counterSequence : entry.sequence) > upTo) break;
                ++cut.indices[i];
            }
        }
    }

    function _settle(INettingQueue.QueueCut[] memory cuts) internal {
        queue.settleCut(_bothCurrencies(), _allBanks(), cuts);
    }

    function _settle(INettingQueue.QueueCut memory cut) internal {
        _settle(_cuts(cut));
    }

    function _settleRefused(INettingQueue.QueueCut[] memory cuts, bytes memory refusal) internal {
        bytes32 before = _books();
        vm.expectRevert(refusal);
        queue.settleCut(_bothCurrencies(), _allBanks(), cuts);
        vm.assertEq(_books(), before, "nothing changed");
    }

    function _settleRefused(INettingQueue.QueueCut memory cut, bytes memory refusal) internal {
        _settleRefused(_cuts(cut), refusal);
    }

    /// Everything that the three banks owe in Hong Kong dollars in one rank.
    function _everything() internal view returns (INettingQueue.QueueCut[] memory cuts) {
        return _cuts(_upTo(HARBOUR, ALL), _upTo(LOTUS, ALL), _upTo(JADE, ALL));
    }

    function _cuts(INettingQueue.QueueCut memory a) internal pure returns (INettingQueue.QueueCut[] memory cuts) {
        cuts = new INettingQueue.QueueCut[](1);
        cuts[0] = a;
    }

    function _cuts(
        INettingQueue.QueueCut memory a,
        INettingQueue.QueueCut memory b
    ) internal pure returns (INettingQueue.QueueCut[] memory cuts) {
        cuts = new INettingQueue.QueueCut[](2);
        (cuts[0], cuts[1]) = (a, b);
    }

    function _cuts(
        INettingQueue.QueueCut memory a,
        INettingQueue.QueueCut memory b,
        INettingQueue.QueueCut memory c
    ) internal pure returns (INettingQueue.QueueCut[] memory cuts) {
        cuts = new INettingQueue.QueueCut[](3);
        (cuts[0], cuts[1], cuts[2]) = (a, b, c);
    }

    function _only(uint16 currency) internal pure returns (uint16[] memory currencies) {
        currencies = new uint16[](1);
        currencies[0] = currency;
    }

    function _bothCurrencies() internal pure returns (uint16[] memory currencies) {
        currencies = new uint16[](2);
        (currencies[0], currencies[1]) = (CNY, HKD);
    }

    function _allBanks() internal pure returns (BankId[] memory banks) {
        banks = new BankId[](3);
        (banks[0], banks[1], banks[2]) = (HARBOUR, LOTUS, JADE);
    }

    /// All but so much of the bank's settlement balance goes back to its reserve account.
    function _keep(BankId bank, uint256 amountMinor) internal {
        uint256 balanceMinor = settlement.settlementBalance(bank, HKD);
        vm.prank(staff[bank].treasury);
        settlement.defund(bank, HKD, balanceMinor - amountMinor);
    }

    function _balance(BankId bank) internal view returns (uint256) {
        return settlement.settlementBalance(bank, HKD);
    }

    function _refusal(bytes4 selector, uint32 lane, uint256 index, uint256 last) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(selector, lane, index, last);
    }

    function _dutyRequired(address account, BankId bank) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(INetworkAuthority.DutyRequired.selector, account, bank, Duty.Treasury);
    }
}
