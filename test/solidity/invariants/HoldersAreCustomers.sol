// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {BankId} from "../../../contracts/interfaces/Types.sol";
import {DepositToken} from "../../../contracts/money/DepositToken.sol";
import {Walk} from "./Walk.sol";

/// All of a bank's deposits are held by the customers whom this walk knows: nobody else ever got any.
abstract contract HoldersAreCustomers is Walk {
    function _checkHolders() internal view {
        for (uint16 number = 1; number <= 3; ++number) {
            BankId bank = BankId.wrap(number);
            for (uint256 i = 0; i < 2; ++i) {
                DepositToken token = deposits[bank][i == 0 ? HKD : CNY];
                if (address(token) == address(0)) continue;
                uint256 heldMinor = token.balanceOf(address(token)); // refunds that reached nobody yet
                for (uint256 h = 0; h < holders.length; ++h) {
                    if (holders[h].bank == bank) heldMinor += token.balanceOf(holders[h].actor.account);
                }
                vm.assertEq(heldMinor, token.totalSupply(), "deposits are held by the bank's customers");
            }
        }
    }
}
