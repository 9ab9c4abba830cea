// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {FeeSplit, FeeTerms} from "../payment/FeeTerms.sol";
import {PaymentApproval, PaymentRequest, SignedRequest} from "../payment/PaymentTypes.sol";
import {BankId} from "./Types.sol";

/// The life of a payment: pay · authorize → capture* → void | release · refund*. All amounts in minor units.
///
/// A payment's id is its request's EIP-712 digest; for a static request, which many pay, it is
/// keccak256(digest, payer, nonce). Its state is one storage slot; the terms come back with each later call and must
/// hash to it. The three windows never overlap: authorize before the request's expiresAt, capture before captureBefore,
/// refund before refundBefore, each at most where the next begins.
interface IPaymentHub {
    /// What was agreed. Its hash stands in the payment's slot, so that whoever names the terms later proves them.
    struct PaymentTerms {
        bytes8 merchantId;
        address payer;
        BankId payerBank;
        BankId acquirer;
        uint16 currency;
        uint256 amountMinor; // with tip
        FeeTerms feeTerms;
        uint64 madeAt; // Unix seconds
        uint64 captureBefore; // 0: captured when it was made
        uint64 refundBefore;
    }

    /// `held` and `refundable` in minor units; `termsHash` is the lower 160 bits of keccak256(terms).
    struct PaymentState {
        uint160 termsHash;
        uint48 heldMinor;
        uint48 refundableMinor;
    }

    /// Which request a payment answers.
    struct Origin {
        bytes32 requestDigest;
        bytes16 requestId;
        address terminal;
        uint256 tipMinor; // of the amount
    }

    /// A request and its payer's approval, for a batch.
    struct ApprovedPayment {
        SignedRequest signed;
        PaymentApproval approval;
        bytes signature;
    }

    /// Paid at once. The merchant has the amount less the three fees.
    event PaymentSettled(
        bytes32 indexed paymentId,
        bytes8 indexed merchantId,
        address indexed payer,
        PaymentTerms terms,
        Origin origin,
        FeeSplit fees,
        uint256 netMinor
    );
    event PaymentAuthorized(
        bytes32 indexed paymentId,
        bytes8 indexed merchantId,
        address indexed payer,
        PaymentTerms terms,
        Origin origin
    );
    event PaymentCaptured(
        bytes32 indexed paymentId,
        bytes8 indexed merchantId,
        address indexed payer,
        BankId payerBank,
        BankId acquirer,
        uint16 currency,
        uint256 amountMinor,
        FeeSplit fees,
        uint256 netMinor
    );
    /// The rest of a hold was freed: voided by the merchant's side, or released after its time.
    event PaymentVoided(
        bytes32 indexed paymentId,
        bytes8 indexed merchantId,
        address indexed payer,
        BankId payerBank,
        BankId acquirer,
        uint16 currency,
        uint256 amountMinor
    );
    event PaymentReleased(
        bytes32 indexed paymentId,
        bytes8 indexed merchantId,
        address indexed payer,
        BankId payerBank,
        BankId acquirer,
        uint16 currency,
        uint256 amountMinor
    );
    /// `returned` is what of the fees came back; `merchantMinor` is what the merchant's account gave, zero where its
    /// acquirer stepped in. `isSuspended`: it waits at the payer's bank, whose account took no money.
    event PaymentRefunded(
        bytes32 indexed paymentId,
        bytes8 indexed merchantId,
        address indexed payer,
        BankId payerBank,
        BankId acquirer,
        uint16 currency,
        uint256 amountMinor,
        FeeSplit returned,
        uint256 merchantMinor,
        bool isSuspended
    );
    /// One of a batch was refused; the others stand. `refusal` is the error as it would have been told, cut to
    /// {MAX_REFUSAL_BYTES}.
    event PaymentRefused(bytes32 indexed requestDigest, address indexed payer, bytes32 nonce, bytes refusal);
    event RequestCancelled(bytes32 indexed requestDigest, bytes8 indexed merchantId, address indexed canceller);
    event ApprovalCancelled(bytes32 indexed requestDigest, address indexed payer, bytes32 nonce);

    error RequestExpired(uint256 timestamp, uint256 expiresAt);
    error RequestLivesTooLong(uint256 expiresAt, uint256 allowed);
    error RequestIsForAuthorize(uint256 captureBefore);
    error RequestIsForPay();
    error RequestAlreadyPaid(bytes32 requestDigest);
    error RequestAlreadyCancelled(bytes32 requestDigest);
    error PaymentAlreadyMade(bytes32 paymentId);
    error TerminalOfAnotherMerchant(address terminal, bytes8 merchantId, bytes8 claimed);
    error CurrencyNotAccepted(uint16 currency, uint16 accepted);
    error AmountZero();
    error AmountDiffersFromRequest(uint256 amountMinor, uint256 requestedMinor);
    error AmountTooLarge(uint256 amountMinor, uint256 allowed);
    error TerminalCapExceeded(uint256 amountMinor, uint256 capMinor);
    error StaticCapExceeded(uint256 amountMinor, uint256 capMinor);
    error PayerIsPayee(address account);
    error ApprovalForAnotherRequest(bytes32 requestDigest, bytes32 approved);
    error ApprovalExpired(uint256 timestamp, uint256 validBefore);
    error ApprovalLivesTooLong(uint256 validBefore, uint256 allowed);
    error ApprovalAlreadyCancelled(bytes32 requestDigest, address payer, bytes32 nonce);
    error ApprovalSignatureInvalid(address payer);
    error MerchantNameDiffers(string merchantName, bytes32 registeredHash);
    error DebitCurrencyDiffers(uint16 currency, uint16 requested);
    error DebitExceedsApproval(uint256 debitMinor, uint256 maxDebitMinor);
    error NotTerminalNorAcquirer(address caller, bytes8 merchantId, BankId acquirer);
    error AuthorizationNeedsAmount();
    error HoldTooLong(uint256 captureBefore, uint256 allowed);
    error HoldTooShort(uint256 captureBefore, uint256 allowed);
    error TermsDiffer(bytes32 paymentId, uint160 termsHash, uint160 agreed);
    error CaptureExceedsAuthorization(uint256 capturedMinor, uint256 heldMinor);
    error CaptureTooLate(uint256 timestamp, uint256 captureBefore);
    error NothingHeld(bytes32 paymentId);
    error ReleaseTooEarly(uint256 timestamp, uint256 captureBefore);
    error RefundExceedsCapture(uint256 refundedMinor, uint256 refundableMinor);
    error RefundTooLate(uint256 timestamp, uint256 refundBefore);
    error RefundCapExceeded(uint256 refundedMinor, uint256 capMinor);
    error BatchTooLarge(uint256 payments, uint256 allowed);
    error BatchGasTooLow(uint256 gasLeft, uint256 needed);
    error CallerNotItself(address caller);

