// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {BankId} from "../../../contracts/interfaces/Types.sol";
import {Walk} from "./Walk.sol";

/// Books kept from events alone equal storage.
abstract contract LedgerFromEvents is Walk {
    function _checkLedger() internal view {
        for (uint16 number = 1; number <= 3; ++number) {
            BankId bank = BankId.wrap(number);
            for (uint256 i = 0; i < 2; ++i) {
                uint16 currency = i == 0 ? HKD : CNY;
                vm.assertEq(
                    ledger.settlement(currency, number),
                    settlement.settlementBalance(bank, currency),
                    "settlement balance by events"
                );
                vm.assertEq(
                    ledger.schemeFees(currency, number),
                    settlement.position(bank, currency).schemeFeesMinor,
                    "scheme fees by events"
                );
                vm.assertEq(
                    ledger.balance(address(reserves[currency]), staff[bank].administrator),
                    reserves[currency].balanceOf(staff[bank].administrator),
                    "reserves by events"
                );
                address token = address(deposits[bank][currency]);
                if (token == address(0)) continue;
                vm.assertEq(ledger.supply(token), deposits[bank][currency].totalSupply(), "supply by events");
                for (uint256 h = 0; h < holders.length; ++h) {
                    address account = holders[h].actor.account;
                    vm.assertEq(
                        ledger.balance(token, account),
                        deposits[bank][currency].balanceOf(account),
                        "deposits by events"
                    );
                    vm.assertEq(
                        ledger.held(token, account),
                        deposits[bank][currency].heldOf(account),
                        "holds by events"
                    );
                    vm.assertTrue(
                        ledger.held(token, account) <= ledger.balance(token, account),
                        "holds are within the balance"
                    );
                }
            }
        }
    }
}
