// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {PaymentApproval, SignedRequest} from "../../../contracts/payment/PaymentTypes.sol";

/// An account that takes its owner's signature, as smart accounts do.
contract OwnedAccount is IERC1271 {
    address private immutable OWNER;

    constructor(address owner) {
        OWNER = owner;
    }

    function isValidSignature(bytes32 digest, bytes calldata signature) external view returns (bytes4) {
        return ECDSA.recoverCalldata(digest, signature) == OWNER ? this.isValidSignature.selector : bytes4(0);
    }
}

/// Answers every question about a signature with the same bytes, right or wrong, short or long.
contract FixedAnswerAccount {
    bytes private _answer;

    constructor(bytes memory answer) {
        _answer = answer;
    }

    fallback(bytes calldata) external returns (bytes memory) {
        return _answer;
    }
}

contract RevertingAccount {
    fallback() external {
        revert("not today");
    }
}

/// Says yes once it has used up more gas than anybody allowed it.
contract BurningAccount {
    uint256 private immutable ROUNDS;

    constructor(uint256 rounds) {
        ROUNDS = rounds;
    }

    function isValidSignature(bytes32 digest, bytes calldata) external view returns (bytes4) {
        for (uint256 i = 0; i < ROUNDS; ++i) digest = keccak256(abi.encode(digest));
        return digest == 0 ? bytes4(0) : IERC1271.isValidSignature.selector;
    }
}

/// Tries to pay the same request again while it is asked for its signature, then says yes.
contract ReenteringAccount {
    IPaymentHub private immutable HUB;
    bytes private _again;

    constructor(IPaymentHub hub) {
        HUB = hub;
    }

    function plan(SignedRequest calldata signed, PaymentApproval calldata approval) external {
        _again = abi.encodeCall(IPaymentHub.payApproved, (signed, approval, ""));
    }

    /// Not view, so that it may try; the hub asks by a static call.
    function isValidSignature(bytes32, bytes calldata) external returns (bytes4) {
        (bool isPaidAgain, ) = address(HUB).call(_again);
        return isPaidAgain ? bytes4(0) : IERC1271.isValidSignature.selector;
    }
}

/// Says yes only if, when asked, the payment already stands: state is written before foreign code runs.
contract LookingAccount {
    IPaymentHub private immutable HUB;
    bytes32 private immutable PAYMENT_ID;

    constructor(IPaymentHub hub, bytes32 paymentId) {
        HUB = hub;
        PAYMENT_ID = paymentId;
    }

    function isValidSignature(bytes32, bytes calldata) external view returns (bytes4) {
        return HUB.payment(PAYMENT_ID).termsHash == 0 ? bytes4(0) : IERC1271.isValidSignature.selector;
    }
}
