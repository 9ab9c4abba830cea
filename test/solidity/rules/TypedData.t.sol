// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {PaymentApproval, PaymentRequest} from "../../../contracts/payment/PaymentTypes.sol";
import {Till} from "../support/Till.sol";
import {TypedData} from "../support/TypedData.sol";

/// The digests are those of EIP-712 for the types and the domain that the design states.
contract TypedDataTest is Till {
    function test_requestDigest_is_the_eip712_digest(PaymentRequest memory request, uint64 chainId) public {
        vm.chainId(bound(chainId, 1, type(uint64).max - 1));
        vm.assertEq(
            hub.requestDigest(request),
            TypedData.requestDigest(request, block.chainid, address(hub)),
            "digest"
        );
    }

    function test_approvalDigest_is_the_eip712_digest(PaymentApproval memory approval, uint64 chainId) public {
        vm.chainId(bound(chainId, 1, type(uint64).max - 1));
        vm.assertEq(
            hub.approvalDigest(approval),
            TypedData.approvalDigest(approval, block.chainid, address(hub)),
            "digest"
        );
    }
}
