// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IMerchantRegistry} from "../interfaces/IMerchantRegistry.sol";
import {INetworkAuthority} from "../interfaces/INetworkAuthority.sol";
import {IPaymentHub} from "../interfaces/IPaymentHub.sol";
import {ISettlementHub} from "../interfaces/ISettlementHub.sol";
import {BankId, Duty} from "../interfaces/Types.sol";
import {PaymentApproval, PaymentRequest, PaymentTypes, SignedRequest} from "./PaymentTypes.sol";

contract PaymentHub is IPaymentHub, EIP712 {
    using PaymentTypes for PaymentRequest;
    using PaymentTypes for PaymentApproval;

    /// A dynamic request and an approval live at most this long.
    uint256 public constant MAX_LIFE_SECONDS = 15 minutes;

    /// Three amounts share a payment's slot.
    uint256 public constant MAX_AMOUNT_MINOR = type(uint48).max;

    /// What a payer's contract may spend on checking its signature.
    uint256 public constant ERC1271_GAS = 150_000;

    /// A slot that was cancelled. No payment has it: every payment's terms hash is in the upper bits.
    uint256 private constant CANCELLED = 1;

    INetworkAuthority public immutable AUTHORITY;
    IMerchantRegistry public immutable MERCHANTS;
    ISettlementHub public immutable SETTLEMENT;

    /// By payment id; by request digest and approval id for the cancelled ones.
    mapping(bytes32 id => uint256) private _states;

    /// How one payer meets one request.
    struct Debit {
        address payer;
        BankId bank;
        uint256 amountMinor;
        uint256 tipMinor;
        bytes32 nonce;
    }

    /// Whose request it is.
    struct Origin {
        bytes32 requestDigest;
        address terminal;
    }

    constructor(
        INetworkAuthority authority,
        IMerchantRegistry merchants,
        ISettlementHub settlement
    ) EIP712(PaymentTypes.DOMAIN_NAME, PaymentTypes.DOMAIN_VERSION) {
        AUTHORITY = authority;
        MERCHANTS = merchants;
        SETTLEMENT = settlement;
    }

    /// @inheritdoc IPaymentHub
    function pay(
        SignedRequest calldata signed,
        BankId bank,
        uint256 amountMinor,
        uint256 tipMinor,
        bytes32 nonce
    ) external returns (bytes32 paymentId) {
        return _pay(signed, requestDigest(signed.request), Debit(msg.sender, bank, amountMinor, tipMinor, nonce));
    }

    /// @inheritdoc IPaymentHub
    function payApproved(
        SignedRequest calldata signed,
        PaymentApproval calldata approval,
        bytes calldata signature
    ) external returns (bytes32 paymentId) {
        bytes32 digest = requestDigest(signed.request);
        _requireApproves(approval, digest, signed.request);

        paymentId = _pay(
            signed,
            digest,
            Debit(approval.payer, approval.bank, approval.amountMinor, approval.tipMinor, approval.nonce)
        );

        // Last, when all state is written: a payer's contract sees the payment as made, and re-entering finds it so.
        require(
            _isSignedBy(approval.payer, approvalDigest(approval), signature),
            ApprovalSignatureInvalid(approval.payer)
        );
    }

    /// @inheritdoc IPaymentHub
    function cancelRequest(SignedRequest calldata signed) external {
        bytes32 digest = requestDigest(signed.request);
        address terminal = ECDSA.recover(digest, signed.r, signed.yParityAndS);
        (bytes8 merchantId, BankId acquirer) = MERCHANTS.acquirerOf(terminal);
        require(
            merchantId == signed.request.merchantId,
            TerminalOfAnotherMerchant(terminal, merchantId, signed.request.merchantId)
        );
        if (msg.sender != terminal) {
            uint64 role = AUTHORITY.roleOf(acquirer, Duty.Onboarding);
            (bool isOnboarding, uint32 executionDelay) = AUTHORITY.hasRole(role, msg.sender);
            require(isOnboarding && executionDelay == 0, NotTerminalNorAcquirer(msg.sender, terminal, acquirer));
        }
        uint256 state = _states[digest];
        require(state != CANCELLED, RequestAlreadyCancelled(digest));
        require(state == 0, RequestAlreadyPaid(digest));

        _states[digest] = CANCELLED;
        emit RequestCancelled(digest, merchantId, msg.sender);
    }

    /// @inheritdoc IPaymentHub
    function cancelApproval(bytes32 digest, bytes32 nonce) external {
        bytes32 id = _approvalId(digest, msg.sender, nonce);
        uint256 state = _states[id];
        require(state != CANCELLED, ApprovalAlreadyCancelled(digest, msg.sender, nonce));
        require(state == 0, PaymentAlreadyMade(id));

        _states[id] = CANCELLED;
        emit ApprovalCancelled(digest, msg.sender, nonce);
    }

    /// @inheritdoc IPaymentHub
    function requestDigest(PaymentRequest calldata request) public view returns (bytes32) {
        return _hashTypedDataV4(request.hashRequest());
    }

    /// @inheritdoc IPaymentHub
    function approvalDigest(PaymentApproval calldata approval) public view returns (bytes32) {
        return _hashTypedDataV4(approval.hashApproval());
    }

    /// @inheritdoc IPaymentHub
    function payment(bytes32 paymentId) external view returns (PaymentState memory) {
        uint256 state = _states[paymentId];
        if (state == CANCELLED) state = 0;
        return PaymentState(uint160(state >> 96), uint48(state >> 48), uint48(state));
    }

    /// @inheritdoc IPaymentHub
    function isCancelled(bytes32 digest) external view returns (bool) {
        return _states[digest] == CANCELLED;
    }

    function _pay(
        SignedRequest calldata signed,
        bytes32 digest,
        Debit memory debit
    ) private returns (bytes32 paymentId) {
        PaymentRequest calldata request = signed.request;
        _requirePayable(request);
        uint256 grossMinor = _grossOf(request, debit);
        address terminal = ECDSA.recover(digest, signed.r, signed.yParityAndS);
        IMerchantRegistry.Acceptance memory acceptance = MERCHANTS.acceptance(terminal);
        _requireAccepts(acceptance, terminal, request, grossMinor);
        require(debit.payer != acceptance.payoutAccount, PayerIsPayee(debit.payer));

        paymentId = _claim(request, digest, debit);
        ISettlementHub.Settlement memory settlement = ISettlementHub.Settlement(
            paymentId,
            request.currency,
            debit.bank,
            acceptance.acquirer,
            debit.payer,
            acceptance.payoutAccount,
            grossMinor
        );
        _states[paymentId] = _stateOf(request, settlement);
        _emitSettled(settlement, request, debit.tipMinor, Origin(digest, terminal));

        SETTLEMENT.settle(settlement);
    }

    function _emitSettled(
        ISettlementHub.Settlement memory settlement,
        PaymentRequest calldata request,
        uint256 tipMinor,
        Origin memory origin
    ) private {
        emit PaymentSettled(
            settlement.paymentId,
            request.merchantId,
            settlement.payer,
            origin.requestDigest,
            request.requestId,
            origin.terminal,
            settlement.payerBank,
            settlement.payeeBank,
            settlement.currency,
            settlement.amountMinor,
            tipMinor
        );
    }

    function _requirePayable(PaymentRequest calldata request) private view {
        require(request.captureBefore == 0, RequestIsForAuthorize(request.captureBefore));
        require(block.timestamp < request.expiresAt, RequestExpired(block.timestamp, request.expiresAt));
        if (!_isStatic(request)) {
            uint256 latest = block.timestamp + MAX_LIFE_SECONDS;
            require(request.expiresAt <= latest, RequestLivesTooLong(request.expiresAt, latest));
        }
    }

    function _requireApproves(
        PaymentApproval calldata approval,
        bytes32 digest,
        PaymentRequest calldata request
    ) private view {
        require(approval.request == digest, ApprovalForAnotherRequest(digest, approval.request));
        require(block.timestamp < approval.validBefore, ApprovalExpired(block.timestamp, approval.validBefore));
        uint256 latest = block.timestamp + MAX_LIFE_SECONDS;
        require(approval.validBefore <= latest, ApprovalLivesTooLong(approval.validBefore, latest));
        bytes32 registered = MERCHANTS.nameHash(request.merchantId);
        require(
            keccak256(bytes(approval.merchantName)) == registered,
            MerchantNameDiffers(approval.merchantName, registered)
        );
        require(approval.currency == request.currency, DebitCurrencyDiffers(approval.currency, request.currency));
        uint256 debitMinor = _withTip(approval.amountMinor, approval.tipMinor);
        require(debitMinor <= approval.maxDebitMinor, DebitExceedsApproval(debitMinor, approval.maxDebitMinor));
        require(
            _states[_approvalId(digest, approval.payer, approval.nonce)] != CANCELLED,
            ApprovalAlreadyCancelled(digest, approval.payer, approval.nonce)
        );
    }

    function _requireAccepts(
        IMerchantRegistry.Acceptance memory acceptance,
        address terminal,
        PaymentRequest calldata request,
        uint256 grossMinor
    ) private pure {
        require(
            acceptance.merchantId == request.merchantId,
            TerminalOfAnotherMerchant(terminal, acceptance.merchantId, request.merchantId)
        );
        require(request.currency == acceptance.currency, CurrencyNotAccepted(request.currency, acceptance.currency));
        require(grossMinor <= acceptance.capMinor, TerminalCapExceeded(grossMinor, acceptance.capMinor));
        require(
            !_isStatic(request) || grossMinor <= acceptance.staticCapMinor,
            StaticCapExceeded(grossMinor, acceptance.staticCapMinor)
        );
    }

    function _grossOf(PaymentRequest calldata request, Debit memory debit) private pure returns (uint256 grossMinor) {
        require(debit.amountMinor != 0, AmountZero());
        require(
            _isStatic(request) || debit.amountMinor == request.amountMinor,
            AmountDiffersFromRequest(debit.amountMinor, request.amountMinor)
        );
        return _withTip(debit.amountMinor, debit.tipMinor);
    }

    /// Each is bounded first, so that the sum cannot overflow.
    function _withTip(uint256 amountMinor, uint256 tipMinor) private pure returns (uint256 grossMinor) {
        require(amountMinor <= MAX_AMOUNT_MINOR, AmountTooLarge(amountMinor, MAX_AMOUNT_MINOR));
        require(tipMinor <= MAX_AMOUNT_MINOR, AmountTooLarge(tipMinor, MAX_AMOUNT_MINOR));
        grossMinor = amountMinor + tipMinor;
        require(grossMinor <= MAX_AMOUNT_MINOR, AmountTooLarge(grossMinor, MAX_AMOUNT_MINOR));
    }

    /// The id that this payment takes for good; refused where it is taken or the request was cancelled.
    function _claim(
        PaymentRequest calldata request,
        bytes32 digest,
        Debit memory debit
    ) private view returns (bytes32 paymentId) {
        uint256 state = _states[digest];
        require(state != CANCELLED, RequestAlreadyCancelled(digest));
        if (!_isStatic(request)) {
            require(state == 0, RequestAlreadyPaid(digest));
            return digest;
        }
        paymentId = _approvalId(digest, debit.payer, debit.nonce);
        uint256 own = _states[paymentId];
        require(own != CANCELLED, ApprovalAlreadyCancelled(digest, debit.payer, debit.nonce));
        require(own == 0, PaymentAlreadyMade(paymentId));
    }

    function _isStatic(PaymentRequest calldata request) private pure returns (bool) {
        return request.amountMinor == 0;
    }

    function _approvalId(bytes32 digest, address payer, bytes32 nonce) private pure returns (bytes32) {
        return keccak256(abi.encode(digest, payer, nonce));
    }

    /// 160 bits of the terms' hash, nothing held, all of it refundable.
    function _stateOf(
        PaymentRequest calldata request,
        ISettlementHub.Settlement memory settlement
    ) private pure returns (uint256) {
        PaymentTerms memory terms = PaymentTerms(
            request.merchantId,
            settlement.payer,
            settlement.payerBank,
            settlement.payeeBank,
            settlement.currency,
            settlement.amountMinor,
            request.captureBefore
        );
        return (uint256(keccak256(abi.encode(terms))) << 96) | settlement.amountMinor;
    }

    /// A key's 65-byte signature, or the yes of a contract within its allowance of gas. Read-only either way.
    function _isSignedBy(address payer, bytes32 digest, bytes calldata signature) private view returns (bool) {
        if (payer.code.length == 0) {
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
            isAnswered := staticcall(ERC1271_GAS, payer, add(question, 0x20), mload(question), 0x00, 0x20)
            isAnswered := and(isAnswered, gt(returndatasize(), 0x1f)) // asked after the call: Yul evaluates from the right
            answer := mload(0x00)
        }
        return isAnswered && answer == bytes32(IERC1271.isValidSignature.selector);
    }
}
