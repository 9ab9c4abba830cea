// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {BankId} from "../interfaces/Types.sol";

/// What a terminal signs: a demand for money. Standard: EIP-712; carried in an EMVCo merchant-presented code.
struct PaymentRequest {
    bytes8 merchantId;
    bytes16 requestId; // a terminal never uses one twice
    uint16 currency; // ISO 4217 number
    uint256 amountMinor; // 0: the payer enters it, and the code is static
    uint64 expiresAt; // Unix seconds; not valid at that second any more
    uint64 captureBefore; // 0: for pay; otherwise for authorize
    bytes32 contentHash; // keccak256 of the code's UTF-8 bytes up to the object 80
}

/// A request with its terminal's signature in the 64 bytes of ERC-2098.
struct SignedRequest {
    PaymentRequest request;
    bytes32 r;
    bytes32 yParityAndS;
}

/// What a cardholder signs when someone else submits the payment.
struct PaymentApproval {
    bytes32 request; // the request's digest
    string merchantName; // as registered, so that what was read is what is checked
    address payer;
    uint256 amountMinor; // in the request's currency
    uint256 tipMinor; // on top
    BankId bank; // the payer's
    uint16 currency; // of the payer's account
    uint256 maxDebitMinor; // in the payer's currency
    uint64 validBefore; // Unix seconds, at most 15 minutes ahead
    bytes32 nonce; // tells the payments by one static code apart
}

/// Every EIP-712 type string, once.
library PaymentTypes {
    string internal constant DOMAIN_NAME = "Jiaozi";
    string internal constant DOMAIN_VERSION = "1";

    bytes32 internal constant REQUEST_TYPEHASH = keccak256(
        "PaymentRequest(bytes8 merchantId,bytes16 requestId,uint16 currency,uint256 amountMinor,uint64 expiresAt,uint64 captureBefore,bytes32 contentHash)"
    );

    bytes32 internal constant APPROVAL_TYPEHASH = keccak256(
        "PaymentApproval(bytes32 request,string merchantName,address payer,uint256 amountMinor,uint256 tipMinor,uint16 bank,uint16 currency,uint256 maxDebitMinor,uint64 validBefore,bytes32 nonce)"
    );

    function hashRequest(PaymentRequest calldata request) internal pure returns (bytes32 structHash) {
        bytes32 typehash = REQUEST_TYPEHASH;
        // Seven values lie in calldata as abi.encode lays them out. One with dirty bits hashes to what no terminal signs.
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let encoded := mload(0x40)
            mstore(encoded, typehash)
            calldatacopy(add(encoded, 0x20), request, 0xe0)
            structHash := keccak256(encoded, 0x100)
        }
    }

    function hashApproval(PaymentApproval calldata approval) internal pure returns (bytes32 structHash) {
        return
            keccak256(
                abi.encode(
                    APPROVAL_TYPEHASH,
                    approval.request,
                    keccak256(bytes(approval.merchantName)),
                    approval.payer,
                    approval.amountMinor,
                    approval.tipMinor,
                    approval.bank,
                    approval.currency,
                    approval.maxDebitMinor,
                    approval.validBefore,
                    approval.nonce
                )
            );
    }
}
