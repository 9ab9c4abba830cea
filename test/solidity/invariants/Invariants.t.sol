// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {console} from "hardhat/console.sol";
import {Conservation} from "./Conservation.sol";
import {DayLimits} from "./DayLimits.sol";
import {Earmarks} from "./Earmarks.sol";
import {HoldersAreCustomers} from "./HoldersAreCustomers.sol";
import {LedgerFromEvents} from "./LedgerFromEvents.sol";
import {PaidOnce} from "./PaidOnce.sol";
import {ReservesInHub} from "./ReservesInHub.sol";

/// What holds after every sequence of calls by every role. The walk is one long sequence, so that rare states are met;
/// conservation is checked after each call, the whole books after every so many.
contract InvariantsTest is
    Conservation,
    ReservesInHub,
    HoldersAreCustomers,
    PaidOnce,
    LedgerFromEvents,
    Earmarks,
    DayLimits
{
    uint256 private constant FIRST_SEED = 20071; // another one: SEED=7 npx hardhat test solidity
    uint256 private constant CALLS = 20_000; // fewer, where the walk is only one of many things to try: CALLS=2000
    uint256 private constant BOOKS_EVERY = 200;
    uint256 private constant CALLS_PER_SUCCESS = 200; // at most, of each kind

    function test_money_is_conserved_and_the_books_are_right_after_every_sequence_of_calls() public {
        uint256 seed = vm.envOr("SEED", FIRST_SEED);
        uint256 calls = vm.envOr("CALLS", CALLS);
        for (uint256 i = 0; i < calls; ++i) {
            this.step(uint256(keccak256(abi.encode(seed, i))));
            this.checkConservation();
            if (i % BOOKS_EVERY == 0) this.checkBooks();
        }
        this.checkBooks();
        console.log("seed %d, %d calls, %d payments", seed, calls, ledger.payments());
        _requireSucceeded(calls / CALLS_PER_SUCCESS);
    }

    /// External, as is the next, so that the memory it used is free again afterwards.
    function checkConservation() external view {
        _checkConservation();
    }

    function checkBooks() external {
        _checkReserves();
        _checkHolders();
        _checkPaidOnce();
        _checkLedger();
        _checkEarmarks();
        _checkDayLimits();
    }
}
