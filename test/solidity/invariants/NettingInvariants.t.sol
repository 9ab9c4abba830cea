// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {console} from "hardhat/console.sol";
import {QueueBooks} from "./QueueBooks.sol";

/// I1 to I13 of settlement.md under random calls by every role, right and wrong ones: one long walk of the queue and of
/// its auction. I14, what a cut costs, is a rule of its own.
contract NettingInvariantsTest is QueueBooks {
    uint256 private constant FIRST_SEED = 20071; // another one: SEED=7 npx hardhat test solidity
    uint256 private constant CALLS = 32_000;
    uint256 private constant BOOKS_EVERY = 50;
    uint256 private constant CALLS_PER_SUCCESS = 320; // at most, of each kind

    function test_the_queue_settles_exactly_what_it_may_after_every_sequence_of_calls() public {
        uint256 seed = vm.envOr("SEED", FIRST_SEED);
        uint256 calls = vm.envOr("CALLS", CALLS);
        for (uint256 i = 0; i < calls; ++i) {
            this.step(uint256(keccak256(abi.encode(seed, i))));
            this.checkBalances();
            if (i % BOOKS_EVERY == 0) this.checkBooks();
        }
        this.checkBooks();
        this.checkAllStates();
        console.log("seed %d, %d calls, %d obligations", seed, calls, owed.length);
        console.log("  %d cuts while a bank was suspended", settledWhileSuspended);
        _requireSucceeded(calls / CALLS_PER_SUCCESS);
        vm.assertTrue(settledWhileSuspended >= calls / CALLS_PER_SUCCESS, "I10: everyone else's queue moves");
    }

    /// One call. External, as are the next, so that the memory it used is free again afterwards.
    function step(uint256 seed) external {
        dice = seed;
        if (_roll(8) == 0) _reinstate();
        uint256 which = _roll(168);
        if (which < 63) _queueSomething(which);
        else if (which < 103) _moveMoney(which - 63);
        else if (which < 138) _proposeSomething(which - 103);
        else _settleOutOfOrder(which - 138);
    }

    function checkBalances() external view {
        _checkI1ReservesAreConserved();
        _checkI2BalancesCoverWhatIsSpokenFor();
    }

    function checkBooks() external {
        _checkI1DepositsMoveWithReserves();
        _checkI3CursorsAndSequencesOnlyGrow();
        _checkI4StatesAreTheBooks();
        _checkI4BypassStatesAreTheBooks();
        _checkI5SumsAreTheBooks();
        _checkI6LimitsAreTheBooks();
        _checkI9CreditIsWithinItsLine();
    }

    function checkAllStates() external view {
        _checkI4AllStates();
    }

    function _settleOutOfOrder(uint256 which) private {
        if (which < 8) _enqueueBypass();
        else if (which < 10) _cancelBypass();
        else if (which < 22) _proposeBypass();
        else _settleBestBypass();
    }

    function _queueSomething(uint256 which) private {
        if (which < 23) _enqueue();
        else if (which < 28) _offer();
        else if (which < 33) _accept();
        else if (which < 35) _withdraw();
        else if (which < 45) _cancelWaiting();
        else if (which == 45) _cancelEnded();
        else if (which < 49) _setLimit();
        else if (which < 51) _liftLimit();
        else if (which < 54) _startPeriod();
        else if (which < 57) _setLine();
        else if (which == 57) _intrude();
        else if (which < 60) _suspend();
        else _toggleRelease();
    }

    function _moveMoney(uint256 which) private {
        if (which < 14) _payAcross();
        else if (which < 19) _holdForTable();
        else if (which < 22) _endHold(true);
        else if (which < 25) _endHold(false);
        else if (which < 28) _issueMore();
        else if (which < 31) _fundMore();
        else if (which < 34) _defundSome();
        else if (which < 36) _keepForQueue();
        else _collectFees();
    }

    function _proposeSomething(uint256 which) private {
        if (which < 2) _cutGreatest();
        else if (which < 12) _cutInTwo();
        else if (which < 16) _cutAtRandom();
        else if (which < 29) _cutStale();
        else _cutHostile();
    }
}
