// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IAdmittedCallers} from "../interfaces/IAdmittedCallers.sol";

/// The list itself; who may change it is for the contract that inherits it to say.
abstract contract AdmittedCallers is IAdmittedCallers {
    /// @custom:storage-location erc7201:jiaozi.storage.AdmittedCallers
    struct Admission {
        mapping(address caller => bool) admitted;
    }

    // keccak256(abi.encode(uint256(keccak256("jiaozi.storage.AdmittedCallers")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant ADMISSION_SLOT = 0xe0ac3217d5ec717c6481b6da668d0f902bda3cc0170afe872dde6a9dd4ed7800;

    modifier onlyAdmitted() {
        require(isAdmittedCaller(msg.sender), CallerNotAdmitted(msg.sender));
        _;
    }

    /// @inheritdoc IAdmittedCallers
    function isAdmittedCaller(address caller) public view returns (bool) {
        return _admission().admitted[caller];
    }

    function _admitCaller(address caller) internal {
        _admission().admitted[caller] = true;
        emit CallerAdmitted(caller);
    }

    function _dismissCaller(address caller) internal {
        delete _admission().admitted[caller];
        emit CallerDismissed(caller);
    }

    function _admission() private pure returns (Admission storage admission) {
        bytes32 slot = ADMISSION_SLOT;
        // Solidity has no other way to name a slot (ERC-7201).
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            admission.slot := slot
        }
    }
}
