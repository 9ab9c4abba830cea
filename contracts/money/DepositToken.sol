// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {ERC20PermitUpgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/ERC20PermitUpgradeable.sol";
import {ERC3009Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/draft-ERC3009Upgradeable.sol";
import {AdmittedCallers} from "../authority/AdmittedCallers.sol";
import {IAdmittedCallers} from "../interfaces/IAdmittedCallers.sol";
import {ICustomerRegistry} from "../interfaces/ICustomerRegistry.sol";
import {IDepositToken} from "../interfaces/IDepositToken.sol";
import {INetworkAuthority} from "../interfaces/INetworkAuthority.sol";
import {IParticipantRegistry} from "../interfaces/IParticipantRegistry.sol";
import {BankId, Duty} from "../interfaces/Types.sol";

contract DepositToken is
    IDepositToken,
    ERC20PermitUpgradeable,
    ERC3009Upgradeable,
    AdmittedCallers,
    AccessManagedUpgradeable
{
    // Immutable in the implementation: the same for every bank's token, and no storage read.
    IParticipantRegistry public immutable PARTICIPANTS;
    ICustomerRegistry public immutable CUSTOMERS;

    BankId public bank;
    uint16 public currency;
    uint8 private _decimals;

    modifier onlyIssuance() {
        INetworkAuthority(authority()).requireDuty(bank, Duty.Issuance, msg.sender);
        PARTICIPANTS.requireActive(bank);
        _;
    }

    constructor(IParticipantRegistry participants, ICustomerRegistry customers) {
        PARTICIPANTS = participants;
        CUSTOMERS = customers;
        _disableInitializers();
    }

    function initialize(
        address authority,
        string calldata name,
        string calldata symbol,
        BankId issuer,
        uint16 currencyNumber,
        uint8 exponent
    ) external initializer {
        __AccessManaged_init(authority);
        __ERC20_init(name, symbol);
        __ERC20Permit_init(name);
        bank = issuer;
        currency = currencyNumber;
        _decimals = exponent;
    }

    /// @inheritdoc IDepositToken
    function issue(address account, uint256 amountMinor, bytes32 reason) external onlyIssuance {
        require(amountMinor != 0, DepositAmountZero());

        emit DepositsIssued(account, amountMinor, reason);
        _mint(account, amountMinor);
    }

    /// @inheritdoc IDepositToken
    function redeem(address account, uint256 amountMinor, bytes32 reason) external onlyIssuance {
        require(amountMinor != 0, DepositAmountZero());
        _requireBalance(account, amountMinor);

        emit DepositsRedeemed(account, amountMinor, reason);
        _burn(account, amountMinor);
    }

    /// @inheritdoc IDepositToken
    function debit(address payer, uint256 amountMinor) external onlyAdmitted {
        _requireBalance(payer, amountMinor);
        _burn(payer, amountMinor);
    }

    /// @inheritdoc IDepositToken
    function credit(address payee, uint256 amountMinor) external onlyAdmitted {
        _mint(payee, amountMinor);
    }

    /// @inheritdoc IDepositToken
    function move(address payer, address payee, uint256 amountMinor) external onlyAdmitted {
        _requireBalance(payer, amountMinor);
        _transfer(payer, payee, amountMinor);
    }

    /// @inheritdoc IAdmittedCallers
    function admitCaller(address caller) external restricted {
        _admitCaller(caller);
    }

    /// @inheritdoc IAdmittedCallers
    function dismissCaller(address caller) external restricted {
        _dismissCaller(caller);
    }

    function decimals() public view override returns (uint8) {
        return _decimals;
    }

    /// Every path by which deposits move ends here: none of them reaches anyone but an active customer of the bank.
    function _update(address from, address to, uint256 amountMinor) internal override {
        CUSTOMERS.requireActive(bank, from, to);
        super._update(from, to, amountMinor);
    }

    function _requireBalance(address account, uint256 neededMinor) private view {
        uint256 balanceMinor = balanceOf(account);
        require(balanceMinor >= neededMinor, DepositBalanceTooLow(account, balanceMinor, neededMinor));
    }
}
