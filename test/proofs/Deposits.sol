// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Status} from "../../contracts/interfaces/Types.sol";
import {DepositToken} from "../../contracts/money/DepositToken.sol";
import {Proof} from "./Proof.sol";

/// What the bank's people and its customers do with deposits, without the settlement hub.
contract Deposits is Proof {
    struct Books {
        uint256 from;
        uint256 fromHeld;
        uint256 to;
        uint256 toHeld;
        uint256 other;
        uint256 supply;
    }

    DepositToken private _token;
    address private _from;
    address private _to;
    Books private _before;

    function setUp() public override {
        super.setUp();
        _token = deposits[HARBOUR];
    }

    function check_transfer_conserves(uint64 amountMinor) external {
        _given(PAYER, PAYEE);
        _call(address(_token), PAYER, abi.encodeCall(_token.transfer, (PAYEE, amountMinor)));
        _assertMoved(amountMinor);
    }

    function check_transferFrom_conserves_and_uses_the_allowance(address spender, uint64 amountMinor) external {
        _given(PAYER, PAYEE);
        uint256 allowedMinor = _token.allowance(PAYER, spender);
        _call(address(_token), spender, abi.encodeCall(_token.transferFrom, (PAYER, PAYEE, amountMinor)));
        _assertMoved(amountMinor);
        vm.assertTrue(amountMinor <= allowedMinor, "within what was allowed");
        if (allowedMinor == type(uint256).max) return;
        _assertWholeChanged(allowedMinor, _token.allowance(PAYER, spender), 0, amountMinor, "allowance");
    }

    function check_forceTransfer_conserves(uint64 amountMinor) external {
        _given(PAYER, PAYEE);
        uint256 frozenMinor = _token.frozenOf(PAYER);
        _call(address(_token), STAFF, abi.encodeCall(_token.forceTransfer, (PAYER, PAYEE, amountMinor, REASON)));
        _assertMoved(amountMinor);
        vm.assertTrue(amountMinor <= frozenMinor, "no more than was frozen");
    }

    function check_paySuspendedRefund_pays_what_is_kept(uint64 amountMinor) external {
        _given(address(_token), PAYEE);
        uint256 suspendedMinor = _token.suspendedRefundOf(PAYEE);
        vm.assume(suspendedMinor <= _before.from - _before.fromHeld);
        _call(address(_token), STAFF, abi.encodeCall(_token.paySuspendedRefund, (PAYEE, PAYEE, amountMinor, REASON)));
        _assertMoved(amountMinor);
        _assertWholeChanged(suspendedMinor, _token.suspendedRefundOf(PAYEE), 0, amountMinor, "owed to the customer");
    }

    function check_issue_raises_the_account_and_the_supply(uint64 amountMinor) external {
        _given(PAYER, PAYER);
        _call(address(_token), STAFF, abi.encodeCall(_token.issue, (PAYER, amountMinor, REASON)));

        Books memory is_ = _books();
        _assertChanged(_before.from, is_.from, amountMinor, 0, "account");
        _assertSupply(_before.supply, is_.supply, amountMinor, 0);
        _assertOthers(is_);
    }

    function check_redeem_lowers_the_account_and_the_supply(uint64 amountMinor) external {
        _given(PAYER, PAYER);
        _call(address(_token), STAFF, abi.encodeCall(_token.redeem, (PAYER, amountMinor, REASON)));

        Books memory is_ = _books();
        _assertChanged(_before.from, is_.from, 0, amountMinor, "account");
        _assertSupply(_before.supply, is_.supply, 0, amountMinor);
        _assertOthers(is_);
    }

    function check_freeze_moves_nothing(uint256 frozenMinor) external {
        _given(PAYER, PAYER);
        _call(address(_token), STAFF, abi.encodeCall(_token.freeze, (PAYER, frozenMinor, REASON)));
        _assertMoved(0);
    }

    function check_unfreeze_moves_nothing(uint256 frozenMinor) external {
        _given(PAYER, PAYER);
        _call(address(_token), STAFF, abi.encodeCall(_token.unfreeze, (PAYER, frozenMinor, REASON)));
        _assertMoved(0);
        vm.assertEq(_token.frozenOf(PAYER), frozenMinor, "frozen");
    }

    function check_setStanding_moves_nothing(uint32 customer, uint8 tier, uint40 validUntil) external {
        _given(PAYER, PAYER);
        uint256 frozenMinor = _token.frozenOf(PAYER);
        _call(
            address(_token),
            CUSTOMERS,
            abi.encodeCall(_token.setStanding, (PAYER, customer, Status.Suspended, tier, validUntil))
        );
        _assertMoved(0);
        vm.assertEq(_token.frozenOf(PAYER), frozenMinor, "frozen");
    }

    function _given(address from, address to) private {
        (_from, _to) = (from, to);
        _before = _books();
        vm.assume(_before.fromHeld <= _before.from);
        vm.assume(_before.toHeld <= _before.to);
    }

    function _assertMoved(uint256 amountMinor) private view {
        Books memory is_ = _books();
        vm.assertTrue(amountMinor <= _before.from, "out of what is there");
        _assertChanged(_before.from, is_.from, _from == _to ? amountMinor : 0, amountMinor, "from");
        if (_from != _to) _assertChanged(_before.to, is_.to, amountMinor, 0, "to");
        vm.assertEq(is_.supply, _before.supply, "deposits are neither made nor unmade");
        _assertOthers(is_);
    }

    function _assertOthers(Books memory is_) private view {
        vm.assertEq(is_.fromHeld, _before.fromHeld, "held");
        vm.assertEq(is_.toHeld, _before.toHeld, "held");
        vm.assertTrue(is_.fromHeld <= is_.from, "what is held is there");
        vm.assertTrue(is_.toHeld <= is_.to, "what is held is there");
        vm.assertEq(is_.other, _before.other, "nobody else's deposits change");
    }

    function _books() private view returns (Books memory) {
        return
            Books(
                _token.balanceOf(_from),
                _token.heldOf(_from),
                _token.balanceOf(_to),
                _token.heldOf(_to),
                _token.balanceOf(OTHER),
                _token.totalSupply()
            );
    }
}