    /// The payer pays, from its own account at `bank`. `amountMinor` equals the request's unless that is 0;
    /// `tipMinor` comes on top; `nonce` tells the payments by one static code apart and is ignored otherwise.
    function pay(
        SignedRequest calldata signed,
        BankId bank,
        uint256 amountMinor,
        uint256 tipMinor,
        bytes32 nonce
    ) external returns (bytes32 paymentId);

    /// Anyone brings the payer's signed approval. `signature`: 65 bytes for a key; what the account's ERC-1271
    /// check takes for a contract, which may use at most {ERC1271_GAS}.
    function payApproved(
        SignedRequest calldata signed,
        PaymentApproval calldata approval,
        bytes calldata signature
    ) external returns (bytes32 paymentId);

    /// Many approved payments, each made at once or authorized as its request asks. Each stands or falls on its own: a
    /// bad one emits {PaymentRefused}, changes nothing and cannot spend the gas of the rest. At most
    /// {MAX_BATCH_PAYMENTS}; give {PAYMENT_GAS} for each, or the whole is refused for want of gas and nobody is blamed.
    function payBatch(ApprovedPayment[] calldata payments) external returns (uint256 made);

    /// As {pay}, for a request with captureBefore: the payer's money is held until then, and its bank's reserves are
    /// set aside, so that capturing cannot fail for want of either. An amount that is open cannot be authorized.
    function authorize(
        SignedRequest calldata signed,
        BankId bank,
        uint256 amountMinor,
        uint256 tipMinor,
        bytes32 nonce
    ) external returns (bytes32 paymentId);

    /// As {payApproved}, for a request with captureBefore.
    function authorizeApproved(
        SignedRequest calldata signed,
        PaymentApproval calldata approval,
        bytes calldata signature
    ) external returns (bytes32 paymentId);

    /// A terminal of the merchant in that currency, or its acquirer's acquiring duty; where the merchant is suspended only
    /// the latter. Takes all of the hold or a part, any number of times before captureBefore.
    function capture(bytes32 paymentId, PaymentTerms calldata terms, uint256 amountMinor) external;

    /// The merchant's terminal, or its acquirer's acquiring duty: frees what is still held. Final for the hold.
    function void(bytes32 paymentId, PaymentTerms calldata terms) external;

    /// Anyone, from captureBefore on: frees what is still held, for its payer.
    function release(bytes32 paymentId, PaymentTerms calldata terms) external;

    /// A terminal of the merchant in that currency, within its refund cap of the day, or its acquirer's acquiring duty:
    /// gives back all of what was captured or a part, out of the merchant's account, to the account that paid.
    function refund(bytes32 paymentId, PaymentTerms calldata terms, uint256 amountMinor) external;

    /// The acquirer's issuance duty only: the acquirer owes the refund and steps in for its merchant. It makes deposits
    /// that nobody gave, so the two people, the cap, the pause and the proof of deposits of {IDepositToken.issue} count.
    function refundByAcquirer(bytes32 paymentId, PaymentTerms calldata terms, uint256 amountMinor) external;

    /// The request's own terminal while it is in use, or the acquirer's acquiring duty. Final: an unpaid request is never paid, and a
    /// static code takes no further payment.
    function cancelRequest(SignedRequest calldata signed) external;

    /// The payer only, of what was not used. Final: an approval with this nonce for this request is never used.
    function cancelApproval(bytes32 requestDigest, bytes32 nonce) external;

    /// The EIP-712 digest that the terminal signs.
    function requestDigest(PaymentRequest calldata request) external view returns (bytes32);

    /// The EIP-712 digest that the payer signs.
    function approvalDigest(PaymentApproval calldata approval) external view returns (bytes32);

    /// All zero where nothing was paid.
    function payment(bytes32 paymentId) external view returns (PaymentState memory);

    /// The lower 160 bits of keccak256(terms).
    function termsHash(PaymentTerms memory terms) external pure returns (uint160);

    function isCancelled(bytes32 requestDigest) external view returns (bool);

    /// What a terminal has refunded on the running day of UTC.
    function refundedToday(address terminal) external view returns (uint256 refundedMinor);
}
