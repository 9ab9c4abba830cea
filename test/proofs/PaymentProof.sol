// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ISettlementHub} from "../../contracts/interfaces/ISettlementHub.sol";
import {BankId} from "../../contracts/interfaces/Types.sol";
import {DepositToken} from "../../contracts/money/DepositToken.sol";
import {Proof} from "./Proof.sol";

/// Payments in HKD of a customer of Harbour, and what they may change.
abstract contract PaymentProof is Proof {
    BankId private constant OTHER_BANK = BankId.wrap(3);
    uint256 private constant POSITIONS_SLOT = 2; // of SettlementHub
    uint256 private constant SCHEME_FEES_AT = 128;
    uint256 private constant RESERVED_AT = 192;

    /// The fees of a split, each as wide as an account.
    struct Fees {
        uint64 interchangeMinor;
        uint64 schemeFeeMinor;
        uint64 acquirerFeeMinor;
    }

    struct Customer {
        uint256 balanceMinor;
        uint256 heldMinor;
    }

    struct Books {
        Customer payer;
        Customer payee;
        Customer token; // what the payer's token keeps itself: refunds that could not reach their customer
        uint256 suspendedMinor; // the payer's refunds among them
        uint256 payerSupply;
        uint256 payeeSupply;
        ISettlementHub.Position payerBank;
        ISettlementHub.Position payeeBank;
        uint256 inHub;
        uint256 otherAtPayersBank;
        uint256 otherAtPayeesBank;
        ISettlementHub.Position otherBank;
    }

    ISettlementHub.Route internal route;
    Books internal before;

    /// Books that hold before the call, with nothing kept for the queue: of three summands that are spoken for, the prover
    /// finds no end.
    function _given(BankId payeeBank, address payee) internal {
        _given(payeeBank, payee, svm.createUint(RESERVED_AT, "payersBank"), svm.createUint(RESERVED_AT, "payeesBank"));
    }

    /// The same, with something kept for the queue, and nothing owed to the scheme.
    function _givenQueue(BankId payeeBank, address payee) internal {
        uint256 reserved = svm.createUint(64, "reserved") << RESERVED_AT;
        _given(
            payeeBank,
            payee,
            reserved | svm.createUint(SCHEME_FEES_AT, "payersBank"),
            reserved | svm.createUint(SCHEME_FEES_AT, "payeesBank")
        );
    }

    function _given(BankId payeeBank, address payee, uint256 payersBank, uint256 payeesBank) private {
        route = ISettlementHub.Route("payment", HKD, HARBOUR, payeeBank, PAYER, payee);
        _fillPosition(HARBOUR, payersBank);
        _fillPosition(LOTUS, payeesBank);
        before = _books();
        vm.assume(before.payer.heldMinor <= before.payer.balanceMinor);
        vm.assume(before.payee.heldMinor <= before.payee.balanceMinor);
        vm.assume(_takenMinor(before.payerBank) <= before.payerBank.balanceMinor);
        vm.assume(_takenMinor(before.payeeBank) <= before.payeeBank.balanceMinor);
    }

    function _fillPosition(BankId bank, uint256 word) private {
        bytes32 ofCurrency = keccak256(abi.encode(HKD, POSITIONS_SLOT));
        vm.store(address(settlement), keccak256(abi.encode(bank, ofCurrency)), bytes32(word));
    }

    function _askHub(bytes memory call) internal returns (Books memory afterwards) {
        _call(address(settlement), PAYMENT_HUB, call);
        afterwards = _books();
        vm.assertEq(afterwards.inHub, before.inHub, "no reserves come into the hub or leave it");
        vm.assertEq(afterwards.otherAtPayersBank, before.otherAtPayersBank, "nobody else's deposits change");
        vm.assertEq(afterwards.otherAtPayeesBank, before.otherAtPayeesBank, "nobody else's deposits change");
        vm.assertEq(_pack(afterwards.otherBank), _pack(before.otherBank), "no other bank's position changes");
    }

    function _assertBank(
        ISettlementHub.Position memory was,
        ISettlementHub.Position memory is_,
        uint256 plusMinor,
        uint256 minusMinor,
        uint256 schemeFeeMinor,
        uint256 earmarkPlusMinor,
        uint256 earmarkMinusMinor
    ) internal pure {
        _assertChanged(was.balanceMinor, is_.balanceMinor, plusMinor, minusMinor, "settlement balance");
        _assertChanged(was.schemeFeesMinor, is_.schemeFeesMinor, schemeFeeMinor, 0, "owed to the scheme");
        vm.assertEq(is_.reservedMinor, was.reservedMinor, "kept for the queue");
        _assertChanged(was.earmarkedMinor, is_.earmarkedMinor, earmarkPlusMinor, earmarkMinusMinor, "earmarked");
    }

    /// For what leaves the payer: any gross, of which the hub refuses what is less than its fees.
    function _splitOfGross(uint64 grossMinor, Fees calldata fees) internal pure returns (ISettlementHub.Split memory) {
        return ISettlementHub.Split(grossMinor, fees.interchangeMinor, fees.schemeFeeMinor, fees.acquirerFeeMinor);
    }

    /// For what reaches the payee: the same splits, as a net and what was added to it, so that the prover has to undo no
    /// subtraction.
    function _splitOfNet(uint64 netMinor, Fees calldata fees) internal pure returns (ISettlementHub.Split memory) {
        return
            ISettlementHub.Split(
                netMinor + _sumOf(fees),
                fees.interchangeMinor,
                fees.schemeFeeMinor,
                fees.acquirerFeeMinor
            );
    }

    function _sumOf(Fees calldata fees) internal pure returns (uint256) {
        return uint256(fees.interchangeMinor) + fees.schemeFeeMinor + fees.acquirerFeeMinor;
    }

    function _assertPayersSideIsCovered(Books memory is_) internal pure {
        vm.assertTrue(is_.payer.heldMinor <= is_.payer.balanceMinor, "what is held is there");
        vm.assertTrue(_takenMinor(is_.payerBank) <= is_.payerBank.balanceMinor, "what is earmarked and owed is there");
    }

    function _assertPayeesSideIsCovered(Books memory is_) internal pure {
        vm.assertTrue(is_.payee.heldMinor <= is_.payee.balanceMinor, "what is held is there");
        vm.assertTrue(_takenMinor(is_.payeeBank) <= is_.payeeBank.balanceMinor, "what is earmarked and owed is there");
    }

    function _payerToken() internal view returns (DepositToken) {
        return deposits[HARBOUR];
    }

    function _books() private view returns (Books memory books) {
        DepositToken payerToken = _payerToken();
        DepositToken payeeToken = deposits[route.payeeBank];
        books.payer = _customer(payerToken, route.payer);
        books.payee = _customer(payeeToken, route.payee);
        books.token = _customer(payerToken, address(payerToken));
        books.suspendedMinor = payerToken.suspendedRefundOf(route.payer);
        books.payerSupply = payerToken.totalSupply();
        books.payeeSupply = payeeToken.totalSupply();
        books.payerBank = settlement.position(HARBOUR, HKD);
        books.payeeBank = settlement.position(route.payeeBank, HKD);
        books.inHub = reserves.balanceOf(address(settlement));
        books.otherAtPayersBank = payerToken.balanceOf(OTHER);
        books.otherAtPayeesBank = payeeToken.balanceOf(OTHER);
        books.otherBank = settlement.position(OTHER_BANK, HKD);
    }

    function _customer(DepositToken token, address account) private view returns (Customer memory) {
        return Customer(token.balanceOf(account), token.heldOf(account));
    }

    function _takenMinor(ISettlementHub.Position memory own) private pure returns (uint256) {
        return uint256(own.earmarkedMinor) + own.schemeFeesMinor + own.reservedMinor;
    }

    function _pack(ISettlementHub.Position memory own) private pure returns (uint256) {
        return
            (uint256(own.reservedMinor) << 192) |
            (uint256(own.balanceMinor) << 128) |
            (uint256(own.earmarkedMinor) << 64) |
            own.schemeFeesMinor;
    }
}
