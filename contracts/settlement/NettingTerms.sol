// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {INettingQueue} from "../interfaces/INettingQueue.sol";
import {INetworkAuthority} from "../interfaces/INetworkAuthority.sol";
import {IParticipantRegistry} from "../interfaces/IParticipantRegistry.sol";
import {BankId} from "../interfaces/Types.sol";
import {ObligationLanes} from "./ObligationLanes.sol";
import {ObligationRules} from "./ObligationRules.sol";

/// What banks agree on about each other: how much goes out at most, and how much credit is given.
abstract contract NettingTerms is ObligationLanes, AccessManaged {
    struct Limit {
        bool isSet;
        uint64 limitMinor;
        uint128 roomMinor; // what is left of it; more than the limit where more came in than went out
    }

    IParticipantRegistry public immutable PARTICIPANTS;

    mapping(uint16 currency => mapping(BankId payer => mapping(BankId payee => Limit))) internal _limits;
    mapping(uint16 currency => mapping(BankId payer => BankId[])) internal _limitedPayees;
    mapping(uint16 currency => mapping(BankId payee => mapping(BankId payer => uint64))) private _creditLines;

    modifier onlyTreasury(BankId bank) {
        _requireTreasury(bank);
        _;
    }

    constructor(IParticipantRegistry participants) {
        PARTICIPANTS = participants;
    }

    /// @inheritdoc INettingQueue
    function setBilateralLimit(
        uint16 currency,
        BankId payer,
        BankId payee,
        uint64 limitMinor,
        bytes32 reason
    ) external onlyTreasury(payer) {
        require(!(payer == payee), ObligationToOneself(payer));
        ObligationRules.requireReason(reason);
        Limit storage own = _limits[currency][payer][payee];
        if (!own.isSet) {
            PARTICIPANTS.requireActive(payee); // banks that are known: the list is bounded by their number
            _limitedPayees[currency][payer].push(payee);
            (own.isSet, own.limitMinor, own.roomMinor) = (true, limitMinor, limitMinor);
        }
        // Below its use a limit is used up, and no more than that: or what one cut settles would depend on an earlier one.
        uint256 raisedMinor = uint256(own.roomMinor) + limitMinor;
        own.roomMinor = uint128(raisedMinor > own.limitMinor ? raisedMinor - own.limitMinor : 0);
        own.limitMinor = limitMinor;
        emit BilateralLimitSet(currency, payer, payee, limitMinor, reason);
    }

    /// @inheritdoc INettingQueue
    function liftBilateralLimit(
        uint16 currency,
        BankId payer,
        BankId payee,
        bytes32 reason
    ) external onlyTreasury(payer) {
        ObligationRules.requireReason(reason);
        require(_limits[currency][payer][payee].isSet, BilateralLimitNotSet(currency, payer, payee));
        BankId[] storage all = _limitedPayees[currency][payer];
        uint256 place = 0;
        while (!(all[place] == payee)) ++place;

        all[place] = all[all.length - 1];
        all.pop();
        delete _limits[currency][payer][payee];
        emit BilateralLimitLifted(currency, payer, payee, reason);
    }

    /// @inheritdoc INettingQueue
    function startLimitPeriod(uint16 currency, BankId payer, BankId payee) external onlyTreasury(payer) {
        require(_limits[currency][payer][payee].isSet, BilateralLimitNotSet(currency, payer, payee));
        _limits[currency][payer][payee].roomMinor = _limits[currency][payer][payee].limitMinor;
        emit LimitPeriodStarted(currency, payer, payee);
    }

    /// @inheritdoc INettingQueue
    function setCreditLine(
        uint16 currency,
        BankId payee,
        BankId payer,
        uint64 lineMinor,
        bytes32 reason
    ) external onlyTreasury(payee) {
        require(!(payer == payee), ObligationToOneself(payer));
        ObligationRules.requireReason(reason);
        _creditLines[currency][payee][payer] = lineMinor;
        emit CreditLineSet(currency, payee, payer, lineMinor, reason);
    }

    /// @inheritdoc INettingQueue
    function bilateralLimit(
        uint16 currency,
        BankId payer,
        BankId payee
    ) external view returns (bool isSet, uint256 limitMinor, uint256 roomMinor) {
        Limit memory own = _limits[currency][payer][payee];
        return (own.isSet, own.limitMinor, own.roomMinor);
    }

    /// @inheritdoc INettingQueue
    function limitedPayees(uint16 currency, BankId payer) external view returns (BankId[] memory) {
        return _limitedPayees[currency][payer];
    }

    /// @inheritdoc INettingQueue
    function creditLine(
        uint16 currency,
        BankId payee,
        BankId payer
    ) public view returns (uint256 lineMinor, uint256 usedMinor) {
        uint32 id = _findLane(_credit(currency, payer, payee, 0, 0));
        Lane memory row = _lanes[id];
        return (_creditLines[currency][payee][payer], _spanOf(id, row, row.cursor, row.length).amountMinor);
    }

    /// @inheritdoc INettingQueue
    function creditRoom(uint16 currency, BankId payee, BankId payer) public view returns (uint256 roomMinor) {
        if (_creditLines[currency][payee][payer] == 0) return 0;
        (uint256 lineMinor, uint256 usedMinor) = creditLine(currency, payee, payer);
        return usedMinor < lineMinor ? lineMinor - usedMinor : 0;
    }

    function _credit(
        uint16 currency,
        BankId payer,
        BankId payee,
        uint256 amountMinor,
        bytes32 paymentId
    ) internal pure returns (LinkedTerms memory) {
        return LinkedTerms(payer, payee, currency, 0, amountMinor, 0, Rank.Credit, paymentId);
    }

    function _requireTreasury(BankId bank) internal view {
        ObligationRules.requireTreasury(INetworkAuthority(authority()), PARTICIPANTS, bank);
    }
}
