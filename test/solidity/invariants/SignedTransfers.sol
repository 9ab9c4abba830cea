// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {DepositToken} from "../../../contracts/money/DepositToken.sol";
import {Actor} from "../support/Test.sol";
import {Crowd} from "./Crowd.sol";

/// Transfers of deposits that a customer signs and anybody brings: ERC-2612 and ERC-3009.
abstract contract SignedTransfers is Crowd {
    bytes32 private constant PERMIT = keccak256(
        "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant TRANSFER = keccak256(
        "TransferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );
    bytes32 private constant RECEIVE = keccak256(
        "ReceiveWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );
    bytes32 private constant CANCEL = keccak256("CancelAuthorization(address authorizer,bytes32 nonce)");

    function _permit() internal {
        Holder memory from = _holder();
        DepositToken token = _token(from.bank);
        uint256 deadline = block.timestamp + 60;
        uint256 amountMinor = _sum();
        bytes32 permit = keccak256(
            abi.encode(
                PERMIT,
                from.actor.account,
                stranger.account,
                amountMinor,
                token.nonces(from.actor.account),
                deadline
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = _signFor(from.actor, token, permit);
        bytes memory call = abi.encodeCall(
            token.permit,
            (from.actor.account, stranger.account, amountMinor, deadline, v, r, s)
        );
        _try("permit", _anyone(), address(token), call);

        call = abi.encodeCall(token.transferFrom, (from.actor.account, stranger.account, 1));
        bool isMoved = _try("trespass", stranger.account, address(token), call);
        vm.assertTrue(!isMoved, "a permit lets no money out of the bank");
    }

    function _transferByAuthorization() internal {
        Holder memory from = _holder();
        (DepositToken token, bytes memory terms, bytes memory signature) = _authorize(TRANSFER, from);
        bytes memory call = bytes.concat(token.transferWithAuthorization.selector, terms, signature);
        _try("transferWithAuthorization", _anyone(), address(token), call);
    }

    function _receiveByAuthorization() internal {
        Holder memory from = _holder();
        (DepositToken token, bytes memory terms, bytes memory signature) = _authorize(RECEIVE, from);
        (, address to) = abi.decode(terms, (address, address));
        bytes memory call = bytes.concat(token.receiveWithAuthorization.selector, terms, signature);
        address caller = _roll(8) == 0 ? stranger.account : to;
        bool isMoved = _try("receiveWithAuthorization", caller, address(token), call);
        vm.assertTrue(!isMoved || caller == to, "only the payee takes what was signed for it to receive");
    }

    function _cancelAuthorization() internal {
        Holder memory from = _holder();
        DepositToken token = _token(from.bank);
        bytes32 nonce = bytes32(_roll(2_000));
        bytes32 cancel = keccak256(abi.encode(CANCEL, from.actor.account, nonce));
        (uint8 v, bytes32 r, bytes32 s) = _signFor(from.actor, token, cancel);
        bytes memory call = abi.encodeCall(token.cancelAuthorization, (from.actor.account, nonce, v, r, s));
        _try("cancelAuthorization", _anyone(), address(token), call);
    }

    /// The six fields and the signature, now and then a stranger's, as both calls of ERC-3009 take them.
    function _authorize(
        bytes32 kind,
        Holder memory from
    ) private returns (DepositToken token, bytes memory terms, bytes memory signature) {
        token = _token(from.bank);
        terms = abi.encode(
            from.actor.account,
            _colleague(from).actor.account,
            _sum(),
            0,
            block.timestamp + 60,
            bytes32(_roll(2_000))
        );
        Actor memory signer = _roll(10) == 0 ? stranger : from.actor;
        (uint8 v, bytes32 r, bytes32 s) = _signFor(signer, token, keccak256(bytes.concat(kind, terms)));
        signature = abi.encode(v, r, s);
    }

    function _signFor(
        Actor memory signer,
        DepositToken token,
        bytes32 structHash
    ) private view returns (uint8 v, bytes32 r, bytes32 s) {
        return vm.sign(signer.key, keccak256(bytes.concat(hex"1901", token.DOMAIN_SEPARATOR(), structHash)));
    }
}
