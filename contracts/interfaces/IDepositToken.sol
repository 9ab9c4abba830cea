// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {BankId, Status} from "./Types.sol";

/// Deposits at one bank in one currency: a claim on that bank, which only its own customers can hold. ERC-20, ERC-2612
/// (permit) and ERC-3009 (signed transfers) between customers of the bank. All amounts in minor units.
///
/// What an account may spend is max(0, balance − holds − frozen). Holds are for payments that were authorized, freezes
/// are by order of a court or an authority; the two are counted apart.
interface IDepositToken is IERC20 {
    /// A tier's limits, for all accounts of one customer together. Tier 0 has none and needs no row; what is not set
    /// is zero, so that a tier that the bank forgot lets nothing through.
    struct TierLimits {
        uint64 paymentMinor; // of one payment or transfer
        uint64 dayMinor; // spent in one of the bank's calendar days
        uint64 balanceMinor; // kept in all, as payments and transfers come in
    }

    /// What the bank's own ledger said at a block, signed by its attester. EIP-712, over the token's domain.
    struct DepositAttestation {
        uint256 blockNumber;
        uint256 supplyMinor; // of the token at the end of that block
        uint256 ledgerTotalMinor; // of the customers' accounts in the bank's ledger
    }

    /// What a bank can stop for all of its customers in one currency. What completes or frees a payment that was
    /// authorized, and refunds, is never stopped.
    enum Pausable {
        Issue,
        Redeem,
        Transfer,
        Pay
    }

    event DepositsIssued(address indexed account, uint256 amountMinor, bytes32 reason);
    event DepositsRedeemed(address indexed account, uint256 amountMinor, bytes32 reason);
    event DepositsFrozen(address indexed account, uint256 frozenMinor, bytes32 reason);
    event DepositsUnfrozen(address indexed account, uint256 frozenMinor, bytes32 reason);
    event DepositsForced(address indexed from, address indexed to, uint256 amountMinor, bytes32 reason);
    event DepositsHeld(address indexed account, uint256 amountMinor, uint256 heldMinor);
    event HoldEnded(address indexed account, uint256 amountMinor, uint256 heldMinor);
    event RefundSuspended(address indexed account, uint256 amountMinor, uint256 suspendedMinor);
    event SuspendedRefundPaid(address indexed account, address indexed to, uint256 amountMinor, bytes32 reason);
    event TierLimitsSet(uint8 indexed tier, TierLimits limits, bytes32 reason);
    event IssuanceCapSet(uint256 capMinor, uint256 windowSeconds, bytes32 reason);
    event DayOffsetSet(int256 offsetMinutes, uint256 effectiveFrom, bytes32 reason);
    event AttestationAgeSet(uint256 maxAgeSeconds, bytes32 reason);
    event FunctionPaused(Pausable indexed what, bytes32 reason);
    event FunctionResumed(Pausable indexed what, bytes32 reason);
    event DepositsAttested(
        address indexed attester,
        uint256 blockNumber,
        uint256 supplyMinor,
        uint256 ledgerTotalMinor,
        bool isMatched
    );

    error DepositAmountZero();
    error DepositBalanceTooLow(address account, uint256 spendable, uint256 needed);
    error HoldTooSmall(address account, uint256 heldMinor, uint256 needed);
    error ReasonMissing();
    error FunctionIsPaused(Pausable what);
    error FunctionNotPaused(Pausable what);
    error PaymentLimitExceeded(address account, uint256 amountMinor, uint256 allowed);
    error DailyLimitExceeded(address account, uint256 spentMinor, uint256 allowed);
    error BalanceLimitExceeded(address account, uint256 balanceMinor, uint256 allowed);
    error IssuanceCapExceeded(uint256 amountMinor, uint256 available);
    error AttestationStale(uint256 attestedAt, uint256 oldestAllowed);
    error AttestationNotNewer(uint256 blockNumber, uint256 attestedBlock);
    error AttestationBlockUnknown(uint256 blockNumber, uint256 oldestAllowed);
    error AttesterNotIndependent(address attester);
    error ForcedTransferToOneself(address account);
    error ForcedTransferExceedsFrozen(uint256 amountMinor, uint256 frozenMinor);
    error FreezeNotLower(uint256 frozenMinor, uint256 current);
    error FreezeNotHigher(uint256 frozenMinor, uint256 current);
    error SuspendedRefundTooSmall(address account, uint256 suspendedMinor, uint256 needed);
    error SuspenseAccountUntouchable(address account);
    error NotTheSameCustomer(address account, address other);
    error TooManyAccounts(uint256 accounts, uint256 allowed);
    error DayOffsetInvalid(int256 offsetMinutes, int256 allowed);
    error CallerNotSettlement(address caller);
    error CallerNotRegistry(address caller);

    // The bank's people

    /// The bank's issuance only, against money that the customer brought: within the issuance cap, while the bank's
    /// attestation is fresh.
    function issue(address account, uint256 amountMinor, bytes32 reason) external;

    /// The bank's issuance only: the counterpart of {issue}, paid out to the customer by the bank. From an account of
    /// any standing, so that one that was closed can be emptied; never what is held or frozen.
    function redeem(address account, uint256 amountMinor, bytes32 reason) external;

