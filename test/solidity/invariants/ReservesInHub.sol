// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {BankId} from "../../../contracts/interfaces/Types.sol";
import {Walk} from "./Walk.sol";

/// The sum of settlement balances is what the hub holds; that and what banks hold outside is the reserve supply, which
/// is what the operator issued less what it withdrew.
abstract contract ReservesInHub is Walk {
    function _checkReserves() internal view {
        for (uint256 i = 0; i < 2; ++i) {
            uint16 currency = i == 0 ? HKD : CNY;
            address token = address(reserves[currency]);
            uint256 inHub = settlement.settlementBalance(settlement.SCHEME(), currency);
            uint256 outside = 0;
            for (uint16 number = 1; number <= 3; ++number) {
                inHub += settlement.settlementBalance(BankId.wrap(number), currency);
                outside += reserves[currency].balanceOf(staff[BankId.wrap(number)].administrator);
            }
            vm.assertEq(inHub, reserves[currency].balanceOf(address(settlement)), "the hub holds what it owes");
            vm.assertEq(inHub + outside, reserves[currency].totalSupply(), "reserves are nowhere else");
            vm.assertEq(
                reserves[currency].totalSupply(),
                ledger.issued(token) - ledger.redeemed(token),
                "only the operator makes and unmakes reserves"
            );
        }
    }
}
