// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {INettingQueue} from "./INettingQueue.sol";
import {BankId} from "./Types.sol";

/// Obligations that may settle out of order, once nothing more urgent of their payer waits in {INettingQueue}. To find
/// the set of most value is hard, and to verify one is not: so anyone proposes a set, each is verified and scored from
/// what is stored, and after some blocks the best settles; the next best if that one no longer can. Nobody owns this
/// contract. Amounts in minor units; obligations go by their index in their currency, from zero on.
interface IBypassAuction {
    /// In one storage slot; whether it has settled is a bit apart.
    struct BypassObligation {
        BankId payer;
        BankId payee;
        uint64 amountMinor;
        bool isCancelled;
    }

    struct Candidate {
        bytes32 id; // keccak256 of its banks and indices, ABI-encoded
        uint96 valueMinor;
        address proposer;
    }

    /// All that the indices concern, and those of their more urgent obligations that are suspended, ascending; and the
    /// obligations that settle, ascending.
    struct Set {
        BankId[] banks;
        uint32[] indices;
    }

    event BypassQueued(
        uint16 indexed currency,
        BankId indexed payer,
        BankId indexed payee,
        uint256 index,
        uint256 amountMinor,
        bytes32 obligationReference
    );
    event BypassCancelled(uint16 indexed currency, uint256 index, bytes32 reason);
    event AuctionOpened(uint16 indexed currency, uint256 closesAt);
    event CandidateKept(
        uint16 indexed currency,
        bytes32 indexed id,
        address indexed proposer,
        uint256 valueMinor,
        Set candidate
    );
    /// It could no longer settle, and why: the error that refused it.
    event CandidateFell(uint16 indexed currency, bytes32 indexed id, bytes refusal);
    event BypassSettled(uint16 indexed currency, bytes32 indexed id, uint256 valueMinor, uint32[] indices);
    event AuctionEnded(uint16 indexed currency);

    error BypassUnknown(uint16 currency, uint256 index);
    error BypassNotWaiting(uint16 currency, uint256 index, INettingQueue.State state);
    error SetTooLarge(uint256 obligations, uint256 allowed);
    error SetNotAscending(uint256 place);
    error AuctionClosed(uint16 currency, uint256 blockNumber, uint256 closesAt);
    error AuctionNotClosed(uint16 currency, uint256 blockNumber, uint256 closesAt);
    error AuctionNotOpen(uint16 currency);
    error CandidateKnown(bytes32 id);
    error CandidateNotBetter(uint256 valueMinor, uint256 leastMinor);
    error CandidateNotNext(uint256 place, bytes32 id, bytes32 allowed);
    error CandidateMissing(uint256 candidates, uint256 allowed);
    error TooManySets(uint256 sets, uint256 allowed);
    error GasTooLow(uint256 gasLeft, uint256 needed);
    /// What {attempt} always ends with where the set is feasible, so that nothing of it stays.
    error SetFeasible(uint256 valueMinor);

    /// The payer's treasury only. The amount is at most 2^64 − 1.
    function enqueue(
        uint16 currency,
        BankId payer,
        BankId payee,
        uint256 amountMinor,
        bytes32 obligationReference
    ) external returns (uint256 index);

    /// The payer's treasury only, of what waits. Of a candidate that holds it, the rest can still settle.
    function cancel(uint16 currency, uint256 index, bytes32 reason) external;

    /// Anyone. Reverts unless the set is feasible now and better than the least of those kept where these are as many as
    /// can be. What no longer waits is passed over. The first one of a currency opens its auction.
    function propose(uint16 currency, Set calldata candidate) external returns (uint256 valueMinor);

    /// Anyone, once the auction is closed. `sets` are the candidates from the best on, as far as it takes for one to
    /// settle, and where none does one more: the fallback, which needs to be feasible and no more than that. Without a
    /// fallback the auction ends with nothing settled. Where the gas is not enough for the next candidate, those that
    /// fell are forgotten and the auction stays closed: the rest is for another call.
    function settleBest(uint16 currency, Set[] calldata sets) external;

    /// Reverts, always: with {SetFeasible} where the set would settle now, else with what stands in its way.
    function attempt(uint16 currency, Set calldata candidate) external;

    function count(uint16 currency) external view returns (uint256);

    /// Whatever lies before it has settled or was cancelled.
    function waitingFrom(uint16 currency) external view returns (uint256 index);

    /// From one index to before another, or to the end.
    function obligations(
        uint16 currency,
        uint256 from,
        uint256 to
    ) external view returns (BypassObligation[] memory rows, INettingQueue.State[] memory states);

    function stateOf(uint16 currency, uint256 index) external view returns (INettingQueue.State);

    /// From the best on. `openedAt` and `closesAt` are block numbers, 0 where no auction is open; candidates are taken
    /// before the second.
    function auction(
        uint16 currency
    ) external view returns (uint256 openedAt, uint256 closesAt, Candidate[] memory candidates);
}
