// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// The callee's own list of contracts that may move what it keeps: one storage read on the hot path. Contracts come
/// and go by the governor's delayed decision; nobody else is ever on the list.
interface IAdmittedCallers {
    event CallerAdmitted(address indexed caller);
    event CallerDismissed(address indexed caller);

    error CallerNotAdmitted(address caller);

    /// Governor only, with its delay.
    function admitCaller(address caller) external;

    /// Governor only, with its delay.
    function dismissCaller(address caller) external;

    function isAdmittedCaller(address caller) external view returns (bool);
}
