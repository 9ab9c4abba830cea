// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {BankId, Status} from "./Types.sol";

/// The banks of the network: who they are, whether they take part, and which tokens are theirs.
interface IParticipantRegistry {
    struct Participant {
        bytes11 bic; // ISO 9362, padded to 11 characters with XXX
        Status status;
        address reserveAccount; // holds the bank's reserves outside the settlement hub
        address control; // the bank's four eyes, whose members sign for it; zero where it has none
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
    event ControlSet(BankId indexed bank, address control, bytes32 reason);
    event SettlementAttached(address indexed settlement);

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
    error TooManySettlements(uint256 settlements, uint256 allowed);
    error SettlementAttachedAlready(address settlement);
    error SettlementInvalid(address settlement);
    error ControlInvalid(address control);

    /// Governor only. Admits `bank` as active. Its number, BIC and reserve account are for good.
    function admit(BankId bank, Participant calldata participant, bytes32 reason) external;

    /// Operator only, one person: active → suspended.
    function suspend(BankId bank, bytes32 reason) external;

    /// Operator's control only. Active ⇄ suspended, either → closed. A bank that is not active neither sends nor
    /// receives; what was authorized before is still captured, voided and released.
    function setStatus(BankId bank, Status status, bytes32 reason) external;

    /// Governor only. One deposit token for a bank and currency, for good.
    function registerDepositToken(BankId bank, uint16 currency, address token) external;

    /// Governor only. One reserve token for a currency, for good.
    function registerReserveToken(uint16 currency, address token) external;

    /// Governor only: the bank's people, when they come to be, or were lost and are replaced. Zero, or a contract that
    /// answers {IFourEyes.isMember}.
    function setControl(BankId bank, address control, bytes32 reason) external;

    /// Governor only: this settlement hub, which must be of this registry, is told of every token and status, as every token is of its bank's.
    function attachSettlement(address settlement) external;

    /// Anyone: tells a bank's standing again to its tokens and to the settlement hubs; one that came later learns it.
    function sync(BankId bank) external;

    function participant(BankId bank) external view returns (Participant memory);

    /// Every bank ever admitted, in the order of admission.
    function participants() external view returns (BankId[] memory);

    /// The bank's deposit tokens, one for each of its currencies.
    function depositTokens(BankId bank) external view returns (address[] memory);

    /// Whether `account` is one of those who make or approve proposals at the bank.
    function isSignatory(BankId bank, address account) external view returns (bool);

    /// Zero where there is none.
    function depositToken(BankId bank, uint16 currency) external view returns (address);

    /// Reverts with {NoReserveToken} where there is none.
    function reserveToken(uint16 currency) external view returns (address);

    /// Reverts with {ParticipantNotActive}.
    function requireActive(BankId bank) external view;

    /// Reverts unless `account` is the reserve account of an active bank.
    function requireActiveReserveAccount(address account) external view;
}
