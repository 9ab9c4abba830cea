// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// What a merchant pays on a payment, in one word, as agreed when the payment is made. From the lowest bit: scheme fee,
/// interchange and merchant fee in basis points (16 bits each), fee plan (16 bits), whether refunds return fees (1 bit).
type FeeTerms is uint72;

/// Each share of a fee. Interchange is the issuer's; what the merchant pays beyond it and the scheme's is the acquirer's.
struct FeeSplit {
    uint256 interchangeMinor;
    uint256 schemeFeeMinor;
    uint256 acquirerFeeMinor;
}

using Fees for FeeTerms global;

library Fees {
    uint256 internal constant ONE_BPS = 10_000;

    function pack(
        uint16 plan,
        uint16 merchantBps,
        uint16 interchangeBps,
        uint16 schemeBps,
        bool returnsFees
    ) internal pure returns (FeeTerms terms) {
        return
            FeeTerms.wrap(
                (uint72(returnsFees ? 1 : 0) << 64) |
                    (uint72(plan) << 48) |
                    (uint72(merchantBps) << 32) |
                    (uint72(interchangeBps) << 16) |
                    uint72(schemeBps)
            );
    }

    /// Whether a refund gives back interchange and the acquirer's share. The scheme keeps its fee.
    function isReturned(FeeTerms terms) internal pure returns (bool) {
        return FeeTerms.unwrap(terms) >> 64 != 0;
    }

    /// What is due on `amountMinor`, of at most 48 bits, captured in all. Rounded down once, for the merchant; the parts
    /// of that whole are rounded down for the acquirer. No part falls when the amount grows, so each capture charges
    /// what it adds.
    function chargedOnRoundedDown(FeeTerms terms, uint256 amountMinor) internal pure returns (FeeSplit memory split) {
        uint256 packed = FeeTerms.unwrap(terms);
        uint256 merchantBps = uint16(packed >> 32);
        if (merchantBps == 0) return split;
        uint256 interchangeBps = uint16(packed >> 16);
        uint256 sharedBps = interchangeBps + uint16(packed);
        // An amount of 48 bits by a rate of 16 is far from an overflow, and a part is never more than its whole.
        unchecked {
            uint256 merchantFeeMinor = (amountMinor * merchantBps) / ONE_BPS;
            // Rounded on purpose: the parts are parts of the whole as it was rounded, so that they add up to it.
            // slither-disable-next-line divide-before-multiply
            uint256 sharedMinor = (merchantFeeMinor * sharedBps) / merchantBps;
            // slither-disable-next-line divide-before-multiply
            split.interchangeMinor = sharedBps == 0 ? 0 : (sharedMinor * interchangeBps) / sharedBps;
            split.schemeFeeMinor = sharedMinor - split.interchangeMinor;
            split.acquirerFeeMinor = merchantFeeMinor - sharedMinor;
        }
    }

    /// What a step from one captured sum to a greater one adds.
    function chargedBetween(
        FeeTerms terms,
        uint256 fromMinor,
        uint256 toMinor
    ) internal pure returns (FeeSplit memory added) {
        added = chargedOnRoundedDown(terms, toMinor);
        if (fromMinor == 0) return added;
        FeeSplit memory before = chargedOnRoundedDown(terms, fromMinor);
        added.interchangeMinor -= before.interchangeMinor;
        added.schemeFeeMinor -= before.schemeFeeMinor;
        added.acquirerFeeMinor -= before.acquirerFeeMinor;
    }

    function total(FeeSplit memory split) internal pure returns (uint256 feeMinor) {
        return split.interchangeMinor + split.schemeFeeMinor + split.acquirerFeeMinor;
    }
}
