// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {BankId} from "../../../contracts/interfaces/Types.sol";
import {ISettlementHub} from "../../../contracts/interfaces/ISettlementHub.sol";
import {Walk} from "./Walk.sol";

/// Beside issue and redeem, a bank's deposits change by exactly what its own settlement balance changed by payments, less
/// the fees that it earned: settlement.md, 1.
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
                ISettlementHub.Position memory own = settlement.position(BankId.wrap(number), currency);
                int256 byReserves =
                    int256(uint256(own.balanceMinor)) -
                        int256(uint256(own.schemeFeesMinor)) -
                        ledger.fundedNet(currency, number) -
                        ledger.feesEarned(currency, number);
                vm.assertEq(byBank, byReserves, "deposits move with the reserves");
                int256 byEvents =
                    ledger.settledNet(currency, number) -
                        int256(ledger.schemeOwed(currency, number)) -
                        ledger.feesEarned(currency, number);
                vm.assertEq(byBank, byEvents, "and so the events say");
            }
        }
    }
}
