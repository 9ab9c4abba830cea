// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {INettingQueue} from "../interfaces/INettingQueue.sol";
import {INetworkAuthority} from "../interfaces/INetworkAuthority.sol";
import {IParticipantRegistry} from "../interfaces/IParticipantRegistry.sol";
import {ISettlementHub} from "../interfaces/ISettlementHub.sol";
import {BankId, Duty, Status} from "../interfaces/Types.sol";

/// What every obligation between banks keeps, in whichever order it settles.
library ObligationRules {
    /// Settlement balances are of 64 bits, and so no larger obligation could ever settle.
    uint256 private constant MAX_AMOUNT_MINOR = type(uint64).max;

    /// The caller is the treasury of an active bank.
    function requireTreasury(
        INetworkAuthority authority,
        IParticipantRegistry participants,
        BankId bank
    ) internal view {
        authority.requireDuty(bank, Duty.Treasury, msg.sender);
        participants.requireActive(bank);
    }

    function requireParties(ISettlementHub settlement, uint16 currency, BankId payer, BankId payee) internal view {
        require(!(payer == payee), INettingQueue.ObligationToOneself(payer));
        requireMayQueue(settlement, currency, payer);
        requireMayQueue(settlement, currency, payee);
    }

    function requireMayQueue(ISettlementHub settlement, uint16 currency, BankId bank) internal view {
        bool isActive = settlement.account(bank, currency).status == Status.Active;
        require(isActive, INettingQueue.BankMayNotQueue(bank, currency));
    }

    function requireAmount(uint256 amountMinor) internal pure {
        require(amountMinor != 0, INettingQueue.ObligationAmountZero());
        bool isWithin = amountMinor <= MAX_AMOUNT_MINOR;
        require(isWithin, INettingQueue.ObligationAmountTooLarge(amountMinor, MAX_AMOUNT_MINOR));
    }

    function requireReason(bytes32 reason) internal pure {
        require(reason != 0, INettingQueue.QueueReasonMissing());
    }
}
