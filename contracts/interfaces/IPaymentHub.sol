// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {PaymentApproval, PaymentRequest, SignedRequest} from "../payment/PaymentTypes.sol";
import {BankId} from "./Types.sol";

/// The life of a payment. This slice: pay, and the cancellations.
///
/// A payment's id is its request's EIP-712 digest; for a static request, which many pay, it is
/// keccak256(digest, payer, nonce). Its state is one storage slot.
interface IPaymentHub {
    /// What was agreed. Its hash stands in the payment's slot, so that whoever names the terms later proves them.
    struct PaymentTerms {
        bytes8 merchantId;
        address payer;
        BankId payerBank;
        BankId acquirer;
        uint16 currency;
        uint256 amountMinor; // with tip
        uint64 captureBefore;
    }

    /// `held` and `refundable` in minor units; `termsHash` is the lower 160 bits of keccak256(terms).
    struct PaymentState {
        uint160 termsHash;
        uint48 heldMinor;
        uint48 refundableMinor;
    }

    event PaymentSettled(
        bytes32 indexed paymentId,
        bytes8 indexed merchantId,
        address indexed payer,
        bytes32 requestDigest,
        bytes16 requestId,
        address terminal,
        BankId payerBank,
        BankId acquirer,
        uint16 currency,
        uint256 amountMinor,
        uint256 tipMinor
    );
    event RequestCancelled(bytes32 indexed requestDigest, bytes8 indexed merchantId, address indexed canceller);
    event ApprovalCancelled(bytes32 indexed requestDigest, address indexed payer, bytes32 nonce);

    error RequestExpired(uint256 timestamp, uint256 expiresAt);
    error RequestLivesTooLong(uint256 expiresAt, uint256 allowed);
    error RequestIsForAuthorize(uint256 captureBefore);
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
    error NotTerminalNorAcquirer(address caller, address terminal, BankId acquirer);

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

    /// The request's own terminal, or the acquirer's onboarding. Final: an unpaid request is never paid, and a
    /// static code takes no further payment.
    function cancelRequest(SignedRequest calldata signed) external;

    /// The payer only. Final: an approval with this nonce for this request is never used.
    function cancelApproval(bytes32 requestDigest, bytes32 nonce) external;

    /// The EIP-712 digest that the terminal signs.
    function requestDigest(PaymentRequest calldata request) external view returns (bytes32);

    /// The EIP-712 digest that the payer signs.
    function approvalDigest(PaymentApproval calldata approval) external view returns (bytes32);

    /// All zero where nothing was paid.
    function payment(bytes32 paymentId) external view returns (PaymentState memory);

    function isCancelled(bytes32 requestDigest) external view returns (bool);
}
