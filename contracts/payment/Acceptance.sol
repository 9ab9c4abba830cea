// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IAcceptance} from "../interfaces/IAcceptance.sol";
import {IMerchantRegistry} from "../interfaces/IMerchantRegistry.sol";
import {IPaymentHub} from "../interfaces/IPaymentHub.sol";
import {BankId, Status} from "../interfaces/Types.sol";
import {FeeTerms} from "./FeeTerms.sol";

/// Who may ask for money, and who receives it.
abstract contract Acceptance is IAcceptance {
    /// @inheritdoc IAcceptance
    IMerchantRegistry public immutable MERCHANTS;

    mapping(bytes8 merchantId => AcceptedMerchant) private _merchants;
    mapping(address terminal => IMerchantRegistry.Terminal) private _terminals;

    modifier onlyMerchants() {
        require(msg.sender == address(MERCHANTS), CallerNotRegistry(msg.sender));
        _;
    }

    constructor(IMerchantRegistry merchants) {
        MERCHANTS = merchants;
    }

    /// @inheritdoc IAcceptance
    function setMerchant(bytes8 merchantId, AcceptedMerchant calldata merchant) external onlyMerchants {
        _merchants[merchantId] = merchant;
    }

    /// @inheritdoc IAcceptance
    function setTerminal(address account, IMerchantRegistry.Terminal calldata terminal) external onlyMerchants {
        _terminals[account] = terminal;
    }

    /// Refused where the terminal may not ask for money now.
    function _activeTerminal(address account) internal view returns (IMerchantRegistry.Terminal memory) {
        IMerchantRegistry.Terminal memory asking = _terminals[account];
        require(asking.status != Status.None, IMerchantRegistry.TerminalUnknown(account));
        _requireInUse(account, asking);
        return asking;
    }

    /// Refused where the merchant may not receive now.
    function _activeMerchant(
        bytes8 merchantId
    ) internal view returns (address payout, BankId acquirer, FeeTerms feeTerms) {
        AcceptedMerchant storage receiving = _merchants[merchantId];
        _requireActive(merchantId, receiving.status);
        return (receiving.payoutAccount, receiving.acquirer, receiving.feeTerms);
    }

    /// Where the merchant is paid and what the terminal may refund in a day; zeros where `account` is no terminal in use
    /// of that merchant and currency. Refused where the merchant is not active.
    function _operating(
        bytes8 merchantId,
        uint16 currency,
        address account
    ) internal view returns (address payout, uint256 refundCapMinor) {
        IMerchantRegistry.Terminal memory asking = _terminals[account];
        if (!_isInUse(merchantId, asking) || asking.currency != currency) return (address(0), 0);
        (payout, , ) = _activeMerchant(merchantId);
        return (payout, asking.refundCapMinor);
    }

    /// Whether `account` is a terminal in use of that merchant, whatever the merchant's standing.
    function _isTerminalOf(bytes8 merchantId, address account) internal view returns (bool) {
        return _isInUse(merchantId, _terminals[account]);
    }

    /// Refused where `account` is a terminal that may not act for that merchant in that currency: why.
    function _requireTerminalIfAny(bytes8 merchantId, uint16 currency, address account) internal view {
        IMerchantRegistry.Terminal memory asking = _terminals[account];
        if (asking.status == Status.None) return;
        require(
            asking.merchantId == merchantId,
            IMerchantRegistry.TerminalDiffers(account, asking.merchantId, merchantId)
        );
        _requireInUse(account, asking);
        require(asking.currency == currency, IPaymentHub.CurrencyNotAccepted(currency, asking.currency));
    }

    /// Whether or not the terminal is still in use.
    function _acquirerOf(address terminal) internal view returns (bytes8 merchantId, BankId acquirer) {
        require(_terminals[terminal].status != Status.None, IMerchantRegistry.TerminalUnknown(terminal));
        merchantId = _terminals[terminal].merchantId;
        acquirer = _merchants[merchantId].acquirer;
    }

    function _payoutAccount(bytes8 merchantId) internal view returns (address) {
        return _merchants[merchantId].payoutAccount;
    }

    function _nameHash(bytes8 merchantId) internal view returns (bytes32) {
        return _merchants[merchantId].nameHash;
    }

    function _requireInUse(address account, IMerchantRegistry.Terminal memory asking) private view {
        require(asking.status == Status.Active, IMerchantRegistry.TerminalNotActive(account, asking.status));
        require(
            block.timestamp < asking.validUntil,
            IMerchantRegistry.TerminalExpired(account, block.timestamp, asking.validUntil)
        );
    }

    function _isInUse(bytes8 merchantId, IMerchantRegistry.Terminal memory asking) private view returns (bool) {
        bool isItsOwn = asking.merchantId == merchantId && asking.status == Status.Active;
        return isItsOwn && block.timestamp < asking.validUntil;
    }

    function _requireActive(bytes8 merchantId, Status status) private pure {
        require(status == Status.Active, IMerchantRegistry.MerchantNotActive(merchantId, status));
    }
}
