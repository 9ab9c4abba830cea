// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import {IParticipantRegistry} from "../interfaces/IParticipantRegistry.sol";
import {BankId, Status} from "../interfaces/Types.sol";
import {StatusChange} from "./StatusChange.sol";

contract ParticipantRegistry is IParticipantRegistry, AccessManagedUpgradeable, UUPSUpgradeable {
    /// A bank's token and standing share a slot: a payment reads one slot for each bank.
    struct Issue {
        address depositToken;
        Status bankStatus;
    }

    /// Bounds the loop that carries a bank's status to its issues.
    uint256 public constant MAX_CURRENCIES = 32;

    mapping(BankId bank => Participant) private _participants;
    mapping(BankId bank => mapping(uint16 currency => Issue)) private _issues;
    mapping(BankId bank => uint16[]) private _currencies;
    mapping(uint16 currency => address) private _reserveTokens;
    mapping(address reserveAccount => BankId) private _bankOf;
    BankId[] private _banks;

    constructor() {
        _disableInitializers();
    }

    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
    }

    /// @inheritdoc IParticipantRegistry
    function admit(BankId bank, Participant calldata newcomer, bytes32 reason) external restricted {
        require(
            BankId.unwrap(bank) != 0 && newcomer.status == Status.Active && newcomer.reserveAccount != address(0),
            ParticipantInvalid(bank)
        );
        require(_participants[bank].status == Status.None, ParticipantAlreadyAdmitted(bank));
        BankId holder = _bankOf[newcomer.reserveAccount];
        require(BankId.unwrap(holder) == 0, ReserveAccountTaken(newcomer.reserveAccount, holder));

        _participants[bank] = newcomer;
        _bankOf[newcomer.reserveAccount] = bank;
        _banks.push(bank);
        emit ParticipantAdmitted(bank, newcomer.bic, newcomer.reserveAccount, newcomer.leiHash, newcomer.name, reason);
    }

    /// @inheritdoc IParticipantRegistry
    function setStatus(BankId bank, Status status, bytes32 reason) external restricted {
        Status old = _participants[bank].status;
        require(StatusChange.isAllowed(old, status), StatusChangeNotAllowed(old, status));

        _participants[bank].status = status;
        uint16[] storage currencies = _currencies[bank];
        for (uint256 i = 0; i < currencies.length; ++i) _issues[bank][currencies[i]].bankStatus = status;
        emit ParticipantStatusChanged(bank, status, reason);
    }

    /// @inheritdoc IParticipantRegistry
    function registerDepositToken(BankId bank, uint16 currency, address token) external restricted {
        Status status = _participants[bank].status;
        require(status == Status.Active, ParticipantNotActive(bank, status));
        require(_reserveTokens[currency] != address(0), NoReserveToken(currency));
        address old = _issues[bank][currency].depositToken;
        require(old == address(0), TokenAlreadyRegistered(bank, currency, old));
        uint256 count = _currencies[bank].length;
        require(count < MAX_CURRENCIES, TooManyCurrencies(count + 1, MAX_CURRENCIES));

        _issues[bank][currency] = Issue(token, status);
        _currencies[bank].push(currency);
        emit DepositTokenRegistered(bank, currency, token);
    }

    /// @inheritdoc IParticipantRegistry
    function registerReserveToken(uint16 currency, address token) external restricted {
        address old = _reserveTokens[currency];
        require(old == address(0), TokenAlreadyRegistered(BankId.wrap(0), currency, old));

        _reserveTokens[currency] = token;
        emit ReserveTokenRegistered(currency, token);
    }

    /// @inheritdoc IParticipantRegistry
    function participant(BankId bank) external view returns (Participant memory) {
        return _participants[bank];
    }

    /// @inheritdoc IParticipantRegistry
    function participants() external view returns (BankId[] memory) {
        return _banks;
    }

    /// @inheritdoc IParticipantRegistry
    function route(
        uint16 currency,
        BankId payerBank,
        BankId payeeBank
    ) external view returns (address payerToken, address payeeToken) {
        payerToken = _activeToken(payerBank, currency);
        payeeToken = payeeBank == payerBank ? payerToken : _activeToken(payeeBank, currency);
    }

    /// @inheritdoc IParticipantRegistry
    function depositToken(BankId bank, uint16 currency) external view returns (address) {
        return _issues[bank][currency].depositToken;
    }

    /// @inheritdoc IParticipantRegistry
    function reserveToken(uint16 currency) external view returns (address token) {
        token = _reserveTokens[currency];
        require(token != address(0), NoReserveToken(currency));
    }

    /// @inheritdoc IParticipantRegistry
    function requireActive(BankId bank) public view {
        Status status = _participants[bank].status;
        require(status == Status.Active, ParticipantNotActive(bank, status));
    }

    /// @inheritdoc IParticipantRegistry
    function requireActiveReserveAccount(address account) external view {
        BankId bank = _bankOf[account];
        require(BankId.unwrap(bank) != 0, NotAReserveAccount(account));
        requireActive(bank);
    }

    function _activeToken(BankId bank, uint16 currency) private view returns (address) {
        Issue memory issue = _issues[bank][currency];
        if (issue.depositToken == address(0)) {
            requireActive(bank); // a bank that is unknown or suspended is told so first
            revert NoDepositToken(bank, currency);
        }
        require(issue.bankStatus == Status.Active, ParticipantNotActive(bank, issue.bankStatus));
        return issue.depositToken;
    }

    function _authorizeUpgrade(address) internal override restricted {}
}
