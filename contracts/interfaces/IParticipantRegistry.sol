// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {BankId, Status} from "./Types.sol";

/// The banks of the network: who they are, whether they take part, and which tokens are theirs.
interface IParticipantRegistry {
    struct Participant {
        bytes11 bic; // ISO 9362, padded to 11 characters with XXX
        Status status;
        address reserveAccount; // holds the bank's reserves outside the settlement hub
        bytes32 leiHash; // keccak256 of the ISO 17442 legal entity identifier
        string name;
    }

    event ParticipantAdmitted(
        BankId indexed bank,
        bytes11 bic,
        address reserveAccount,
        bytes32 leiHash,
        string name,
        bytes32 reason
    );
    event ParticipantStatusChanged(BankId indexed bank, Status status, bytes32 reason);
    event DepositTokenRegistered(BankId indexed bank, uint16 indexed currency, address token);
    event ReserveTokenRegistered(uint16 indexed currency, address token);

    error ParticipantNotActive(BankId bank, Status status);
    error ParticipantAlreadyAdmitted(BankId bank);
    error ParticipantInvalid(BankId bank);
    error ReserveAccountTaken(address account, BankId bank);
    error NotAReserveAccount(address account);
    error NoDepositToken(BankId bank, uint16 currency);
    error NoReserveToken(uint16 currency);
    error TokenAlreadyRegistered(BankId bank, uint16 currency, address token);
    error TooManyCurrencies(uint256 currencies, uint256 allowed);
    error StatusChangeNotAllowed(Status from, Status to);

    /// Governor only. Admits `bank` as active. Its number, BIC and reserve account are for good.
    function admit(BankId bank, Participant calldata participant, bytes32 reason) external;

    /// Operator only. Active ⇄ suspended, either → closed. A bank that is not active neither sends nor receives.
    function setStatus(BankId bank, Status status, bytes32 reason) external;

    /// Governor only. One deposit token for a bank and currency, for good.
    function registerDepositToken(BankId bank, uint16 currency, address token) external;

    /// Governor only. One reserve token for a currency, for good.
    function registerReserveToken(uint16 currency, address token) external;

    function participant(BankId bank) external view returns (Participant memory);

    /// Every bank ever admitted, in the order of admission.
    function participants() external view returns (BankId[] memory);

    /// The deposit tokens of two active banks in one currency; the same one twice when the banks are one.
    /// Reverts with {ParticipantNotActive} or {NoDepositToken}.
    function route(
        uint16 currency,
        BankId payerBank,
        BankId payeeBank
    ) external view returns (address payerToken, address payeeToken);

    /// Zero where there is none.
    function depositToken(BankId bank, uint16 currency) external view returns (address);

    /// Reverts with {NoReserveToken} where there is none.
    function reserveToken(uint16 currency) external view returns (address);

    /// Reverts with {ParticipantNotActive}.
    function requireActive(BankId bank) external view;

    /// Reverts unless `account` is the reserve account of an active bank.
    function requireActiveReserveAccount(address account) external view;
}
