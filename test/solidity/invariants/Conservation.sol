// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {BankId} from "../../../contracts/interfaces/Types.sol";
import {Walk} from "./Walk.sol";

/// Beside issue and redeem, a bank's deposits change by exactly what its settlement balance changed by payments.
abstract contract Conservation is Walk {
    function _checkConservation() internal view {
        for (uint16 number = 1; number <= 3; ++number) {
            for (uint256 i = 0; i < 2; ++i) {
                uint16 currency = i == 0 ? HKD : CNY;
                address token = address(deposits[BankId.wrap(number)][currency]);
                if (token == address(0)) continue;
                int256 byBank =
                    int256(deposits[BankId.wrap(number)][currency].totalSupply()) -
                        int256(ledger.issued(token)) +
                        int256(ledger.redeemed(token));
                int256 byReserves =
                    int256(settlement.settlementBalance(BankId.wrap(number), currency)) -
                        ledger.fundedNet(currency, number);
                vm.assertEq(byBank, byReserves, "deposits move with the reserves");
                vm.assertEq(byBank, ledger.settledNet(currency, number), "and so the events say");
            }
        }
    }
}
