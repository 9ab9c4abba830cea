// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {DepositToken} from "../../../contracts/money/DepositToken.sol";
import {BankId} from "../../../contracts/interfaces/Types.sol";
import {Walk} from "./Walk.sol";

/// Nobody spends more in a day than the tier allows, with however many accounts.
abstract contract DayLimits is Walk {
    function _checkDayLimits() internal view {
        for (uint256 h = 0; h < holders.length; ++h) {
            BankId bank = holders[h].bank;
            if (bank == JADE) continue;
            DepositToken token = deposits[bank][HKD];
            vm.assertTrue(token.spentToday(holders[h].actor.account) <= DAY_LIMIT_MINOR, "within the day's limit");
        }
        vm.assertEq(
            deposits[HARBOUR][HKD].spentToday(mei.account),
            deposits[HARBOUR][HKD].spentToday(holders[holders.length - 1].actor.account),
            "one person's accounts share one limit"
        );
    }
}
