// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {INettingQueue} from "../../../contracts/interfaces/INettingQueue.sol";
import {BankId} from "../../../contracts/interfaces/Types.sol";
import {FeeSplit} from "../../../contracts/payment/FeeTerms.sol";
import {PaymentRequest, SignedRequest} from "../../../contracts/payment/PaymentTypes.sol";
import {Actor} from "../support/Test.sol";
import {QueueCalls} from "./QueueCalls.sol";

/// What moves the banks' balances beside the queue: payments at once and on credit, holds, and the treasuries.
abstract contract QueueMoney is QueueCalls {
    uint256 private constant START_MINOR = 20_000; // so that banks are short now and then
    uint256 private constant MOST_PRICE_MINOR = 8_000;

    struct Open {
        bytes32 id;
        IPaymentHub.PaymentTerms terms;
    }

    struct Sides {
        BankId payer;
        BankId payee;
        uint256 grossMinor;
        FeeSplit split;
    }

    Actor internal ying; // customer of Jade
    Open[] private _holds;
    mapping(BankId => uint256) internal issuedMinor;

    function setUp() public virtual override {
        super.setUp();
        ying = makeActor("Ying");
        _enrol(JADE, ying.account);
        _issueDeposits(JADE, HKD, ying.account, POCKET_MINOR);
        _chargeFees(true);
        for (uint256 a = 0; a < ACCOUNTS; ++a) {
            vm.prank(staff[_bankOf(a)].treasury);
            settlement.defund(_bankOf(a), _currencyOf(a), FUNDED_MINOR - START_MINOR);
            (funds[a].balanceMinor, funds[a].fundedMinor) = (START_MINOR, int256(START_MINOR));
        }
        for (uint16 bank = 1; bank <= BANKS; ++bank) {
            issuedMinor[BankId.wrap(bank)] = deposits[BankId.wrap(bank)][HKD].totalSupply();
        }
    }

    // Customers

    /// Across banks, at once where the payer's bank has enough, and else on the credit that the payee's gives.
    function _payAcross() internal {
        (Actor memory payer, Sides memory sides) = _sides();
        SignedRequest memory signed = _askedBy(sides.payee, sides.grossMinor);
        uint256 sentMinor = sides.grossMinor - sides.split.interchangeMinor;
        bool isCovered = sentMinor <= _availableAtOnce(_accountOf(HKD, sides.payer));
        bool isOnCredit = !isCovered && sentMinor <= _roomOf(_accountOf(HKD, sides.payee), sides.payer);
        (uint256 burned, uint256 minted) = _supplies(sides);
        bytes memory call = abi.encodeCall(hub.pay, (signed, sides.payer, sides.grossMinor, 0, 0));
        (bool isDone, ) = _try(isOnCredit ? "pay on credit" : "pay", payer.account, address(hub), call);
        if (!isDone) return;
        vm.assertTrue(isCovered || isOnCredit, "I9: no payment beyond what the bank has and the line gives");
        _bookPaid(sides, isOnCredit, burned, minted);
    }

    function _holdForTable() internal {
        Sides memory sides = Sides(HARBOUR, LOTUS, 1 + _roll(MOST_PRICE_MINOR), FeeSplit(0, 0, 0));
        SignedRequest memory signed = _toHold(teaHouse, sides.grossMinor);
        IPaymentHub.PaymentTerms memory terms = _termsOf(signed, sides.grossMinor);
        sides.split = terms.feeTerms.chargedOnRoundedDown(sides.grossMinor);
        uint256 neededMinor = sides.grossMinor - sides.split.interchangeMinor;
        uint256 availableMinor = _availableAtOnce(_accountOf(HKD, HARBOUR));
        bytes memory call = abi.encodeCall(hub.authorize, (signed, HARBOUR, sides.grossMinor, 0, 0));
        (bool isDone, bytes memory answer) = _try("authorize", mei.account, address(hub), call);
        if (!isDone) return;
        vm.assertTrue(neededMinor <= availableMinor, "a promise is covered");
        funds[_accountOf(HKD, HARBOUR)].earmarkedMinor += neededMinor;
        _holds.push(Open(abi.decode(answer, (bytes32)), terms));
    }

    function _endHold(bool isCaptured) internal {
        if (_holds.length == 0) return;
        uint256 which = _roll(_holds.length);
        Open memory open = _holds[which];
        uint256 grossMinor = open.terms.amountMinor;
        bytes memory call =
            isCaptured
                ? abi.encodeCall(hub.capture, (open.id, open.terms, grossMinor))
                : abi.encodeCall(hub.void, (open.id, open.terms));
        Sides memory sides = Sides(HARBOUR, LOTUS, grossMinor, open.terms.feeTerms.chargedOnRoundedDown(grossMinor));
        (uint256 burned, uint256 minted) = _supplies(sides);
        (bool isDone, ) = _try(isCaptured ? "capture" : "void", teaTill.account, address(hub), call);
        if (!isDone) return;
        _holds[which] = _holds[_holds.length - 1];
        _holds.pop();
        funds[_accountOf(HKD, HARBOUR)].earmarkedMinor -= grossMinor - sides.split.interchangeMinor;
        if (isCaptured) _bookPaid(sides, false, burned, minted);
    }

    /// Whoever pays most is given more to spend.
    function _issueMore() internal {
        uint256 which = _roll(3);
        (BankId bank, Actor memory customer) = which == 0
            ? (HARBOUR, mei)
            : which == 1
                ? (LOTUS, lok)
                : (JADE, ying);
        uint256 amountMinor = 1 + _roll(2 * MOST_PRICE_MINOR);
        bytes memory call = abi.encodeCall(deposits[bank][HKD].issue, (customer.account, amountMinor, REASON));
        (bool isDone, ) = _try("issue", staff[bank].issuance, address(deposits[bank][HKD]), call);
        if (isDone) issuedMinor[bank] += amountMinor;
    }

    // Treasuries

    /// More liquidity never settles less.
    function _fundMore() internal {
        uint256 account = _account();
        (uint16 currency, BankId bank) = (_currencyOf(account), _bankOf(account));
        Leg[] memory legs = _movable();
        uint256[4][6] memory before = _greatestOf(legs);
        uint256 amountMinor = 1 + _roll(20_000);
        bytes memory call = abi.encodeCall(settlement.fund, (bank, currency, amountMinor));
        (bool isDone, ) = _try("fund", staff[bank].treasury, address(settlement), call);
        if (!isDone) return;
        funds[account].balanceMinor += amountMinor;
        funds[account].fundedMinor += int256(amountMinor);
        uint256[4][6] memory after_ = _greatestOf(legs);
        for (uint256 n = 0; n < legs.length; ++n) {
            bool isKept = !_isIn(legs[n], before) || _isIn(legs[n], after_);
            vm.assertTrue(isKept, "I13: more liquidity never settles less");
        }
    }

    function _defundSome() internal {
        uint256 account = _account();
        (uint16 currency, BankId bank) = (_currencyOf(account), _bankOf(account));
        uint256 availableMinor = _availableAtOnce(account);
        uint256 amountMinor = _roll(3) == 0 ? availableMinor : 1 + _roll(20_000);
        bytes memory call = abi.encodeCall(settlement.defund, (bank, currency, amountMinor));
        (bool isDone, ) = _try("defund", staff[bank].treasury, address(settlement), call);
        if (!isDone) return;
        vm.assertTrue(amountMinor <= availableMinor, "only what is free goes out");
        funds[account].balanceMinor -= amountMinor;
        funds[account].fundedMinor -= int256(amountMinor);
    }

    function _keepForQueue() internal {
        uint256 account = _account();
        (uint16 currency, BankId bank) = (_currencyOf(account), _bankOf(account));
        uint64 reservedMinor = uint64(_roll(10_000));
        bytes memory call = abi.encodeCall(settlement.setQueueReserve, (bank, currency, reservedMinor, REASON));
        (bool isDone, ) = _try("keep for the queue", staff[bank].treasury, address(settlement), call);
        if (!isDone) return;
        vm.assertTrue(reservedMinor <= _availableToCuts(account), "only what is there is kept");
        funds[account].reservedMinor = reservedMinor;
    }

    function _collectFees() internal {
        uint256 account = _account();
        bytes memory call = abi.encodeCall(settlement.collectSchemeFees, (_bankOf(account), _currencyOf(account)));
        (bool isDone, ) = _try("collect scheme fees", stranger.account, address(settlement), call);
        if (!isDone) return;
        funds[account].balanceMinor -= funds[account].schemeFeesMinor;
        funds[account].schemeFeesMinor = 0;
    }

    // Books

    /// What the two banks had issued before, less what is issued now, is what was paid.
    function _bookPaid(Sides memory sides, bool isOnCredit, uint256 burned, uint256 minted) private {
        (uint256 left, uint256 made) = _supplies(sides);
        _requireSplit(sides, burned - left, made - minted);
        uint256 sentMinor = sides.grossMinor - sides.split.interchangeMinor;
        if (isOnCredit) _bookCredit(sides, sentMinor);
        else {
            funds[_accountOf(HKD, sides.payer)].balanceMinor -= sentMinor;
            funds[_accountOf(HKD, sides.payee)].balanceMinor += sentMinor;
        }
        _bookFees(sides);
    }

    /// I7: what is burned is moved or the payer's bank's, what is moved is minted or the payee's bank's or the scheme's.
    function _requireSplit(Sides memory sides, uint256 burnedMinor, uint256 mintedMinor) private pure {
        uint256 sentMinor = burnedMinor - sides.split.interchangeMinor;
        uint256 feesMinor = sides.split.schemeFeeMinor + sides.split.acquirerFeeMinor;
        vm.assertEq(burnedMinor, sides.grossMinor, "I7: all that was paid is burned");
        vm.assertEq(mintedMinor + feesMinor, sentMinor, "I7: all that is moved is minted or a fee");
    }

    function _bookCredit(Sides memory sides, uint256 sentMinor) private {
        uint32[] memory ids = queue.lanes(HKD, sides.payer, INettingQueue.Rank.Credit);
        uint256 n = 0;
        while (!(queue.lane(ids[n]).payee == sides.payee)) ++n;
        INettingQueue.LinkedTerms memory terms = INettingQueue.LinkedTerms(
            sides.payer,
            sides.payee,
            HKD,
            0,
            sentMinor,
            0,
            INettingQueue.Rank.Credit,
            ""
        );
        _book(ids[n], queue.lane(ids[n]).length - 1, terms);
    }

    function _bookFees(Sides memory sides) private {
        funds[_accountOf(HKD, sides.payer)].feesEarnedMinor += sides.split.interchangeMinor;
        Funds storage payees = funds[_accountOf(HKD, sides.payee)];
        payees.feesEarnedMinor += sides.split.acquirerFeeMinor;
        payees.schemeFeesMinor += sides.split.schemeFeeMinor;
    }

    function _supplies(Sides memory sides) private view returns (uint256 payers, uint256 payees) {
        return (deposits[sides.payer][HKD].totalSupply(), deposits[sides.payee][HKD].totalSupply());
    }

    function _sides() private returns (Actor memory payer, Sides memory sides) {
        sides.payee = _roll(2) == 0 ? LOTUS : HARBOUR;
        sides.payer = _otherBank(HKD, sides.payee);
        payer =
            sides.payer == HARBOUR
                ? mei
                : sides.payer == LOTUS
                    ? lok
                    : ying;
        sides.grossMinor = 1 + _roll(MOST_PRICE_MINOR);
        bytes8 shop = sides.payee == LOTUS ? teaHouse : bookshop;
        sides.split = merchants.merchant(shop).feeTerms.chargedOnRoundedDown(sides.grossMinor);
    }

    function _askedBy(BankId acquirer, uint256 amountMinor) private returns (SignedRequest memory) {
        return acquirer == LOTUS ? _asked(amountMinor) : _bookAsked(amountMinor);
    }
}
