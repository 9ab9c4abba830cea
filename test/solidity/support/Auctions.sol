// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IBypassAuction} from "../../../contracts/interfaces/IBypassAuction.sol";
import {BankId} from "../../../contracts/interfaces/Types.sol";
import {Queues} from "./Queues.sol";

/// Obligations that may settle out of order, and proposals of them.
abstract contract Auctions is Queues {
    IBypassAuction internal auction;

    function setUp() public virtual override {
        super.setUp();
        auction = queue.BYPASS();
    }

    function _bypass(BankId payer, BankId payee, uint256 amountMinor) internal returns (uint32 index) {
        vm.prank(staff[payer].treasury);
        return uint32(auction.enqueue(HKD, payer, payee, amountMinor, "invoice"));
    }

    function _propose(IBypassAuction.Set memory set) internal returns (uint256 valueMinor) {
        return auction.propose(HKD, set);
    }

    function _proposeRefused(IBypassAuction.Set memory set, bytes memory refusal) internal {
        bytes32 before = _books();
        vm.expectRevert(refusal);
        auction.propose(HKD, set);
        vm.assertEq(_books(), before, "nothing changed");
    }

    function _settleBest(IBypassAuction.Set memory set) internal {
        auction.settleBest(HKD, _sets(set));
    }

    function _settleRefused(IBypassAuction.Set[] memory sets, bytes memory refusal) internal {
        bytes32 before = _books();
        vm.expectRevert(refusal);
        auction.settleBest(HKD, sets);
        vm.assertEq(_books(), before, "nothing changed");
    }

    function _close() internal {
        (, uint256 closesAt, ) = auction.auction(HKD);
        vm.roll(closesAt);
    }

    function _set(uint32 index) internal pure returns (IBypassAuction.Set memory) {
        return _set(_one(index));
    }

    function _set(uint32[] memory indices) internal pure returns (IBypassAuction.Set memory) {
        return IBypassAuction.Set(_allBanks(), indices);
    }

    function _one(uint32 index) internal pure returns (uint32[] memory indices) {
        indices = new uint32[](1);
        indices[0] = index;
    }

    function _sets(IBypassAuction.Set memory a) internal pure returns (IBypassAuction.Set[] memory sets) {
        sets = new IBypassAuction.Set[](1);
        sets[0] = a;
    }

    function _sets(
        IBypassAuction.Set memory a,
        IBypassAuction.Set memory b
    ) internal pure returns (IBypassAuction.Set[] memory sets) {
        sets = new IBypassAuction.Set[](2);
        (sets[0], sets[1]) = (a, b);
    }

    function _sets(
        IBypassAuction.Set memory a,
        IBypassAuction.Set memory b,
        IBypassAuction.Set memory c
    ) internal pure returns (IBypassAuction.Set[] memory sets) {
        sets = new IBypassAuction.Set[](3);
        (sets[0], sets[1], sets[2]) = (a, b, c);
    }
}
