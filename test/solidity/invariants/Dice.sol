// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {console} from "hardhat/console.sol";
import {Test} from "../support/Test.sol";

/// The dice of a walk, and how often each kind of call was tried and succeeded.
abstract contract Dice is Test {
    mapping(string name => uint256) public tried;
    mapping(string name => uint256) public succeeded;
    string[] internal names;
    uint256 internal dice;

    function _roll(uint256 sides) internal returns (uint256) {
        dice = uint256(keccak256(abi.encode(dice)));
        return dice % sides;
    }

    function _countTry(string memory name) internal {
        if (tried[name]++ == 0) names.push(name);
    }

    /// Each kind but trespass, which never succeeds, has succeeded so often.
    function _requireSucceeded(uint256 times) internal view {
        for (uint256 n = 0; n < names.length; ++n) {
            console.log("  %s: %d of %d succeeded", names[n], succeeded[names[n]], tried[names[n]]);
        }
        for (uint256 n = 0; n < names.length; ++n) {
            if (keccak256(bytes(names[n])) == keccak256("trespass")) continue;
            vm.assertTrue(succeeded[names[n]] >= times, names[n]);
        }
    }
}
