// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ISettlementHub} from "../../contracts/interfaces/ISettlementHub.sol";
import {BankId} from "../../contracts/interfaces/Types.sol";
import {Proof} from "./Proof.sol";

/// Reserves come into the hub and leave it as a settlement balance grows and falls.
contract SettlementBalance is Proof {
    struct Books {
        ISettlementHub.Position bank;
        ISettlementHub.Position scheme;
        ISettlementHub.Position other;
        uint256 inHub;
        uint256 atBank;
        uint256 supply;
    }

    BankId private _otherBank;
    uint16 private _otherCurrency;
    Books private _before;

    function check_fund_brings_in_what_the_balance_grows_by(
        BankId otherBank,
        uint16 otherCurrency,
        uint64 amountMinor
    ) external {
        _given(HARBOUR, otherBank, otherCurrency);
        _call(address(settlement), STAFF, abi.encodeCall(settlement.fund, (HARBOUR, HKD, amountMinor)));

        Books memory is_ = _books(HARBOUR);
        _assertChanged(_before.bank.balanceMinor, is_.bank.balanceMinor, amountMinor, 0, "settlement balance");
        _assertWholeChanged(_before.inHub, is_.inHub, amountMinor, 0, "reserves in the hub");
        _assertWholeChanged(_before.atBank, is_.atBank, 0, amountMinor, "reserves at the bank");
        _assertSame(is_);
        vm.assertEq(is_.scheme.balanceMinor, _before.scheme.balanceMinor, "scheme");
        vm.assertEq(is_.bank.schemeFeesMinor, _before.bank.schemeFeesMinor, "owed to the scheme");
    }

    function check_defund_takes_out_what_the_balance_falls_by(
        BankId otherBank,
        uint16 otherCurrency,
        uint64 amountMinor
    ) external {
        _given(HARBOUR, otherBank, otherCurrency);
        _call(address(settlement), STAFF, abi.encodeCall(settlement.defund, (HARBOUR, HKD, amountMinor)));

        Books memory is_ = _books(HARBOUR);
        _assertChanged(_before.bank.balanceMinor, is_.bank.balanceMinor, 0, amountMinor, "settlement balance");
        _assertWholeChanged(_before.inHub, is_.inHub, 0, amountMinor, "reserves in the hub");
        _assertWholeChanged(_before.atBank, is_.atBank, amountMinor, 0, "reserves at the bank");
        _assertSame(is_);
        vm.assertEq(is_.scheme.balanceMinor, _before.scheme.balanceMinor, "scheme");
        vm.assertEq(is_.bank.schemeFeesMinor, _before.bank.schemeFeesMinor, "owed to the scheme");
    }

    /// Of any bank, by anybody.
    function check_collectSchemeFees_moves_what_is_owed_to_the_scheme(
        BankId bank,
        address anyone,
        BankId otherBank,
        uint16 otherCurrency
    ) external {
        vm.assume(!(bank == settlement.SCHEME()));
        _given(bank, otherBank, otherCurrency);
        _call(address(settlement), anyone, abi.encodeCall(settlement.collectSchemeFees, (bank, HKD)));

        Books memory is_ = _books(bank);
        uint256 owedMinor = _before.bank.schemeFeesMinor;
        _assertChanged(_before.bank.balanceMinor, is_.bank.balanceMinor, 0, owedMinor, "settlement balance");
        _assertChanged(_before.scheme.balanceMinor, is_.scheme.balanceMinor, owedMinor, 0, "scheme");
        vm.assertEq(is_.bank.schemeFeesMinor, 0, "nothing is owed any more");
        vm.assertEq(is_.inHub, _before.inHub, "reserves in the hub");
        _assertSame(is_);
    }

    function check_paySchemeFees_takes_out_what_the_schemes_balance_falls_by(
        BankId otherBank,
        uint16 otherCurrency,
        uint64 amountMinor
    ) external {
        _given(HARBOUR, otherBank, otherCurrency);
        _call(
            address(settlement),
            address(this),
            abi.encodeCall(settlement.paySchemeFees, (HARBOUR, HKD, amountMinor, REASON))
        );

        Books memory is_ = _books(HARBOUR);
        _assertChanged(_before.scheme.balanceMinor, is_.scheme.balanceMinor, 0, amountMinor, "scheme");
        _assertWholeChanged(_before.inHub, is_.inHub, 0, amountMinor, "reserves in the hub");
        _assertWholeChanged(_before.atBank, is_.atBank, amountMinor, 0, "reserves at the bank");
        vm.assertEq(is_.bank.balanceMinor, _before.bank.balanceMinor, "settlement balance");
        _assertSame(is_);
    }

    function _given(BankId bank, BankId otherBank, uint16 otherCurrency) private {
        vm.assume(otherCurrency != HKD || !(otherBank == bank || otherBank == settlement.SCHEME()));
        (_otherBank, _otherCurrency) = (otherBank, otherCurrency);
        _before = _books(bank);
        vm.assume(_isCovered(_before.bank) && _isCovered(_before.scheme));
        vm.assume(_before.inHub <= _before.supply && _before.atBank <= _before.supply - _before.inHub);
    }

    function _assertSame(Books memory is_) private view {
        vm.assertTrue(_isCovered(is_.bank) && _isCovered(is_.scheme), "what is earmarked and owed is there");
        vm.assertEq(is_.bank.earmarkedMinor, _before.bank.earmarkedMinor, "earmarked");
        vm.assertEq(is_.supply, _before.supply, "reserves are neither made nor unmade");
        vm.assertEq(
            keccak256(abi.encode(is_.other)),
            keccak256(abi.encode(_before.other)),
            "no other bank's position changes"
        );
    }

    function _isCovered(ISettlementHub.Position memory own) private pure returns (bool) {
        return uint256(own.earmarkedMinor) + own.schemeFeesMinor + own.reservedMinor <= own.balanceMinor;
    }

    function _books(BankId bank) private view returns (Books memory) {
        return
            Books(
                settlement.position(bank, HKD),
                settlement.position(settlement.SCHEME(), HKD),
                settlement.position(_otherBank, _otherCurrency),
                reserves.balanceOf(address(settlement)),
                reserves.balanceOf(HARBOUR_RESERVES),
                reserves.totalSupply()
            );
    }
}
