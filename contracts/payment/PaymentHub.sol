// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IMerchantRegistry} from "../interfaces/IMerchantRegistry.sol";
import {INetworkAuthority} from "../interfaces/INetworkAuthority.sol";
import {IPaymentHub} from "../interfaces/IPaymentHub.sol";
import {ISettlementHub} from "../interfaces/ISettlementHub.sol";
import {BankId, Duty} from "../interfaces/Types.sol";
import {Acceptance} from "./Acceptance.sol";
import {ApprovalSignature} from "./ApprovalSignature.sol";
import {FeeSplit, FeeTerms, Fees} from "./FeeTerms.sol";
import {PaymentRules} from "./PaymentRules.sol";
import {PaymentApproval, PaymentRequest, PaymentTypes, SignedRequest} from "./PaymentTypes.sol";

contract PaymentHub is PaymentRules, Acceptance, EIP712 {
    using Fees for FeeSplit;
    using PaymentTypes for PaymentRequest;
    using PaymentTypes for PaymentApproval;

    /// How long after its capture could last be made a payment can be refunded.
    uint256 public constant REFUND_SECONDS = 180 days;

    /// What a payer's contract may spend on checking its signature.
    uint256 public constant ERC1271_GAS = 150_000;

    /// What one payment of a batch may spend, the check of a payer's contract among it.
    uint256 public constant PAYMENT_GAS = 450_000;
    uint256 public constant MAX_BATCH_PAYMENTS = 64;
    uint256 public constant MAX_REFUSAL_BYTES = 260;

    /// A slot that was cancelled. No payment has it: every payment's terms hash is in the upper bits.
    uint256 private constant CANCELLED = 1;

    /// The acquirer's people refund out of the merchant's account without a cap.
    uint256 private constant NO_CAP = type(uint256).max;

    uint256 private constant HELD_AT = 48;
    uint256 private constant TERMS_AT = 96;

    INetworkAuthority public immutable AUTHORITY;
    ISettlementHub public immutable SETTLEMENT;

    /// By payment id; by request digest and approval id for the cancelled ones.
    mapping(bytes32 id => uint256) private _states;

    /// By terminal: the day of UTC, and what was refunded on it.
    mapping(address terminal => RefundsOfDay) private _refunds;

    struct RefundsOfDay {
        uint64 day;
        uint64 refundedMinor;
    }

    /// How one payer meets one request.
    struct Debit {
        address payer;
        BankId bank;
        uint256 amountMinor;
        uint256 tipMinor;
        bytes32 nonce;
    }

    constructor(
        INetworkAuthority authority,
        IMerchantRegistry merchants,
        ISettlementHub settlement
    ) Acceptance(merchants) EIP712(PaymentTypes.DOMAIN_NAME, PaymentTypes.DOMAIN_VERSION) {
        AUTHORITY = authority;
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
        _requireForPay(signed.request);
        return _make(signed, requestDigest(signed.request), Debit(msg.sender, bank, amountMinor, tipMinor, nonce));
    }

    /// @inheritdoc IPaymentHub
    function payApproved(
        SignedRequest calldata signed,
        PaymentApproval calldata approval,
        bytes calldata signature
    ) external returns (bytes32 paymentId) {
        _requireForPay(signed.request);
        return _makeApproved(signed, approval, signature);
    }

    /// @inheritdoc IPaymentHub
    function payBatch(ApprovedPayment[] calldata payments) external returns (uint256 made) {
        require(payments.length <= MAX_BATCH_PAYMENTS, BatchTooLarge(payments.length, MAX_BATCH_PAYMENTS));
        for (uint256 i = 0; i < payments.length; ++i) {
            // A call passes on at most 63/64 of what is left; what it needs must be in that.
            uint256 needed = (PAYMENT_GAS * 64) / 63 + 10_000;
            require(gasleft() >= needed, BatchGasTooLow(gasleft(), needed));
            if (_tryMake(payments[i])) ++made;
        }
    }

    /// Of {payBatch} only: a call of its own, so that a refusal takes back all that the payment had changed.
    function makeOfBatch(ApprovedPayment calldata payment_) external {
        require(msg.sender == address(this), CallerNotItself(msg.sender));
        _makeApproved(payment_.signed, payment_.approval, payment_.signature);
    }

    /// @inheritdoc IPaymentHub
    function authorize(
        SignedRequest calldata signed,
        BankId bank,
        uint256 amountMinor,
        uint256 tipMinor,
        bytes32 nonce
    ) external returns (bytes32 paymentId) {
        _requireForAuthorize(signed.request);
        return _make(signed, requestDigest(signed.request), Debit(msg.sender, bank, amountMinor, tipMinor, nonce));
    }

    /// @inheritdoc IPaymentHub
    function authorizeApproved(
        SignedRequest calldata signed,
        PaymentApproval calldata approval,
        bytes calldata signature
    ) external returns (bytes32 paymentId) {
        _requireForAuthorize(signed.request);
        return _makeApproved(signed, approval, signature);
    }

    /// @inheritdoc IPaymentHub
    function capture(bytes32 paymentId, PaymentTerms memory terms, uint256 amountMinor) external {
        uint256 state = _requireTerms(paymentId, terms);
        (address payee, ) = _merchantSide(terms);
        require(amountMinor != 0, AmountZero());
        require(block.timestamp < terms.captureBefore, CaptureTooLate(block.timestamp, terms.captureBefore));
        uint256 heldMinor = _heldOf(state);
        require(amountMinor <= heldMinor, CaptureExceedsAuthorization(amountMinor, heldMinor));

        uint256 beforeMinor = terms.amountMinor - heldMinor;
        FeeSplit memory fees = terms.feeTerms.chargedBetween(beforeMinor, beforeMinor + amountMinor);
        unchecked {
            // What leaves the held part, which is at least as much, enters the refundable part, which stays below the
            // amount that was authorized.
            _states[paymentId] = state - (amountMinor << HELD_AT) + amountMinor;
        }
        emit PaymentCaptured(
            paymentId,
            terms.merchantId,
            terms.payer,
            terms.payerBank,
            terms.acquirer,
            terms.currency,
            amountMinor,
            fees,
            amountMinor - fees.total()
        );

        SETTLEMENT.settleHeld(
            _routeOf(paymentId, terms, payee),
            _splitOf(amountMinor, fees),
            _earmarkOf(terms, amountMinor, fees)
        );
    }

    /// @inheritdoc IPaymentHub
    function void(bytes32 paymentId, PaymentTerms memory terms) external {
        uint256 state = _requireTerms(paymentId, terms);
        if (!_isTerminalOf(terms.merchantId, msg.sender)) _requireAcquirer(terms);
        uint256 heldMinor = _free(paymentId, terms, state);
        emit PaymentVoided(
            paymentId,
            terms.merchantId,
            terms.payer,
            terms.payerBank,
            terms.acquirer,
            terms.currency,
            heldMinor
        );
    }

    /// @inheritdoc IPaymentHub
    function release(bytes32 paymentId, PaymentTerms memory terms) external {
        uint256 state = _requireTerms(paymentId, terms);
        require(block.timestamp >= terms.captureBefore, ReleaseTooEarly(block.timestamp, terms.captureBefore));
        uint256 heldMinor = _free(paymentId, terms, state);
        emit PaymentReleased(
            paymentId,
            terms.merchantId,
            terms.payer,
            terms.payerBank,
            terms.acquirer,
            terms.currency,
            heldMinor
        );
    }

    /// @inheritdoc IPaymentHub
    function refund(bytes32 paymentId, PaymentTerms memory terms, uint256 amountMinor) external {
        uint256 state = _requireTerms(paymentId, terms);
        (address payout, uint256 capMinor) = _merchantSide(terms);
        if (capMinor != NO_CAP) _countRefund(amountMinor, capMinor);
        _refund(paymentId, terms, amountMinor, state, payout);
    }

    /// @inheritdoc IPaymentHub
    function refundByAcquirer(bytes32 paymentId, PaymentTerms memory terms, uint256 amountMinor) external {
        AUTHORITY.requireDuty(terms.acquirer, Duty.Issuance, msg.sender);
        _refund(paymentId, terms, amountMinor, _requireTerms(paymentId, terms), address(0));
    }

    /// @inheritdoc IPaymentHub
    function cancelRequest(SignedRequest calldata signed) external {
        bytes32 digest = requestDigest(signed.request);
        address terminal = ECDSA.recover(digest, signed.r, signed.yParityAndS);
        (bytes8 merchantId, BankId acquirer) = _acquirerOf(terminal);
        require(
            merchantId == signed.request.merchantId,
            TerminalOfAnotherMerchant(terminal, merchantId, signed.request.merchantId)
        );
        if (!_isAcquirer(acquirer)) {
            require(msg.sender == terminal, NotTerminalNorAcquirer(msg.sender, merchantId, acquirer));
            _requireTerminalIfAny(merchantId, signed.request.currency, terminal);
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
        uint256 asked = _states[digest]; // under which a request with an amount is paid
        require(asked == 0 || asked == CANCELLED, RequestAlreadyPaid(digest));

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
        return PaymentState(uint160(state >> TERMS_AT), uint48(state >> HELD_AT), uint48(state));
    }

    /// @inheritdoc IPaymentHub
    function termsHash(PaymentTerms memory terms) public pure returns (uint160) {
        uint256 hash;
        // Ten values lie in memory as abi.encode lays them out.
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            hash := keccak256(terms, 0x140)
        }
        return uint160(hash);
    }

    /// @inheritdoc IPaymentHub
    function isCancelled(bytes32 digest) external view returns (bool) {
        return _states[digest] == CANCELLED;
    }

    /// @inheritdoc IPaymentHub
    function refundedToday(address terminal) external view returns (uint256 refundedMinor) {
        RefundsOfDay memory refunds = _refunds[terminal];
        return refunds.day == block.timestamp / 1 days ? refunds.refundedMinor : 0;
    }

    /// By the payer's own hand or its approval, at once or held: the request says which.
    function _make(
        SignedRequest calldata signed,
        bytes32 digest,
        Debit memory debit
    ) private returns (bytes32 paymentId) {
        PaymentRequest calldata request = signed.request;
        _requireOpen(request);
        address terminal = ECDSA.recover(digest, signed.r, signed.yParityAndS);
        (PaymentTerms memory terms, address payout) = _agree(request, terminal, debit);
        paymentId = _claim(request, digest, debit);
        _states[paymentId] = _stateOf(terms);

        Origin memory origin = Origin(digest, request.requestId, terminal, debit.tipMinor);
        ISettlementHub.Route memory route = _routeOf(paymentId, terms, payout);
        if (terms.captureBefore != 0) _holdFor(route, terms, origin);
        else _settle(route, terms, origin);
    }

    function _settle(ISettlementHub.Route memory route, PaymentTerms memory terms, Origin memory origin) private {
        FeeSplit memory fees = terms.feeTerms.chargedOnRoundedDown(terms.amountMinor);
        uint256 netMinor = terms.amountMinor - fees.total();
        emit PaymentSettled(route.paymentId, terms.merchantId, terms.payer, terms, origin, fees, netMinor);
        SETTLEMENT.settle(route, _splitOf(terms.amountMinor, fees));
    }

    function _holdFor(ISettlementHub.Route memory route, PaymentTerms memory terms, Origin memory origin) private {
        FeeSplit memory fees = terms.feeTerms.chargedOnRoundedDown(terms.amountMinor);
        emit PaymentAuthorized(route.paymentId, terms.merchantId, terms.payer, terms, origin);
        SETTLEMENT.hold(route, terms.amountMinor, _earmarkOf(terms, terms.amountMinor, fees));
    }

    function _makeApproved(
        SignedRequest calldata signed,
        PaymentApproval calldata approval,
        bytes calldata signature
    ) private returns (bytes32 paymentId) {
        bytes32 digest = requestDigest(signed.request);
        _requireApproves(approval, digest, signed.request);

        paymentId = _make(
            signed,
            digest,
            Debit(approval.payer, approval.bank, approval.amountMinor, approval.tipMinor, approval.nonce)
        );

        // Last, when all state is written: a payer's contract sees the payment as made, and re-entering finds it so.
        require(
            ApprovalSignature.isSignedBy(approval.payer, approvalDigest(approval), signature, ERC1271_GAS),
            ApprovalSignatureInvalid(approval.payer)
        );
    }

    /// One payment of a batch, in a call of its own with its own gas.
    function _tryMake(ApprovedPayment calldata one) private returns (bool isMade) {
        bytes4 selector = this.makeOfBatch.selector;
        uint256 gas_ = PAYMENT_GAS;
        string calldata name = one.approval.merchantName;
        bytes calldata signature = one.signature;
        // The call hands on the payment as it came, up to the end of its last part: decoding and encoding it anew would
        // cost every payment of the batch. What it reverts with is cut: nobody makes the relayer carry more.
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let end := add(name.offset, name.length)
            let signatureEnd := add(signature.offset, signature.length)
            if gt(signatureEnd, end) {
                end := signatureEnd
            }
            let size := sub(end, one)
            let asked := mload(0x40)
            mstore(asked, selector)
            mstore(add(asked, 0x04), 0x20)
            calldatacopy(add(asked, 0x24), one, size)
            isMade := call(gas_, address(), 0, asked, add(size, 0x24), 0x00, 0x00)
        }
        if (!isMade) _tellRefusal(one);
    }

    function _tellRefusal(ApprovedPayment calldata one) private {
        uint256 size;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            size := returndatasize()
        }
        bytes memory refusal = new bytes(size < MAX_REFUSAL_BYTES ? size : MAX_REFUSAL_BYTES);
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            returndatacopy(add(refusal, 0x20), 0x00, mload(refusal))
        }
        emit PaymentRefused(requestDigest(one.signed.request), one.approval.payer, one.approval.nonce, refusal);
    }

    function _refund(
        bytes32 paymentId,
        PaymentTerms memory terms,
        uint256 amountMinor,
        uint256 state,
        address payout
    ) private {
        require(amountMinor != 0, AmountZero());
        require(block.timestamp < terms.refundBefore, RefundTooLate(block.timestamp, terms.refundBefore));
        uint256 refundableMinor = uint48(state);
        require(amountMinor <= refundableMinor, RefundExceedsCapture(amountMinor, refundableMinor));

        // Zero where the plan keeps fees.
        // slither-disable-next-line uninitialized-local
        FeeSplit memory returned;
        if (terms.feeTerms.isReturned()) {
            returned = terms.feeTerms.chargedBetween(refundableMinor - amountMinor, refundableMinor);
            returned.schemeFeeMinor = 0; // the scheme has done its work
        }
        _states[paymentId] = state - amountMinor;
        bool isSuspended = SETTLEMENT.refund(
            _routeOf(paymentId, terms, payout),
            _splitOf(amountMinor, returned),
            terms.madeAt
        );
        emit PaymentRefunded(
            paymentId,
            terms.merchantId,
            terms.payer,
            terms.payerBank,
            terms.acquirer,
            terms.currency,
            amountMinor,
            returned,
            payout == address(0) ? 0 : amountMinor - returned.total(),
            isSuspended
        );
    }

    function _free(bytes32 paymentId, PaymentTerms memory terms, uint256 state) private returns (uint256 heldMinor) {
        heldMinor = _heldOf(state);
        require(heldMinor != 0, NothingHeld(paymentId));
        FeeSplit memory fees = terms.feeTerms.chargedBetween(terms.amountMinor - heldMinor, terms.amountMinor);

        _states[paymentId] = state - (heldMinor << HELD_AT);
        SETTLEMENT.release(
            _routeOf(paymentId, terms, address(0)),
            heldMinor,
            _earmarkOf(terms, heldMinor, fees),
            terms.madeAt
        );
    }

    function _countRefund(uint256 amountMinor, uint256 capMinor) private {
        require(amountMinor <= capMinor, RefundCapExceeded(amountMinor, capMinor)); // so that the sum cannot overflow
        RefundsOfDay memory refunds = _refunds[msg.sender];
        uint64 today = uint64(block.timestamp / 1 days);
        uint256 refundedMinor = (refunds.day == today ? refunds.refundedMinor : 0) + amountMinor;
        require(refundedMinor <= capMinor, RefundCapExceeded(refundedMinor, capMinor));
        _refunds[msg.sender] = RefundsOfDay(today, uint64(refundedMinor));
    }

    /// Where the merchant's money is, and what the caller may refund in a day. Refused where it may not act for the
    /// merchant. A till needs no look at the acquirer's people.
    function _merchantSide(PaymentTerms memory terms) private view returns (address payout, uint256 refundCapMinor) {
        (payout, refundCapMinor) = _operating(terms.merchantId, terms.currency, msg.sender);
        if (payout != address(0)) return (payout, refundCapMinor);
        _requireAcquirer(terms);
        return (_payoutAccount(terms.merchantId), NO_CAP);
    }

    function _requireAcquirer(PaymentTerms memory terms) private view {
        if (_isAcquirer(terms.acquirer)) return;
        _requireTerminalIfAny(terms.merchantId, terms.currency, msg.sender);
        revert NotTerminalNorAcquirer(msg.sender, terms.merchantId, terms.acquirer);
    }

    function _isAcquirer(BankId acquirer) private view returns (bool) {
        return AUTHORITY.holdsDuty(acquirer, Duty.Acquiring, msg.sender);
    }

    function _requireTerms(bytes32 paymentId, PaymentTerms memory terms) private view returns (uint256 state) {
        state = _states[paymentId];
        uint160 agreed = uint160(state >> TERMS_AT);
        uint160 named = termsHash(terms);
        require(named == agreed, TermsDiffer(paymentId, named, agreed));
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
        bytes32 registered = _nameHash(request.merchantId);
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

    /// What terminal, merchant and payer agree on; refused where one of them may not.
    function _agree(
        PaymentRequest calldata request,
        address terminal,
        Debit memory debit
    ) private view returns (PaymentTerms memory terms, address payout) {
        uint256 grossMinor = _grossOf(request, debit.amountMinor, debit.tipMinor);
        IMerchantRegistry.Terminal memory asking = _activeTerminal(terminal);
        BankId acquirer;
        FeeTerms feeTerms;
        (payout, acquirer, feeTerms) = _activeMerchant(asking.merchantId);
        _requireAccepts(asking, terminal, request, grossMinor);
        require(debit.payer != payout, PayerIsPayee(debit.payer));

        terms.merchantId = request.merchantId;
        terms.payer = debit.payer;
        terms.payerBank = debit.bank;
        terms.acquirer = acquirer;
        terms.currency = request.currency;
        terms.amountMinor = grossMinor;
        terms.feeTerms = feeTerms;
        terms.madeAt = uint64(block.timestamp);
        terms.captureBefore = request.captureBefore;
        uint256 capturedBy = terms.captureBefore == 0 ? block.timestamp : terms.captureBefore;
        terms.refundBefore = uint64(capturedBy + REFUND_SECONDS);
    }

    function _approvalId(bytes32 digest, address payer, bytes32 nonce) private pure returns (bytes32) {
        return keccak256(abi.encode(digest, payer, nonce));
    }

    /// 160 bits of the terms' hash; all of the amount either held or refundable.
    function _stateOf(PaymentTerms memory terms) private pure returns (uint256) {
        uint256 amounts = terms.captureBefore == 0 ? terms.amountMinor : terms.amountMinor << HELD_AT;
        return (uint256(termsHash(terms)) << TERMS_AT) | amounts;
    }

    function _heldOf(uint256 state) private pure returns (uint256 heldMinor) {
        return uint48(state >> HELD_AT);
    }

    /// What the payer's bank must have ready when this part is captured: what it sends, or the scheme's fee at home.
    function _earmarkOf(
        PaymentTerms memory terms,
        uint256 amountMinor,
        FeeSplit memory fees
    ) private pure returns (uint256 earmarkMinor) {
        return terms.payerBank == terms.acquirer ? fees.schemeFeeMinor : amountMinor - fees.interchangeMinor;
    }

    function _splitOf(uint256 grossMinor, FeeSplit memory fees) private pure returns (ISettlementHub.Split memory) {
        return ISettlementHub.Split(grossMinor, fees.interchangeMinor, fees.schemeFeeMinor, fees.acquirerFeeMinor);
    }

    function _routeOf(
        bytes32 paymentId,
        PaymentTerms memory terms,
        address payee
    ) private pure returns (ISettlementHub.Route memory) {
        return ISettlementHub.Route(paymentId, terms.currency, terms.payerBank, terms.acquirer, terms.payer, payee);
    }
}