    /// The bank's compliance only: raises the frozen sum. Above 2^56 − 1 all that is there and comes in stays frozen.
    function freeze(address account, uint256 frozenMinor, bytes32 reason) external;

    /// The bank's administration only: lowers the frozen sum.
    function unfreeze(address account, uint256 frozenMinor, bytes32 reason) external;

    /// The bank's administration only, of what is frozen and not held, to another customer of the bank, never to another
    /// account of the same. The frozen sum falls by as much.
    function forceTransfer(address from, address to, uint256 amountMinor, bytes32 reason) external;

    /// The bank's administration only: pays a refund that could not reach its customer to another active account of the
    /// same customer, or to the same one when it is active again.
    function paySuspendedRefund(address account, address to, uint256 amountMinor, bytes32 reason) external;

    /// The bank's administration only.
    function setTierLimits(uint8 tier, TierLimits calldata limits, bytes32 reason) external;

    /// The bank's administration only. Up to `capMinor` can be issued at once; it refills evenly over `windowSeconds`.
    function setIssuanceCap(uint256 capMinor, uint256 windowSeconds, bytes32 reason) external;

    /// The bank's administration only. The bank's day begins at midnight UTC less this many minutes; the new offset
    /// counts from the end of the running day.
    function setDayOffset(int256 offsetMinutes, bytes32 reason) external;

    /// Governor only, with its delay. 0: issuance asks for no attestation.
    function setAttestationAge(uint256 maxAgeSeconds, bytes32 reason) external;

    /// The bank's compliance only.
    function pause(Pausable what, bytes32 reason) external;

    /// The bank's administration only.
    function resume(Pausable what, bytes32 reason) external;

    /// Anyone brings it. The signer holds the bank's attestation duty and neither issues nor approves at the bank.
    /// Where the two sums differ this is recorded, and does not make issuance fresh.
    function attest(DepositAttestation calldata attestation, bytes calldata signature) external;

    // The settlement hub, which answers for the payer's consent, for the reserves and for the fees

    /// An instant payment out of the bank.
    function debit(address payer, uint256 amountMinor) external;

    /// A payment into the bank.
    function credit(address payee, uint256 amountMinor) external;

    /// An instant payment within the bank: `netMinor` arrives, `feeMinor` is the bank's, the scheme's share among it.
    function move(address payer, address payee, uint256 netMinor, uint256 feeMinor) external;

    /// Sets `amountMinor` aside for a payment. Counts as spent on this day.
    function hold(address payer, uint256 amountMinor) external;

    /// A captured payment out of the bank, whatever limits and freezes came since.
    function debitHeld(address payer, uint256 amountMinor) external;

    /// A captured payment within the bank.
    function moveHeld(address payer, address payee, uint256 netMinor, uint256 feeMinor) external;

    /// A captured payment into the bank, whatever the payee's standing came to since.
    function creditCaptured(address payee, uint256 amountMinor) external;

    /// Frees what was set aside at `authorizedAt`; on the same day it can be spent again.
    function release(address payer, uint256 amountMinor, uint256 authorizedAt) external;

    /// A refund, out of the merchant's account.
    function debitRefund(address merchantAccount, uint256 amountMinor) external;

    /// A refund of what was paid at `paidAt`; on the same day it can be spent again. Where the account takes no money it
    /// waits in the bank's suspense account, and the answer is true.
    function creditRefund(address payer, uint256 amountMinor, uint256 paidAt) external returns (bool isSuspended);

    /// Both within one bank: the merchant's account gives `owedMinor` of the `amountMinor` that the payer gets; the rest
    /// is the bank's fee coming back.
    function moveRefund(
        address merchantAccount,
        address payer,
        uint256 amountMinor,
        uint256 owedMinor,
        uint256 paidAt
    ) external returns (bool isSuspended);

    // The registries, which answer for who is who

    /// Before a refund that the bank makes of its own: counted as if it were issued, so refused where that would be.
    function stepIn(uint256 amountMinor) external;

    /// The customer registry only: the account's standing, where its money is.
    function setStanding(address account, uint32 customer, Status status, uint8 tier, uint40 validUntil) external;

    /// The participant registry only: the bank's standing.
    function setBankStatus(Status status) external;

    // Views

    function bank() external view returns (BankId);

    /// ISO 4217 number.
    function currency() external view returns (uint16);

    function spendableOf(address account) external view returns (uint256 spendableMinor);

    function heldOf(address account) external view returns (uint256 heldMinor);

    function frozenOf(address account) external view returns (uint256 frozenMinor);

    /// By all accounts of the same customer, in the bank's running day.
    function spentToday(address account) external view returns (uint256 spentMinor);

    /// Refunds that wait in the suspense account, which is the token's own address, for this customer's account.
    function suspendedRefundOf(address account) external view returns (uint256 suspendedMinor);

    function tierLimits(uint8 tier) external view returns (TierLimits memory);

    /// What can be issued now, as far as the cap goes.
    function issuable() external view returns (uint256 amountMinor);

    function isPaused(Pausable what) external view returns (bool);

    /// When an attestation last matched, Unix seconds, and the block that the last one was for.
    function lastAttestation() external view returns (uint256 attestedAt, uint256 blockNumber);

    function attestationDigest(DepositAttestation calldata attestation) external view returns (bytes32);
}
