// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {INettingQueue} from "./INettingQueue.sol";
import {IParticipantRegistry} from "./IParticipantRegistry.sol";
import {BankId, Status} from "./Types.sol";

/// Where banks are square with each other: the only code that burns a deposit at one bank, moves reserves and mints a
/// deposit at another. All amounts in minor units.
///
/// Conservation: settling changes a bank's deposits by as much as its settlement balance, less the fees that it earned.
/// The sum of settlement balances in a currency, the scheme's among them, is the hub's holding of that reserve.
interface ISettlementHub {
    /// Who moves money for which payment.
    struct Route {
        bytes32 paymentId;
        uint16 currency;
        BankId payerBank;
        BankId payeeBank;
        address payer;
        address payee;
    }

    /// What a payment contract has decided: the payer gives the gross, the payee has it less the three fees.
    struct Split {
        uint256 grossMinor;
        uint256 interchangeMinor; // the payer's bank's
        uint256 schemeFeeMinor; // the scheme's, owed by the payee's bank
        uint256 acquirerFeeMinor; // the payee's bank's
    }

    /// What a bank has in the hub. `balanceMinor` holds all the rest: what is free is the balance less the others.
    struct Position {
        uint64 balanceMinor;
        uint64 earmarkedMinor; // for authorizations that are open
        uint64 schemeFeesMinor; // owed to the scheme, collected from time to time
        uint64 reservedMinor; // kept for the queue by the bank's own choice: cuts take it, instant payments do not
    }

    /// A bank's account in one currency, as the participant registry tells it. Amounts under the mark are told.
    struct Account {
        address depositToken;
        Status status;
        uint64 lowWaterMinor;
    }

    event SettlementBalanceFunded(
        BankId indexed bank,
        uint16 indexed currency,
        uint256 amountMinor,
        uint256 balanceMinor
    );
    event SettlementBalanceDefunded(
        BankId indexed bank,
        uint16 indexed currency,
        uint256 amountMinor,
        uint256 balanceMinor
    );
    /// Reserves moved between two banks. A payment within one bank moves none and emits nothing here.
    event ReservesSettled(
        bytes32 indexed paymentId,
        BankId indexed payerBank,
        BankId indexed payeeBank,
        uint16 currency,
        uint256 amountMinor
    );
    /// What is free at a bank fell under the bank's own mark.
    event SettlementBalanceLow(
        BankId indexed bank,
        uint16 indexed currency,
        uint256 availableMinor,
        uint256 lowWaterMinor
    );
    /// What a cut moved of a bank's reserves: in where positive, else out.
    event ReservesNetted(BankId indexed bank, uint16 indexed currency, int256 netMinor);
    event QueueReserveSet(BankId indexed bank, uint16 indexed currency, uint256 reservedMinor, bytes32 reason);
    event QueueAdmitted(address indexed queue);
    event QueueDismissed(address indexed queue);
    event LowWaterSet(BankId indexed bank, uint16 indexed currency, uint256 lowWaterMinor, bytes32 reason);
    event SchemeFeesCollected(BankId indexed bank, uint16 indexed currency, uint256 amountMinor);
    event SchemeFeesPaidOut(BankId indexed toBank, uint16 indexed currency, uint256 amountMinor, bytes32 reason);
    event SettlementAccountSet(BankId indexed bank, uint16 indexed currency, address depositToken, Status status);
    event CallerAdmitted(address indexed caller);
    event CallerRetired(address indexed caller, uint256 newPaymentsUntil);
    event CallerDismissed(address indexed caller);

    error SettlementBalanceTooLow(BankId bank, uint16 currency, uint256 available, uint256 needed);
    error SettlementAmountZero();
    error SettlementAmountTooLarge(uint256 amountMinor, uint256 allowed);
    error EarmarkTooSmall(BankId bank, uint16 currency, uint256 earmarked, uint256 needed);
    error CallerNotAdmitted(address caller);
    error CallerRetiring(address caller, uint256 timestamp, uint256 newPaymentsUntil);
    error CallerNotQueue(address caller);
    error NetNotZero(int256 netMinor);
    error CallerNotParticipants(address caller);

