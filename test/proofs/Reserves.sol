// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Proof} from "./Proof.sol";

contract Reserves is Proof {
    struct Books {
        uint256 from;
        uint256 to;
        uint256 other;
        uint256 supply;
    }

    Books private _before;

    function check_issue_raises_the_account_and_the_supply(
        address reserveAccount,
        address other,
        uint256 amountMinor
    ) external {
        _given(reserveAccount, reserveAccount, other);
        _call(address(reserves), address(this), abi.encodeCall(reserves.issue, (reserveAccount, amountMinor, REASON)));

        Books memory is_ = _books(reserveAccount, reserveAccount, other);
        _assertWholeChanged(_before.from, is_.from, amountMinor, 0, "reserve account");
        _assertWholeChanged(_before.supply, is_.supply, amountMinor, 0, "supply");
        vm.assertEq(is_.other, _before.other, "nobody else's reserves change");
        vm.assertTrue(is_.from <= is_.supply, "no more than there is");
        vm.assertTrue(amountMinor <= is_.supply, "the supply does not overflow");
    }

    function check_withdraw_lowers_the_account_and_the_supply(
        address reserveAccount,
        address other,
        uint256 amountMinor
    ) external {
        _given(reserveAccount, reserveAccount, other);
        _call(
            address(reserves),
            address(this),
            abi.encodeCall(reserves.withdraw, (reserveAccount, amountMinor, REASON))
        );

        Books memory is_ = _books(reserveAccount, reserveAccount, other);
        _assertWholeChanged(_before.from, is_.from, 0, amountMinor, "reserve account");
        _assertWholeChanged(_before.supply, is_.supply, 0, amountMinor, "supply");
        vm.assertTrue(amountMinor <= _before.from, "out of what is there");
        vm.assertEq(is_.other, _before.other, "nobody else's reserves change");
    }

    function check_move_conserves(address from, address to, address other, uint256 amountMinor) external {
        _given(from, to, other);
        _call(address(reserves), address(settlement), abi.encodeCall(reserves.move, (from, to, amountMinor)));
        _assertMoved(from, to, other, amountMinor);
    }

    function check_transfer_conserves(address from, address to, address other, uint256 amountMinor) external {
        _given(from, to, other);
        _call(address(reserves), from, abi.encodeCall(reserves.transfer, (to, amountMinor)));
        _assertMoved(from, to, other, amountMinor);
    }

    function check_transferFrom_conserves(
        address spender,
        address from,
        address to,
        address other,
        uint256 amountMinor
    ) external {
        _given(from, to, other);
        _call(address(reserves), spender, abi.encodeCall(reserves.transferFrom, (from, to, amountMinor)));
        _assertMoved(from, to, other, amountMinor);
    }

    function _given(address from, address to, address other) private {
        vm.assume(other != from && other != to);
        _before = _books(from, to, other);
        vm.assume(_before.from <= _before.supply);
        vm.assume(from == to || _before.to <= _before.supply - _before.from);
    }

    function _assertMoved(address from, address to, address other, uint256 amountMinor) private view {
        Books memory is_ = _books(from, to, other);
        vm.assertTrue(amountMinor <= _before.from, "out of what is there");
        _assertWholeChanged(_before.from, is_.from, from == to ? amountMinor : 0, amountMinor, "from");
        if (from != to) {
            _assertWholeChanged(_before.to, is_.to, amountMinor, 0, "to");
            vm.assertTrue(amountMinor <= is_.to, "the balance does not overflow");
        }
        vm.assertEq(is_.other, _before.other, "nobody else's reserves change");
        vm.assertEq(is_.supply, _before.supply, "reserves are neither made nor unmade");
    }

    function _books(address from, address to, address other) private view returns (Books memory) {
        return
            Books(reserves.balanceOf(from), reserves.balanceOf(to), reserves.balanceOf(other), reserves.totalSupply());
    }
}
