// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// The code of deposit tokens that the governor offers. It takes effect for a bank's token when the bank upgrades to
/// it: neither can change the bank's money alone.
interface IDepositRelease {
    event ImplementationOffered(address indexed implementation);

    error ImplementationNotOffered(address implementation, address offered);
    error ImplementationWithoutCode(address implementation);

    /// Governor only, with its delay. Replaces an earlier offer.
    function offer(address newImplementation) external;

    /// Zero where nothing is on offer.
    function offered() external view returns (address);

    /// Reverts with {ImplementationNotOffered}.
    function requireOffered(address implementation) external view;
}
