// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {BankId, Status} from "./Types.sol";

/// The merchants of the network, each with the bank that acquires for it, and the terminals that may ask for money in
/// a merchant's name. A trading name is public; nothing else about a merchant is here.
interface IMerchantRegistry {
    struct Merchant {
        address payoutAccount; // a customer of the acquirer
        BankId acquirer;
        uint16 category; // ISO 18245 merchant category code
        Status status;
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
        uint40 validUntil; // Unix seconds
        uint48 capMinor; // of one payment
        uint48 staticCapMinor; // of one payment by a static code, which hangs on a wall and is easily copied
    }

    /// What a payment needs to know of the terminal that asks for it.
    struct Acceptance {
        bytes8 merchantId;
        address payoutAccount;
        BankId acquirer;
        uint16 currency;
        uint256 capMinor;
        uint256 staticCapMinor;
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
        uint40 validUntil
    );
    event TerminalRevoked(address indexed terminal, bytes8 indexed merchantId, bytes32 reason);

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

    /// The acquirer's onboarding only. Active ⇄ suspended, either → closed.
    function setStatus(bytes8 merchantId, Status status, bytes32 reason) external;

    /// The acquirer's onboarding only. `terminal` is the address of the terminal's own key, which serves one merchant
    /// for good. `staticCapMinor` ≤ `capMinor`, both in minor units of `currency`.
    function registerTerminal(
        bytes8 merchantId,
        address terminal,
        uint16 currency,
        uint48 capMinor,
        uint48 staticCapMinor,
        uint40 validUntil
    ) external;

    /// The acquirer's onboarding only. Final: a terminal that comes back makes a new key.
    function revokeTerminal(address terminal, bytes32 reason) external;

    function merchant(bytes8 merchantId) external view returns (Merchant memory);

    function terminal(address account) external view returns (Terminal memory);

    /// Reverts with {TerminalUnknown} where `account` was never a terminal; does not ask whether it still is.
    function acquirerOf(address account) external view returns (bytes8 merchantId, BankId acquirer);

    /// keccak256 of the registered name.
    function nameHash(bytes8 merchantId) external view returns (bytes32);

    /// Reverts unless the terminal may ask for money now and its merchant may receive it.
    function acceptance(address account) external view returns (Acceptance memory);
}
