// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {BankId} from "./Types.sol";

/// Obligations between banks that could not or need not settle at once. Anyone proposes a cut, which says how many of
/// each bank's first obligations settle together; it is verified for a price that does not depend on their number.
///
/// A bank's obligations in one currency and rank are a queue, in the order of their sequence numbers. A queue consists of
/// lanes: one for each counterparty, and one more for each second currency of obligations that settle both or neither.
/// A lane is append-only; what is settled of it is what lies before its cursor and was not cancelled. Nobody owns this
/// contract, and nobody moves anything in it but by {settleCut}. Amounts in minor units.
interface INettingQueue {
    /// In which order a bank's queues in one currency settle: none while a more urgent one waits.
    enum Rank {
        Credit, // owed by a credit line that was used: nobody can hold, cancel or overtake it
        Urgent,
        Normal,
        Low
    }

    /// In one storage slot.
    struct Lane {
        BankId payer;
        BankId payee;
        uint16 currency;
        uint16 counterCurrency; // in which the payee pays the payer; 0: it does not
        Rank rank;
        uint32 length;
        uint32 cursor; // how many of the first were settled, or cancelled, by cuts
        uint32 live; // that were neither settled nor cancelled
        uint32 cancelled; // ever
        Leg halfCut; // while a cut is verified: whose queue was cut, and the other bank's not yet
    }

    /// Of a linked lane: which of its two banks' queues.
    enum Leg {
        None,
        Payers,
        Payees
    }

    /// One obligation, in one storage slot: sums with all before it in its lane, and its place in its payer's queue.
    struct Entry {
        uint96 sumMinor;
        uint96 counterSumMinor;
        uint32 sequence;
        uint32 counterSequence;
    }

    /// Two payments that settle both or neither: the payer pays the payee in one currency and is paid in another.
    struct LinkedTerms {
        BankId payer;
        BankId payee;
        uint16 currency;
        uint16 counterCurrency;
        uint256 amountMinor;
        uint256 counterAmountMinor;
        Rank rank;
        bytes32 linkReference;
    }

    /// What of one queue settles: all whose sequence is at most `upTo`. `indices` says it lane by lane, in the queue's
    /// order: how many of the lane's first. One that is behind the lane's cursor, or missing, counts as the cursor.
    struct QueueCut {
        uint16 currency;
        BankId payer;
        Rank rank;
        uint32 upTo;
        uint32[] indices;
    }

    /// Of the auction: an obligation that may settle out of order, and its index there.
    struct SetPayment {
        BankId payer;
        BankId payee;
        uint64 amountMinor;
        uint32 index;
    }

    enum State {
        Waiting,
        Settled,
        Cancelled
    }

    event LaneOpened(
        uint32 indexed lane,
        BankId indexed payer,
        BankId indexed payee,
        uint16 currency,
        uint16 counterCurrency,
        Rank rank
    );
    event ObligationQueued(
        uint32 indexed lane,
        uint256 index,
        uint256 sequence,
        uint256 amountMinor,
        uint256 counterAmountMinor,
        bytes32 indexed obligationReference
    );
    event ObligationCancelled(uint32 indexed lane, uint256 index, bytes32 reason);
    event LinkOffered(bytes32 indexed terms, BankId indexed payer, BankId indexed payee, LinkedTerms offered);
    event LinkWithdrawn(bytes32 indexed terms);
    event CancellationWished(uint32 indexed lane, uint256 index, BankId indexed bank);
    event BilateralLimitSet(
        uint16 indexed currency,
        BankId indexed payer,
        BankId indexed payee,
        uint256 limitMinor,
        bytes32 reason
    );
    event BilateralLimitLifted(uint16 indexed currency, BankId indexed payer, BankId indexed payee, bytes32 reason);
    event LimitPeriodStarted(uint16 indexed currency, BankId indexed payer, BankId indexed payee);
    event PaymentsToSuspendedBankReleased(BankId indexed bank, bool isReleased, bytes32 reason);
    event CreditLineSet(
        uint16 indexed currency,
        BankId indexed payee,
        BankId indexed payer,
        uint256 lineMinor,
        bytes32 reason
    );
    event CreditUsed(
        uint16 indexed currency,
        BankId indexed payee,
        BankId indexed payer,
        uint256 amountMinor,
        uint256 usedMinor
    );
    /// One of a lane's cuts: what was settled of it, up to which index.
    event LaneSettled(uint32 indexed lane, uint256 cursor, uint256 payments);
    /// `netMinor` is what had to move for all of it.
    event CutSettled(
        uint16 indexed currency,
        address indexed proposer,
        uint256 grossMinor,
        uint256 netMinor,
        uint256 payments
    );

    error ObligationAmountZero();
    error ObligationAmountTooLarge(uint256 amountMinor, uint256 allowed);
    error ObligationToOneself(BankId bank);
    error RankNotOffered(Rank rank);
    error QueueReasonMissing();
    error BankMayNotQueue(BankId bank, uint16 currency);
    error LinkInOneCurrency(uint16 currency);
    error LinkNotOffered(bytes32 terms);
    error LinkOfferedAlready(bytes32 terms);
    error LaneUnknown(uint32 lane);
    error ObligationUnknown(uint32 lane, uint256 index);
    error ObligationNotWaiting(uint32 lane, uint256 index, State state);
    error BilateralLimitNotSet(uint16 currency, BankId payer, BankId payee);
    error CreditNotCancelled(uint32 lane);
    error CreditLineTooShort(uint256 usedMinor, uint256 lineMinor);
    error CallerNotSettlementHub(address caller);

