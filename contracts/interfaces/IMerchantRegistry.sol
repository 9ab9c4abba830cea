// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {FeeTerms} from "../payment/FeeTerms.sol";
import {BankId, Status} from "./Types.sol";

/// The merchants of the network, each with the bank that acquires for it, and the terminals that may ask for money in
/// a merchant's name. A trading name is public; nothing else about a merchant is here.
interface IMerchantRegistry {
    struct Merchant {
        address payoutAccount; // a customer of the acquirer
        BankId acquirer;
        Status status;
        FeeTerms feeTerms; // the plan's rates, as they were when it was assigned: a plan never changes
        uint16 category; // ISO 18245 merchant category code
        bytes2 country; // ISO 3166-1 alpha-2
        bytes32 nameHash; // keccak256 of the UTF-8 name: what an approval's merchant name must hash to
        string name; // as registered, at most 25 characters on a code
        string city; // at most 15 characters on a code
    }

    /// One storage slot.
    struct Terminal {
        bytes8 merchantId;
        uint16 currency; // ISO 4217 number of all that it asks for; the unit of its caps
        Status status;
        uint32 validUntil; // Unix seconds; the last second of 32 bits stands for every later time
        uint48 capMinor; // of one payment
        uint40 staticCapMinor; // of one payment by a static code, which hangs on a wall and is easily copied
        uint40 refundCapMinor; // of all refunds that it makes in a day, so that a stolen till drains nobody
    }

    /// A scheme's price list: what merchants on it pay to issuers and to the scheme. Never changed; a new version is a
    /// new plan.
    struct FeePlan {
        uint16 interchangeBps;
        uint16 schemeBps;
        bool isReturned; // whether a refund gives back interchange and the acquirer's share
    }

    event MerchantEnrolled(
        bytes8 indexed merchantId,
        BankId indexed acquirer,
        address indexed payoutAccount,
        uint16 category,
        bytes2 country,
        string name,
        string city
    );
    event MerchantStatusChanged(bytes8 indexed merchantId, Status status, bytes32 reason);
    event TerminalRegistered(
        address indexed terminal,
        bytes8 indexed merchantId,
        uint16 currency,
        uint256 capMinor,
        uint256 staticCapMinor,
        uint256 refundCapMinor,
        uint40 validUntil
    );
    event TerminalRevoked(address indexed terminal, bytes8 indexed merchantId, bytes32 reason);

    event PaymentHubAttached(address indexed hub);
    event PaymentHubDetached(address indexed hub);
    event FeePlanPublished(uint16 indexed plan, FeePlan terms, bytes32 reason);
    event FeePlanAssigned(bytes8 indexed merchantId, uint16 indexed plan, uint16 merchantBps, bytes32 reason);

    error TooManyPaymentHubs(uint256 hubs, uint256 allowed);
    error PaymentHubInvalid(address hub);
    error PaymentHubAttachedAlready(address hub);
    error PaymentHubNotAttached(address hub);
    error FeePlanUnknown(uint16 plan, uint16 plans);
    error FeeExceedsWhole(uint256 bps, uint256 allowed);
    error MerchantFeeTooLow(uint256 merchantBps, uint256 needed);
    error TerminalDiffers(address terminal, bytes8 merchantId, bytes8 claimed);
    error MerchantNotActive(bytes8 merchantId, Status status);
    error MerchantInvalid(string name, string city);
    error MerchantStatusChangeNotAllowed(Status from, Status to);
    error TextTooLong(uint256 bytesUsed, uint256 allowed);
    error TerminalUnknown(address terminal);
    error TerminalNotActive(address terminal, Status status);
    error TerminalExpired(address terminal, uint256 timestamp, uint256 validUntil);
    error TerminalAlreadyRegistered(address terminal);
    error TerminalInvalid(address terminal);

    /// The acquirer's onboarding only. The merchant number is acquirer × 2^48 + a running number, never used again.
    function enrol(
        BankId acquirer,
        address payoutAccount,
        uint16 category,
        bytes2 country,
        string calldata name,
        string calldata city
    ) external returns (bytes8 merchantId);

    /// Governor only, with its delay. Plans are numbered from 1; plan 0 is free of charge.
    function publishFeePlan(FeePlan calldata plan, bytes32 reason) external returns (uint16 number);

    /// The acquirer's administration only. `merchantBps`, of which interchange and the scheme's fee are parts, is what
    /// the merchant pays on payments from now on.
    function assignFeePlan(bytes8 merchantId, uint16 plan, uint16 merchantBps, bytes32 reason) external;

    /// The acquirer's onboarding to suspend or close, its administration to make active again. Active ⇄ suspended,
    /// either → closed.
    function setStatus(bytes8 merchantId, Status status, bytes32 reason) external;

    /// The acquirer's onboarding only. `terminal` is the address of the terminal's own key, which serves one merchant
    /// for good. `staticCapMinor` ≤ `capMinor`; caps are in minor units of `currency`, `refundCapMinor` for
    /// each day of UTC.
    function registerTerminal(
        bytes8 merchantId,
        address terminal,
        uint16 currency,
        uint48 capMinor,
        uint40 staticCapMinor,
        uint40 refundCapMinor,
        uint40 validUntil
    ) external;

    /// The acquirer's onboarding only. Final: a terminal that comes back makes a new key.
    function revokeTerminal(address terminal, bytes32 reason) external;

    /// Governor only, with its delay. A payment hub that is told of merchants and terminals from now on; what came
    /// before is told by {syncMerchant} and {syncTerminal}. A new hub works beside the one that it replaces.
    function attachPaymentHub(address hub) external;

    /// Governor only, with its delay. The hub keeps what it was told last.
    function detachPaymentHub(address hub) external;

    /// Anyone: tells the payment hubs once more what is registered.
    function syncMerchant(bytes8 merchantId) external;

    /// Anyone: tells the payment hubs once more what is registered.
    function syncTerminal(address account) external;

    function merchant(bytes8 merchantId) external view returns (Merchant memory);

    function terminal(address account) external view returns (Terminal memory);

    function feePlan(uint16 plan) external view returns (FeePlan memory);
}
