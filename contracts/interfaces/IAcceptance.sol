// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {FeeTerms} from "../payment/FeeTerms.sol";
import {IMerchantRegistry} from "./IMerchantRegistry.sol";
import {BankId, Status} from "./Types.sol";

/// What a payment hub keeps of the merchant registry: told when it changes, so that a payment reads its own storage.
interface IAcceptance {
    struct AcceptedMerchant {
        address payoutAccount; // a customer of the acquirer
        BankId acquirer;
        Status status;
        FeeTerms feeTerms;
        bytes32 nameHash; // a slot of its own: only an approval is compared with it
    }

    error CallerNotRegistry(address caller);

    /// The merchant registry only.
    function setMerchant(bytes8 merchantId, AcceptedMerchant calldata merchant) external;

    /// The only one that it listens to.
    function MERCHANTS() external view returns (IMerchantRegistry);

    /// The merchant registry only.
    function setTerminal(address account, IMerchantRegistry.Terminal calldata terminal) external;
}