    /// The bank's treasury only: locks reserves of the bank's reserve account in the hub.
    function fund(BankId bank, uint16 currency, uint256 amountMinor) external;

    /// The bank's treasury only: gives free reserves back to the bank's reserve account.
    function defund(BankId bank, uint16 currency, uint256 amountMinor) external;

    /// The bank's treasury only.
    function setLowWater(BankId bank, uint16 currency, uint64 lowWaterMinor, bytes32 reason) external;

    /// The bank's treasury only: how much of its free reserves instant payments leave to the queue.
    function setQueueReserve(BankId bank, uint16 currency, uint64 reservedMinor, bytes32 reason) external;

    /// Admitted queues only, which answer for what is netted: moves between banks, in sum nothing. Sees all that is not
    /// earmarked or owed to the scheme, and takes first what was kept for the queue.
    function settleNet(uint16 currency, BankId[] calldata banks, int256[] calldata netMinor) external;

    /// An instant payment. Where the payer's bank is short and the payee's gave it credit, the customers are square at
    /// once and their banks by the queue. Admitted payment contracts only, which answer for who may pay whom how much, and for once
    /// only. Final: there is no way back but another payment.
    function settle(Route calldata route, Split calldata split) external;

    /// Sets aside the payer's deposits and the reserves that capturing all of it will need. Admitted callers only.
    function hold(Route calldata route, uint256 grossMinor, uint256 earmarkMinor) external;

    /// A capture: settles out of what was set aside. `earmarkMinor` is what this capture's share of the earmark was.
    /// Admitted callers only, retired ones too.
    function settleHeld(Route calldata route, Split calldata split, uint256 earmarkMinor) external;

    /// Frees what was set aside at `heldAt`. Admitted callers only, retired ones too.
    function release(Route calldata route, uint256 grossMinor, uint256 earmarkMinor, uint256 heldAt) external;

    /// A refund of what was paid at `paidAt`: from the route's payee, or from its bank's own means where that is zero,
    /// back to the route's payer. `split` is what it gives back: gross to the payer, interchange and acquirer's share
    /// returned by those who had them; no scheme fee. Admitted callers only, retired ones too.
    function refund(Route calldata route, Split calldata split, uint256 paidAt) external returns (bool isSuspended);

    /// Anyone: moves what a bank owes the scheme to the scheme's balance.
    function collectSchemeFees(BankId bank, uint16 currency) external;

    /// Operator's control only: to the scheme's own bank, into that bank's reserve account.
    function paySchemeFees(BankId toBank, uint16 currency, uint256 amountMinor, bytes32 reason) external;

    /// Who tells banks' standing.
    // solhint-disable-next-line func-name-mixedcase
    function PARTICIPANTS() external view returns (IParticipantRegistry);

    /// The participant registry only.
    function setAccount(BankId bank, uint16 currency, address depositToken, Status status) external;

    /// Governor only, with its delay.
    function admitCaller(address caller) external;

    /// Governor only, with its delay. The old payment hub makes no new payments from that time on; captures, voids,
    /// releases and refunds of what it made go on.
    function retireCaller(address caller, uint40 newPaymentsUntil) external;

    /// Governor only, with its delay: for good, once its payments have run off.
    function dismissCaller(address caller) external;

    /// Governor only, with its delay. Credit lines are this one's from now on; what others keep still settles.
    function admitQueue(INettingQueue queue) external;

    /// Governor only, with its delay: for good, once nothing waits in it.
    function dismissQueue(INettingQueue queue) external;

    function isQueue(address queue) external view returns (bool);

    /// Reserves that `bank` has locked in the hub; the scheme's are bank 0's.
    function settlementBalance(BankId bank, uint16 currency) external view returns (uint256 balanceMinor);

    /// What instant payments and {defund} can take.
    function availableBalance(BankId bank, uint16 currency) external view returns (uint256 availableMinor);

    function position(BankId bank, uint16 currency) external view returns (Position memory);

    function account(BankId bank, uint16 currency) external view returns (Account memory);

    function isAdmittedCaller(address caller) external view returns (bool);
}
