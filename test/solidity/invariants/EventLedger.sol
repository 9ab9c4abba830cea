// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {ISettlementHub} from "../../../contracts/interfaces/ISettlementHub.sol";
import {IDepositToken} from "../../../contracts/interfaces/IDepositToken.sol";
import {IReserveToken} from "../../../contracts/interfaces/IReserveToken.sol";
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
    mapping(bytes32 paymentId => uint256) public paymentMinor;
    mapping(uint16 currency => mapping(uint16 bank => int256)) public fundedNet;
    bytes32[] public paid; // the payments' ids, in their order
    uint256 public repeated; // payments by an id that was paid before
    uint256 public revived; // payments of what was cancelled before
    mapping(bytes32 id => bool) private _cancelled;

    function take(Vm.Log[] calldata logs) external {
        for (uint256 i = 0; i < logs.length; ++i) _take(logs[i]);
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
        else if (kind == IPaymentHub.RequestCancelled.selector) _cancelled[log.topics[1]] = true;
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
        (bytes32 digest, , , , , , uint256 amountMinor, ) = abi.decode(
            log.data,
            (bytes32, bytes16, address, uint16, uint16, uint16, uint256, uint256)
        );
        bytes32 id = log.topics[1];
        if (paymentMinor[id] != 0) ++repeated;
        if (_cancelled[digest] || _cancelled[id]) ++revived;
        ++timesPaid[digest];
        paid.push(id);
        paymentMinor[id] = amountMinor;
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
