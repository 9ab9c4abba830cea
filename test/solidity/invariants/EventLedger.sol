// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {ISettlementHub} from "../../../contracts/interfaces/ISettlementHub.sol";
import {IDepositToken} from "../../../contracts/interfaces/IDepositToken.sol";
import {IReserveToken} from "../../../contracts/interfaces/IReserveToken.sol";
import {BankId} from "../../../contracts/interfaces/Types.sol";
import {FeeSplit, Fees} from "../../../contracts/payment/FeeTerms.sol";
import {Vm} from "../support/Vm.sol";

/// The books of the whole network, kept from events alone: no contract is ever asked.
contract EventLedger {
    mapping(address token => mapping(address holder => uint256)) public balance;
    mapping(address token => uint256) public supply;
    mapping(address token => uint256) public issued;
    mapping(address token => uint256) public redeemed;
    mapping(uint16 currency => mapping(uint16 bank => uint256)) public settlement;
    mapping(uint16 currency => mapping(uint16 bank => int256)) public settledNet;
    mapping(bytes32 requestDigest => uint256) public timesPaid;
    mapping(uint16 currency => mapping(uint16 bank => int256)) public fundedNet;
    bytes32[] public paid; // the payments' ids, in their order
    uint256 public repeated; // payments by an id that was paid before
    uint256 public revived; // payments of what was cancelled before
    mapping(bytes32 id => bool) private _cancelled;
    mapping(bytes32 paymentId => Life) private _lives;
    mapping(uint16 currency => mapping(uint16 bank => int256)) public feesEarned;
    mapping(uint16 currency => mapping(uint16 bank => uint256)) public schemeFees; // owed and not collected
    mapping(uint16 currency => mapping(uint16 bank => uint256)) public schemeOwed; // ever
    mapping(address token => mapping(address account => uint256)) public held;
    uint256 public unbalanced; // payments whose net and fees are not their gross
    uint256 public overdrawn; // captures above the authorization, refunds above the capture

    /// What has become of one payment.
    struct Life {
        uint256 heldMinor;
        uint256 capturedMinor;
        uint256 refundedMinor;
        FeeSplit fees; // charged so far
        FeeSplit returned;
        bytes terms;
    }

    function take(Vm.Log[] calldata logs) external {
        bool[] memory isUndone = _undone(logs);
        for (uint256 i = 0; i < logs.length; ++i) if (!isUndone[i]) _take(logs[i]);
    }

    /// The recorder keeps what a refused payment of a batch had emitted before it was undone: from the payment's own
    /// event, where it got so far, to the refusal.
    function _undone(Vm.Log[] calldata logs) private pure returns (bool[] memory isUndone) {
        isUndone = new bool[](logs.length);
        for (uint256 refused = 0; refused < logs.length; ++refused) {
            if (logs[refused].topics[0] != IPaymentHub.PaymentRefused.selector) continue;
            for (uint256 next = refused; next > 0; --next) {
                uint256 first = next - 1;
                if (logs[first].topics[0] == IPaymentHub.PaymentRefused.selector) break;
                if (logs[first].topics[0] != IPaymentHub.PaymentSettled.selector) continue;
                if (logs[first].topics[1] != logs[refused].topics[1] && !_isOf(logs[first], logs[refused])) break;
                for (uint256 i = first; i < refused; ++i) isUndone[i] = true;
                break;
            }
        }
    }

    /// A static request's payment has an id of its own.
    function _isOf(Vm.Log calldata settled, Vm.Log calldata refused) private pure returns (bool) {
        bytes32 nonce = bytes32(refused.data[:32]);
        address payer = address(uint160(uint256(refused.topics[2])));
        return settled.topics[1] == keccak256(abi.encode(refused.topics[1], payer, nonce));
    }

    function _take(Vm.Log calldata log) private {
        bytes32 kind = log.topics[0];
        if (kind == IERC20.Transfer.selector) _transfer(log);
        else if (kind == IDepositToken.DepositsIssued.selector || kind == IReserveToken.ReservesIssued.selector) {
            issued[log.emitter] += _first(log.data);
        } else if (
            kind == IDepositToken.DepositsRedeemed.selector || kind == IReserveToken.ReservesWithdrawn.selector
        ) {
            redeemed[log.emitter] += _first(log.data);
        } else if (kind == ISettlementHub.SettlementBalanceFunded.selector) {
            settlement[_u16(log.topics[2])][_u16(log.topics[1])] += _first(log.data);
            fundedNet[_u16(log.topics[2])][_u16(log.topics[1])] += int256(_first(log.data));
        } else if (kind == ISettlementHub.SettlementBalanceDefunded.selector) {
            settlement[_u16(log.topics[2])][_u16(log.topics[1])] -= _first(log.data);
            fundedNet[_u16(log.topics[2])][_u16(log.topics[1])] -= int256(_first(log.data));
        } else if (kind == ISettlementHub.ReservesSettled.selector) _settled(log);
        else if (kind == IPaymentHub.PaymentSettled.selector) _paid(log);
        else if (kind == IPaymentHub.PaymentAuthorized.selector) _authorized(log);
        else if (kind == IPaymentHub.PaymentCaptured.selector) _captured(log);
        else if (kind == IPaymentHub.PaymentVoided.selector || kind == IPaymentHub.PaymentReleased.selector) {
            _lives[log.topics[1]].heldMinor = 0;
        } else if (kind == IPaymentHub.PaymentRefunded.selector) _refunded(log);
        else if (kind == IDepositToken.DepositsHeld.selector) {
            held[log.emitter][address(uint160(uint256(log.topics[1])))] += _first(log.data);
        } else if (kind == IDepositToken.HoldEnded.selector) {
            held[log.emitter][address(uint160(uint256(log.topics[1])))] -= _first(log.data);
        } else if (kind == ISettlementHub.SchemeFeesCollected.selector) {
            (uint16 bank, uint16 currency) = (_u16(log.topics[1]), _u16(log.topics[2]));
            settlement[currency][bank] -= _first(log.data);
            schemeFees[currency][bank] -= _first(log.data);
            settlement[currency][0] += _first(log.data);
        } else if (kind == ISettlementHub.SchemeFeesPaidOut.selector) {
            settlement[_u16(log.topics[2])][0] -= _first(log.data);
        } else if (kind == IPaymentHub.RequestCancelled.selector) _cancelled[log.topics[1]] = true;
        else if (kind == IPaymentHub.ApprovalCancelled.selector) {
            address payer = address(uint160(uint256(log.topics[2])));
            _cancelled[keccak256(abi.encode(log.topics[1], payer, bytes32(log.data[:32])))] = true;
        }
    }

    function _transfer(Vm.Log calldata log) private {
        address from = address(uint160(uint256(log.topics[1])));
        address to = address(uint160(uint256(log.topics[2])));
        uint256 amountMinor = _first(log.data);
        if (from == address(0)) supply[log.emitter] += amountMinor;
        else balance[log.emitter][from] -= amountMinor;
        if (to == address(0)) supply[log.emitter] -= amountMinor;
        else balance[log.emitter][to] += amountMinor;
    }

    function _settled(Vm.Log calldata log) private {
        (uint16 currency, uint256 amountMinor) = abi.decode(log.data, (uint16, uint256));
        uint16 payerBank = _u16(log.topics[2]);
        uint16 payeeBank = _u16(log.topics[3]);
        settlement[currency][payerBank] -= amountMinor;
        settlement[currency][payeeBank] += amountMinor;
        settledNet[currency][payerBank] -= int256(amountMinor);
        settledNet[currency][payeeBank] += int256(amountMinor);
    }

    function _paid(Vm.Log calldata log) private {
        (
            IPaymentHub.PaymentTerms memory terms,
            IPaymentHub.Origin memory origin,
            FeeSplit memory fees,
            uint256 netMinor
        ) = abi.decode(log.data, (IPaymentHub.PaymentTerms, IPaymentHub.Origin, FeeSplit, uint256));
        Life storage life = _begin(log.topics[1], terms, origin);
        life.capturedMinor = terms.amountMinor;
        life.fees = fees;
        _earn(terms, fees);
        if (netMinor + Fees.total(fees) != terms.amountMinor) ++unbalanced;
    }

    function _authorized(Vm.Log calldata log) private {
        (IPaymentHub.PaymentTerms memory terms, IPaymentHub.Origin memory origin) = abi.decode(
            log.data,
            (IPaymentHub.PaymentTerms, IPaymentHub.Origin)
        );
        _begin(log.topics[1], terms, origin).heldMinor = terms.amountMinor;
    }

    function _captured(Vm.Log calldata log) private {
        (, , , uint256 amountMinor, FeeSplit memory fees, uint256 netMinor) = abi.decode(
            log.data,
            (uint16, uint16, uint16, uint256, FeeSplit, uint256)
        );
        Life storage life = _lives[log.topics[1]];
        if (amountMinor > life.heldMinor) ++overdrawn;
        life.heldMinor -= amountMinor;
        life.capturedMinor += amountMinor;
        life.fees.interchangeMinor += fees.interchangeMinor;
        life.fees.schemeFeeMinor += fees.schemeFeeMinor;
        life.fees.acquirerFeeMinor += fees.acquirerFeeMinor;
        _earn(abi.decode(life.terms, (IPaymentHub.PaymentTerms)), fees);
        if (netMinor + Fees.total(fees) != amountMinor) ++unbalanced;
    }

    function _refunded(Vm.Log calldata log) private {
        (
            uint16 payerBank,
            uint16 acquirer,
            uint16 currency,
            uint256 amountMinor,
            FeeSplit memory returned,
            uint256 merchantMinor,

        ) = abi.decode(log.data, (uint16, uint16, uint16, uint256, FeeSplit, uint256, bool));
        Life storage life = _lives[log.topics[1]];
        life.refundedMinor += amountMinor;
        if (life.refundedMinor > life.capturedMinor) ++overdrawn;
        life.returned.interchangeMinor += returned.interchangeMinor;
        life.returned.acquirerFeeMinor += returned.acquirerFeeMinor;
        feesEarned[currency][payerBank] -= int256(returned.interchangeMinor);
        feesEarned[currency][acquirer] -= int256(returned.acquirerFeeMinor);
        uint256 owedMinor = amountMinor - Fees.total(returned);
        if (merchantMinor == 0) feesEarned[currency][acquirer] -= int256(owedMinor);
        else if (merchantMinor != owedMinor) ++unbalanced;
    }

    function _begin(
        bytes32 id,
        IPaymentHub.PaymentTerms memory terms,
        IPaymentHub.Origin memory origin
    ) private returns (Life storage life) {
        life = _lives[id];
        if (life.terms.length != 0) ++repeated;
        if (_cancelled[origin.requestDigest] || _cancelled[id]) ++revived;
        ++timesPaid[origin.requestDigest];
        paid.push(id);
        life.terms = abi.encode(terms);
    }

    function _earn(IPaymentHub.PaymentTerms memory terms, FeeSplit memory fees) private {
        (uint16 issuer, uint16 acquirer) = (BankId.unwrap(terms.payerBank), BankId.unwrap(terms.acquirer));
        feesEarned[terms.currency][issuer] += int256(fees.interchangeMinor);
        feesEarned[terms.currency][acquirer] += int256(fees.acquirerFeeMinor);
        schemeFees[terms.currency][acquirer] += fees.schemeFeeMinor;
        schemeOwed[terms.currency][acquirer] += fees.schemeFeeMinor;
    }

    function lifeOf(bytes32 id) external view returns (Life memory) {
        return _lives[id];
    }

    function termsOf(bytes32 id) external view returns (IPaymentHub.PaymentTerms memory) {
        return abi.decode(_lives[id].terms, (IPaymentHub.PaymentTerms));
    }

    function payments() external view returns (uint256) {
        return paid.length;
    }

    function _first(bytes calldata data) private pure returns (uint256) {
        return uint256(bytes32(data[:32]));
    }

    function _u16(bytes32 topic) private pure returns (uint16) {
        return uint16(uint256(topic));
    }
}
