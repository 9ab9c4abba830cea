// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import {IDepositToken} from "../interfaces/IDepositToken.sol";
import {IFourEyes} from "../interfaces/IFourEyes.sol";
import {IParticipantRegistry} from "../interfaces/IParticipantRegistry.sol";
import {ISettlementHub} from "../interfaces/ISettlementHub.sol";
import {BankId, Status} from "../interfaces/Types.sol";
import {StatusChange} from "./StatusChange.sol";

contract ParticipantRegistry is IParticipantRegistry, AccessManagedUpgradeable, UUPSUpgradeable {
    /// Bound the loops that carry a bank's standing to where its money is.
    uint256 public constant MAX_CURRENCIES = 32;
    uint256 public constant MAX_SETTLEMENTS = 4;

    mapping(BankId bank => Participant) private _participants;
    mapping(BankId bank => mapping(uint16 currency => address)) private _depositTokens;
    mapping(BankId bank => uint16[]) private _currencies;
    mapping(uint16 currency => address) private _reserveTokens;
    mapping(address reserveAccount => BankId) private _bankOf;
    BankId[] private _banks;
    address[] private _settlements;

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
        _requireControl(newcomer.control);
        require(_participants[bank].status == Status.None, ParticipantAlreadyAdmitted(bank));
        BankId holder = _bankOf[newcomer.reserveAccount];
        require(BankId.unwrap(holder) == 0, ReserveAccountTaken(newcomer.reserveAccount, holder));

        _participants[bank] = newcomer;
        _bankOf[newcomer.reserveAccount] = bank;
        _banks.push(bank);
        emit ParticipantAdmitted(bank, newcomer.bic, newcomer.reserveAccount, newcomer.leiHash, newcomer.name, reason);
    }

    /// @inheritdoc IParticipantRegistry
    function suspend(BankId bank, bytes32 reason) external restricted {
        _setStatus(bank, Status.Suspended, reason);
    }

    /// @inheritdoc IParticipantRegistry
    function setStatus(BankId bank, Status status, bytes32 reason) external restricted {
        _setStatus(bank, status, reason);
    }

    /// @inheritdoc IParticipantRegistry
    function registerDepositToken(BankId bank, uint16 currency, address token) external restricted {
        Status status = _participants[bank].status;
        require(status == Status.Active, ParticipantNotActive(bank, status));
        require(_reserveTokens[currency] != address(0), NoReserveToken(currency));
        address old = _depositTokens[bank][currency];
        require(old == address(0), TokenAlreadyRegistered(bank, currency, old));
        uint256 count = _currencies[bank].length;
        require(count < MAX_CURRENCIES, TooManyCurrencies(count + 1, MAX_CURRENCIES));

        _depositTokens[bank][currency] = token;
        _currencies[bank].push(currency);
        emit DepositTokenRegistered(bank, currency, token);
        _tell(bank, currency, status);
    }

    /// @inheritdoc IParticipantRegistry
    function registerReserveToken(uint16 currency, address token) external restricted {
        address old = _reserveTokens[currency];
        require(old == address(0), TokenAlreadyRegistered(BankId.wrap(0), currency, old));

        _reserveTokens[currency] = token;
        emit ReserveTokenRegistered(currency, token);
    }

    /// @inheritdoc IParticipantRegistry
    function setControl(BankId bank, address control, bytes32 reason) external restricted {
        require(_participants[bank].status != Status.None, ParticipantInvalid(bank));
        _requireControl(control);

        _participants[bank].control = control;
        emit ControlSet(bank, control, reason);
    }

    /// @inheritdoc IParticipantRegistry
    function attachSettlement(address settlement) external restricted {
        // One that refuses to be told would leave a bank unsuspended everywhere.
        bool isOurs =
            settlement.code.length != 0 && address(ISettlementHub(settlement).PARTICIPANTS()) == address(this);
        require(isOurs, SettlementInvalid(settlement));
        uint256 count = _settlements.length;
        require(count < MAX_SETTLEMENTS, TooManySettlements(count + 1, MAX_SETTLEMENTS));
        for (uint256 i = 0; i < count; ++i) {
            require(_settlements[i] != settlement, SettlementAttachedAlready(settlement));
        }

        _settlements.push(settlement);
        emit SettlementAttached(settlement);
    }

    /// @inheritdoc IParticipantRegistry
    function sync(BankId bank) external {
        _tellAll(bank, _participants[bank].status);
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
    function depositToken(BankId bank, uint16 currency) external view returns (address) {
        return _depositTokens[bank][currency];
    }

    /// @inheritdoc IParticipantRegistry
    function depositTokens(BankId bank) external view returns (address[] memory tokens) {
        uint16[] storage currencies = _currencies[bank];
        tokens = new address[](currencies.length);
        for (uint256 i = 0; i < tokens.length; ++i) tokens[i] = _depositTokens[bank][currencies[i]];
    }

    /// @inheritdoc IParticipantRegistry
    function isSignatory(BankId bank, address account) external view returns (bool) {
        address control = _participants[bank].control;
        return control != address(0) && IFourEyes(control).isMember(account);
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

    /// Whether it can be asked for a bank's signatories: all who may send are looked for by it.
    function _requireControl(address control) private view {
        if (control == address(0)) return;
        require(control.code.length != 0, ControlInvalid(control));
        // Whoever is or is not a member: that it answers is enough.
        // slither-disable-next-line unused-return
        try IFourEyes(control).isMember(address(this)) returns (bool) {} catch {
            revert ControlInvalid(control);
        }
    }

    function _setStatus(BankId bank, Status status, bytes32 reason) private {
        Status old = _participants[bank].status;
        require(StatusChange.isAllowed(old, status), StatusChangeNotAllowed(old, status));

        _participants[bank].status = status;
        emit ParticipantStatusChanged(bank, status, reason);
        _tellAll(bank, status);
    }

    function _tellAll(BankId bank, Status status) private {
        uint16[] storage currencies = _currencies[bank];
        for (uint256 i = 0; i < currencies.length; ++i) _tell(bank, currencies[i], status);
    }

    /// Both keep what a payment reads, so that a payment need not come here.
    function _tell(BankId bank, uint16 currency, Status status) private {
        address token = _depositTokens[bank][currency];
        IDepositToken(token).setBankStatus(status);
        for (uint256 i = 0; i < _settlements.length; ++i) {
            ISettlementHub(_settlements[i]).setAccount(bank, currency, token, status);
        }
    }

    function _authorizeUpgrade(address) internal override restricted {}
}
