// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {BankId} from "../../../contracts/interfaces/Types.sol";
import {Walk} from "./Walk.sol";

/// All of a bank's deposits are held by the customers whom this walk knows: nobody else ever got any.
abstract contract HoldersAreCustomers is Walk {
    function _checkHolders() internal view {
        for (uint16 number = 1; number <= 3; ++number) {
            BankId bank = BankId.wrap(number);
            uint256 heldMinor = 0;
            for (uint256 h = 0; h < holders.length; ++h) {
                if (holders[h].bank == bank) heldMinor += deposits[bank][HKD].balanceOf(holders[h].actor.account);
            }
            vm.assertEq(heldMinor, deposits[bank][HKD].totalSupply(), "deposits are held by the bank's customers");
        }
    }
}
