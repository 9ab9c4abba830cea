// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IBeacon} from "@openzeppelin/contracts/proxy/beacon/IBeacon.sol";
import {BankId} from "./Types.sol";

/// The code of one bank's deposit tokens. The governor offers new code, and it takes effect when the bank opts in:
/// neither can change the bank's money alone.
interface IDepositBeacon is IBeacon {
    event ImplementationOffered(address indexed implementation);
    event ImplementationAdopted(address indexed implementation);

    error ImplementationNotOffered(address implementation, address offered);
    error ImplementationWithoutCode(address implementation);

    /// Governor only, with its delay. Replaces an earlier offer.
    function offer(address newImplementation) external;

    /// The bank's administration only, naming the code that it has examined.
    function adopt(address newImplementation) external;

    function bank() external view returns (BankId);

    /// Zero where nothing is on offer.
    function offered() external view returns (address);
}
