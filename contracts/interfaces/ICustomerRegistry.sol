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
        uint8 tier; // of the bank's limits; 0: none
        uint40 validUntil; // Unix seconds: when the bank must have checked the customer again
    }

    event CustomerEnrolled(
        BankId indexed bank,
        address indexed account,
        bytes24 identity,
        uint8 tier,
        uint40 validUntil
    );
    event CustomerRenewed(BankId indexed bank, address indexed account, uint8 tier, uint40 validUntil, bytes32 reason);
    event CustomerStatusChanged(BankId indexed bank, address indexed account, Status status, bytes32 reason);

    error CustomerNotActive(BankId bank, address account, Status status);
    error CustomerExpired(BankId bank, address account, uint256 timestamp, uint256 validUntil);
    error CustomerAlreadyEnrolled(BankId bank, address account);
    error CustomerInvalid(address account, bytes24 identity);
    error CustomerStatusChangeNotAllowed(Status from, Status to);

    /// The bank's onboarding only. `account` becomes an active customer of `bank`.
    function enrol(BankId bank, address account, bytes24 identity, uint8 tier, uint40 validUntil) external;

    /// The bank's onboarding only: the bank has checked the customer again, or gives it another tier.
    function renew(BankId bank, address account, uint8 tier, uint40 validUntil, bytes32 reason) external;

    /// The bank's onboarding to suspend or close, its administration to make active again. Active ⇄ suspended, either →
    /// closed. Who is not active neither pays nor is paid.
    function setStatus(BankId bank, address account, Status status, bytes32 reason) external;

    /// Anyone: tells an account's standing again to the bank's tokens; one that came later learns it.
    function sync(BankId bank, address account) external;

    /// The bank's own number for the person behind an account: what limits are counted by. 0: not a customer.
    function customerNumber(BankId bank, address account) external view returns (uint32);

    function customer(BankId bank, address account) external view returns (Customer memory);

    /// Reverts with {CustomerNotActive} or {CustomerExpired}; a zero address is not asked about.
    function requireActive(BankId bank, address from, address to) external view;
}
