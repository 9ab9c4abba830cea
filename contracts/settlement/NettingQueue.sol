// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {INettingQueue} from "../interfaces/INettingQueue.sol";
import {INetworkAuthority} from "../interfaces/INetworkAuthority.sol";
import {IParticipantRegistry} from "../interfaces/IParticipantRegistry.sol";
import {ISettlementHub} from "../interfaces/ISettlementHub.sol";
import {BankId, Duty} from "../interfaces/Types.sol";
import {BypassAuction} from "./BypassAuction.sol";
import {CutVerifier} from "./CutVerifier.sol";
import {ObligationRules} from "./ObligationRules.sol";

contract NettingQueue is CutVerifier {
    BypassAuction public immutable BYPASS;

    mapping(bytes32 terms => bool) private _offered;

    constructor(
        address authority,
        IParticipantRegistry participants,
        ISettlementHub settlement
    ) AccessManaged(authority) CutVerifier(participants, settlement) {
        BYPASS = new BypassAuction(INetworkAuthority(authority), participants, settlement);
    }

    /// @inheritdoc INettingQueue
    function enqueue(
        uint16 currency,
        BankId payer,
        BankId payee,
        uint256 amountMinor,
        Rank rank,
        bytes32 obligationReference
    ) external onlyTreasury(payer) returns (uint32 id, uint256 index) {
        LinkedTerms memory terms = LinkedTerms(payer, payee, currency, 0, amountMinor, 0, rank, obligationReference);
        _requireTerms(terms);
        return _append(terms);
    }

    /// @inheritdoc INettingQueue
    function offerLinked(LinkedTerms calldata terms) external onlyTreasury(terms.payer) returns (bytes32 id) {
        _requireLinked(terms);
        id = keccak256(abi.encode(terms));
        require(!_offered[id], LinkOfferedAlready(id));

        _offered[id] = true;
        emit LinkOffered(id, terms.payer, terms.payee, terms);
    }

    /// @inheritdoc INettingQueue
    function withdrawLinked(LinkedTerms calldata terms) external onlyTreasury(terms.payer) {
        bytes32 id = keccak256(abi.encode(terms));
        require(_offered[id], LinkNotOffered(id));

        delete _offered[id];
        emit LinkWithdrawn(id);
    }

    /// @inheritdoc INettingQueue
    function enqueueLinked(
        LinkedTerms calldata terms
    ) external onlyTreasury(terms.payee) returns (uint32 lane_, uint256 index) {
        bytes32 id = keccak256(abi.encode(terms));
        require(_offered[id], LinkNotOffered(id));
        _requireLinked(terms); // a bank may have been suspended since

        delete _offered[id];
        return _append(terms);
    }

    /// @inheritdoc INettingQueue
    function cancel(uint32 id, uint256 index, bytes32 reason) external {
        Lane memory row = _lanes[id];
        require(row.length != 0, LaneUnknown(id));
        bool isPayees =
            row.counterCurrency != 0 && INetworkAuthority(authority()).holdsDuty(row.payee, Duty.Treasury, msg.sender);
        BankId canceller = isPayees ? row.payee : row.payer;
        _requireTreasury(canceller);
        ObligationRules.requireReason(reason);
        require(row.rank != Rank.Credit, CreditNotCancelled(id));
        State state = stateOf(id, index);
        require(state == State.Waiting, ObligationNotWaiting(id, index, state));

        if (row.counterCurrency != 0 && !_wish(id, index, canceller)) return;
        _remove(id, index);
        emit ObligationCancelled(id, index, reason);
    }

    /// @inheritdoc INettingQueue
    function settleSet(uint16 currency, BankId[] calldata banks, SetPayment[] calldata payments) external {
        require(msg.sender == address(BYPASS), CallerNotBypassAuction(msg.sender));
        _settleSet(currency, banks, payments);
    }

    /// @inheritdoc INettingQueue
    function setRelease(BankId bank, bool isReleased_, bytes32 reason) external restricted {
        ObligationRules.requireReason(reason);
        isReleased[bank] = isReleased_;
        emit PaymentsToSuspendedBankReleased(bank, isReleased_, reason);
    }

    /// @inheritdoc INettingQueue
    function enqueueCredit(
        uint16 currency,
        BankId payer,
        BankId payee,
        uint256 amountMinor,
        bytes32 paymentId
    ) external {
        require(msg.sender == address(SETTLEMENT), CallerNotSettlementHub(msg.sender));
        (uint256 lineMinor, uint256 usedMinor) = creditLine(currency, payee, payer);
        require(usedMinor + amountMinor <= lineMinor, CreditLineTooShort(usedMinor + amountMinor, lineMinor));

        _append(_credit(currency, payer, payee, amountMinor, paymentId));
        emit CreditUsed(currency, payee, payer, amountMinor, usedMinor + amountMinor);
    }

    function _requireLinked(LinkedTerms calldata terms) private view {
        require(terms.currency != terms.counterCurrency, LinkInOneCurrency(terms.currency));
        _requireTerms(terms);
        ObligationRules.requireAmount(terms.counterAmountMinor);
        ObligationRules.requireMayQueue(SETTLEMENT, terms.counterCurrency, terms.payer);
        ObligationRules.requireMayQueue(SETTLEMENT, terms.counterCurrency, terms.payee);
    }

    function _requireTerms(LinkedTerms memory terms) private view {
        require(terms.rank != Rank.Credit, RankNotOffered(terms.rank));
        ObligationRules.requireAmount(terms.amountMinor);
        ObligationRules.requireParties(SETTLEMENT, terms.currency, terms.payer, terms.payee);
    }
}
