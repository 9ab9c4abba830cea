// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {BankId} from "../../../contracts/interfaces/Types.sol";
import {PaymentApproval, PaymentRequest} from "../../../contracts/payment/PaymentTypes.sol";

/// EIP-712 as payment-request.md writes it, computed without the contracts' own library: what the two agree on is no
/// mistake that one copied from the other.
library TypedData {
    function requestDigest(
        PaymentRequest memory request,
        uint256 chainId,
        address hub
    ) internal pure returns (bytes32) {
        bytes memory fields = bytes.concat(
            keccak256(
                "PaymentRequest(bytes8 merchantId,bytes16 requestId,uint16 currency,uint256 amountMinor,"
                "uint64 expiresAt,uint64 captureBefore,bytes32 contentHash)"
            ),
            bytes32(request.merchantId),
            bytes32(request.requestId),
            bytes32(uint256(request.currency)),
            bytes32(request.amountMinor),
            bytes32(uint256(request.expiresAt)),
            bytes32(uint256(request.captureBefore)),
            request.contentHash
        );
        return _digest(keccak256(fields), chainId, hub);
    }

    function approvalDigest(
        PaymentApproval memory approval,
        uint256 chainId,
        address hub
    ) internal pure returns (bytes32) {
        bytes memory fields = bytes.concat(
            keccak256(
                "PaymentApproval(bytes32 request,string merchantName,address payer,uint256 amountMinor,"
                "uint256 tipMinor,uint16 bank,uint16 currency,uint256 maxDebitMinor,uint64 validBefore,bytes32 nonce)"
            ),
            approval.request,
            keccak256(bytes(approval.merchantName)),
            bytes32(uint256(uint160(approval.payer))),
            bytes32(approval.amountMinor),
            bytes32(approval.tipMinor),
            bytes32(uint256(BankId.unwrap(approval.bank))),
            bytes32(uint256(approval.currency))
        );
        fields = bytes.concat(
            fields,
            bytes32(approval.maxDebitMinor),
            bytes32(uint256(approval.validBefore)),
            approval.nonce
        );
        return _digest(keccak256(fields), chainId, hub);
    }

    function _digest(bytes32 structHash, uint256 chainId, address hub) private pure returns (bytes32) {
        bytes32 separator = keccak256(
            bytes.concat(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Jiaozi"),
                keccak256("1"),
                bytes32(chainId),
                bytes32(uint256(uint160(hub)))
            )
        );
        return keccak256(bytes.concat(hex"1901", separator, structHash));
    }
}
