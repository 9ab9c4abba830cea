// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// What the prover knows beside the cheatcodes of tests.
interface Svm {
    function createAddress(string calldata name) external returns (address);
    function createUint(uint256 bits, string calldata name) external returns (uint256);
    function createUint256(string calldata name) external returns (uint256);
    function enableSymbolicStorage(address account) external;
}