    error CutNamesNotAscending(uint256 place);
    error TooManyBanks(uint256 banks, uint256 allowed);
    error CurrencyNotNamed(uint16 currency);
    error BankNotNamed(BankId bank);
    error TooManyIndices(uint256 indices, uint256 lanes);
    error CutBeyondLane(uint32 lane, uint256 index, uint256 length);
    error CutNotFifo(uint32 lane, uint256 index, uint256 upTo);
    error RankNotEmpty(BankId payer, uint16 currency, Rank rank);
    error LinkedLegMissing(uint256 lanes);
    error BilateralLimitExceeded(uint16 currency, BankId payer, BankId payee, uint256 outflowMinor, uint256 allowed);
    error CutEmpty();
    error PairStandsStill(BankId payer, BankId payee);
    error CallerNotBypassAuction(address caller);

    /// The payer's treasury only. The amount is at most 2^64 − 1.
    function enqueue(
        uint16 currency,
        BankId payer,
        BankId payee,
        uint256 amountMinor,
        Rank rank,
        bytes32 obligationReference
    ) external returns (uint32 lane, uint256 index);

    /// The payer's treasury offers, and can withdraw until the payee's accepts. Once for the same terms at a time.
    function offerLinked(LinkedTerms calldata terms) external returns (bytes32 id);

    function withdrawLinked(LinkedTerms calldata terms) external;

    /// The payee's treasury only: both obligations join the two banks' queues at once.
    function enqueueLinked(LinkedTerms calldata terms) external returns (uint32 lane, uint256 index);

    /// The payer's treasury only, of what waits. A linked one ends once both banks have asked for it.
    function cancel(uint32 lane, uint256 index, bytes32 reason) external;

    /// The payer's treasury only: what it pays the payee by cuts, less what it has from it, since the period's start.
    /// One under what is used already is used up.
    function setBilateralLimit(uint16 currency, BankId payer, BankId payee, uint64 limitMinor, bytes32 reason) external;

    function liftBilateralLimit(uint16 currency, BankId payer, BankId payee, bytes32 reason) external;

    /// The payer's treasury only: what is used counts from zero again.
    function startLimitPeriod(uint16 currency, BankId payer, BankId payee) external;

    /// Operator's control only: whether what a suspended bank is owed settles, or waits.
    function setRelease(BankId bank, bool isReleased, bytes32 reason) external;

    /// The payee's treasury only, and its risk: how much the payer may owe it by payments that its settlement balance
    /// did not cover. One under what is owed lets nothing more in.
    function setCreditLine(uint16 currency, BankId payee, BankId payer, uint64 lineMinor, bytes32 reason) external;

    /// The settlement hub only: an instant payment that its payer's bank owes by the payee's credit line.
    function enqueueCredit(
        uint16 currency,
        BankId payer,
        BankId payee,
        uint256 amountMinor,
        bytes32 paymentId
    ) external;

    /// Anyone. `currencies` and `banks`, ascending, are all that the cuts concern. Of one bank and currency the more
    /// urgent ranks come first. Reverts unless the cut is feasible and first in, first out; changes nothing then.
    function settleCut(uint16[] calldata currencies, BankId[] calldata banks, QueueCut[] calldata cuts) external;

    /// The bypass auction only: settles all of them after every rank of their payers, or reverts. Its event names the
    /// auction as the proposer.
    function settleSet(uint16 currency, BankId[] calldata banks, SetPayment[] calldata payments) external;

    function lane(uint32 id) external view returns (Lane memory);

    /// The lanes of a queue, in the order in which a cut gives their indices.
    function lanes(uint16 currency, BankId payer, Rank rank) external view returns (uint32[] memory);

    /// The lane's obligations from one index to before another, or to its end.
    function entries(uint32 lane, uint256 from, uint256 to) external view returns (Entry[] memory);

    /// The indices of what was cancelled of a lane, from `from` on.
    function cancelledFrom(uint32 lane, uint256 from) external view returns (uint256[] memory);

    function stateOf(uint32 lane, uint256 index) external view returns (State);

    /// What waits in a lane, of its payer and, where it is linked, of its payee.
    function waiting(uint32 lane) external view returns (uint256 amountMinor, uint256 counterAmountMinor);

    /// What has been settled of a lane, ever.
    function settled(uint32 lane) external view returns (uint256 amountMinor, uint256 counterAmountMinor);

    /// `roomMinor` is what may still go out; more than the limit where more came in than went out.
    function bilateralLimit(
        uint16 currency,
        BankId payer,
        BankId payee
    ) external view returns (bool isSet, uint256 limitMinor, uint256 roomMinor);

    /// To whom the bank pays by cuts no more than a limit.
    function limitedPayees(uint16 currency, BankId payer) external view returns (BankId[] memory);

    function creditLine(
        uint16 currency,
        BankId payee,
        BankId payer
    ) external view returns (uint256 lineMinor, uint256 usedMinor);

    /// How much more the payer may owe.
    function creditRoom(uint16 currency, BankId payee, BankId payer) external view returns (uint256 roomMinor);

    function isReleased(BankId bank) external view returns (bool);
}
