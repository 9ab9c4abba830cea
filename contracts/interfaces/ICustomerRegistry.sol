// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {BankId, Status} from "./Types.sol";

/// The customers of each bank, as the bank vouches for them. No personal data: an identity is a salted commitment
/// that differs from bank to bank, so that two banks cannot find out that they serve the same person.
interface ICustomerRegistry {
    /// One storage slot.
    struct Customer {
        bytes24 identity; // commitment; several accounts of one person at one bank share it
        Status status;
        uint8 tier; // of the bank's limits
        uint40 validUntil; // Unix seconds: when the bank must have checked the customer again
    }

    event CustomerEnrolled(
        BankId indexed bank,
        address indexed account,
        bytes24 identity,
        uint8 tier,
        uint40 validUntil
    );
    event CustomerStatusChanged(BankId indexed bank, address indexed account, Status status, bytes32 reason);

    error CustomerNotActive(BankId bank, address account, Status status);
    error CustomerExpired(BankId bank, address account, uint256 timestamp, uint256 validUntil);
    error CustomerAlreadyEnrolled(BankId bank, address account);
    error CustomerInvalid(address account, bytes24 identity);
    error CustomerStatusChangeNotAllowed(Status from, Status to);

    /// The bank's onboarding only. `account` becomes an active customer of `bank`.
    function enrol(BankId bank, address account, bytes24 identity, uint8 tier, uint40 validUntil) external;

    /// The bank's onboarding only. Active ⇄ suspended, either → closed. Who is not active neither pays nor is paid.
    function setStatus(BankId bank, address account, Status status, bytes32 reason) external;

    function customer(BankId bank, address account) external view returns (Customer memory);

    /// Reverts with {CustomerNotActive} or {CustomerExpired}; a zero address is not asked about.
    function requireActive(BankId bank, address from, address to) external view;
}
