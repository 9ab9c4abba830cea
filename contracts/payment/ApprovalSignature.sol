// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

library ApprovalSignature {
    /// A key's 65-byte signature, or the yes of a contract within `erc1271Gas`. Read-only either way.
    function isSignedBy(
        address payer,
        bytes32 digest,
        bytes calldata signature,
        uint256 erc1271Gas
    ) internal view returns (bool) {
        if (payer.code.length == 0) {
            // The last is only the argument of an error that is not thrown here.
            // slither-disable-next-line unused-return
            (address signer, ECDSA.RecoverError failure, ) = ECDSA.tryRecoverCalldata(digest, signature);
            return failure == ECDSA.RecoverError.NoError && signer == payer;
        }
        bytes memory question = abi.encodeCall(IERC1271.isValidSignature, (digest, signature));
        bool isAnswered;
        bytes32 answer;
        // A call capped in gas, whose answer is cut to one word.
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            // Only one word of the answer is taken: a long one would cost the relayer, not the payer.
            isAnswered := staticcall(erc1271Gas, payer, add(question, 0x20), mload(question), 0x00, 0x20)
            isAnswered := and(isAnswered, gt(returndatasize(), 0x1f)) // asked after the call: Yul evaluates from the right
            answer := mload(0x00)
        }
        return isAnswered && answer == bytes32(IERC1271.isValidSignature.selector);
    }
}
