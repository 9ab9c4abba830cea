// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IDepositToken} from "../../../contracts/interfaces/IDepositToken.sol";
import {IMerchantRegistry} from "../../../contracts/interfaces/IMerchantRegistry.sol";
import {BankId, Status} from "../../../contracts/interfaces/Types.sol";
import {DepositToken} from "../../../contracts/money/DepositToken.sol";
import {PaymentApproval, PaymentRequest, SignedRequest} from "../../../contracts/payment/PaymentTypes.sol";
import {Actor} from "../support/Test.sol";
import {Till} from "../support/Till.sol";
import {Vm} from "../support/Vm.sol";
import {Dice} from "./Dice.sol";
import {EventLedger} from "./EventLedger.sol";

/// Everyone who takes part in the walk, and the one way to try a call.
abstract contract Crowd is Till, Dice {
    struct Holder {
        Actor actor;
        BankId bank;
    }

    struct Shop {
        bytes8 merchantId;
        BankId acquirer;
        uint16 currency; // of the till: a shop stands here once for each
        string name;
        Actor till; // the newest one that was registered
    }

    uint64 internal constant DAY_LIMIT_MINOR = 60_000;

    EventLedger internal ledger;
    uint16 private _plan;
    SignedRequest[] internal asked; // every request that a till signed: to be paid twice, late, or after its end
    Holder[] internal holders;
    Shop[] internal shops;
    uint256 internal count;

    function setUp() public virtual override {
        ledger = new EventLedger();
        vm.recordLogs();
        super.setUp();
        Actor memory ying = makeActor("Ying");
        Actor memory owner = makeActor("flower stall");
        _enrol(JADE, ying.account);
        _enrol(JADE, owner.account);
        _issueDeposits(JADE, HKD, ying.account, POCKET_MINOR);
        vm.prank(staff[JADE].onboarding);
        bytes8 flowers = merchants.enrol(JADE, owner.account, 5992, "HK", "Flower Stall", "Hong Kong");
        Actor memory flowerTill = makeActor("flower till");
        _register(JADE, flowers, flowerTill.account);

        holders.push(Holder(mei, HARBOUR));
        holders.push(Holder(jun, HARBOUR));
        holders.push(Holder(bookOwner, HARBOUR));
        holders.push(Holder(lok, LOTUS));
        holders.push(Holder(teaOwner, LOTUS));
        holders.push(Holder(ying, JADE));
        holders.push(Holder(owner, JADE));
        shops.push(Shop(bookshop, HARBOUR, HKD, "Old Bookshop", bookTill));
        shops.push(Shop(teaHouse, LOTUS, HKD, "Cloud Tea House", teaTill));
        shops.push(Shop(flowers, JADE, HKD, "Flower Stall", flowerTill));
        shops.push(Shop(bookshop, HARBOUR, CNY, "Old Bookshop", _yuanTill(HARBOUR, bookshop, "bookshop yuan till")));
        shops.push(Shop(teaHouse, LOTUS, CNY, "Cloud Tea House", _yuanTill(LOTUS, teaHouse, "tea house yuan till")));
        _issueDeposits(LOTUS, CNY, lok.account, POCKET_MINOR);
        _chargeFees(bookshop, HARBOUR);
        _chargeFees(teaHouse, LOTUS);
        _limit(deposits[HARBOUR][HKD], HARBOUR);
        _limit(deposits[LOTUS][HKD], LOTUS);
        Actor memory other = makeActor("Mei's other account");
        bytes24 identity = customers.customer(HARBOUR, mei.account).identity;
        vm.prank(staff[HARBOUR].onboarding);
        customers.enrol(HARBOUR, other.account, identity, 1, type(uint40).max);
        holders.push(Holder(other, HARBOUR));
        ledger.take(vm.getRecordedLogs());
    }

    /// Interchange 0.80 %, scheme 0.15 %, merchant 1.75 %: rates at which every share is rounded.
    function _chargeFees(bytes8 merchantId, BankId acquirer) private {
        if (_plan == 0) {
            _govern(
                address(merchants),
                abi.encodeCall(merchants.publishFeePlan, (IMerchantRegistry.FeePlan(80, 15, true), REASON))
            );
            _plan = 1;
        }
        vm.prank(staff[acquirer].administrator);
        merchants.assignFeePlan(merchantId, _plan, 175, REASON);
    }

    function _limit(DepositToken token, BankId bank) private {
        vm.prank(staff[bank].administrator);
        token.setTierLimits(1, IDepositToken.TierLimits(30_000, DAY_LIMIT_MINOR, 5_000_000), REASON);
    }

    function _yuanTill(BankId acquirer, bytes8 merchantId, string memory name) private returns (Actor memory till) {
        till = makeActor(name);
        vm.prank(staff[acquirer].onboarding);
        merchants.registerTerminal(
            merchantId,
            till.account,
            CNY,
            CAP_MINOR,
            STATIC_CAP_MINOR,
            REFUND_CAP_MINOR,
            type(uint40).max
        );
    }

    /// For a payment at once, or held until `captureBefore`.
    function _ask(uint64 captureBefore) internal returns (SignedRequest memory signed) {
        Shop memory shop = shops[_roll(shops.length)];
        PaymentRequest memory request = _request(captureBefore == 0 && _roll(5) < 2 ? 0 : 1 + _roll(6_000));
        request.captureBefore = captureBefore;
        request.merchantId = shop.merchantId;
        request.currency = shop.currency;
        signed = _sign(_roll(20) == 0 ? stranger : shop.till, request);
        if (asked.length < 200) asked.push(signed);
        else asked[_roll(200)] = signed;
    }

    function _amountFor(SignedRequest memory signed) internal returns (uint256) {
        return signed.request.amountMinor == 0 ? 1 + _roll(6_000) : signed.request.amountMinor;
    }

    function _tip() internal returns (uint256) {
        return _roll(4) == 0 ? _roll(500) : 0;
    }

    function _approvalBy(
        Holder memory payer,
        SignedRequest memory signed,
        uint256 tipMinor,
        bytes32 nonce
    ) internal returns (PaymentApproval memory approval) {
        approval = _approval(signed);
        approval.merchantName = _shopOf(signed.request.merchantId, signed.request.currency).name;
        approval.payer = payer.actor.account;
        approval.bank = payer.bank;
        approval.currency = signed.request.currency;
        approval.amountMinor = _amountFor(signed);
        approval.tipMinor = tipMinor;
        approval.maxDebitMinor = approval.amountMinor + tipMinor;
        approval.nonce = nonce;
    }

    /// Mostly a few dollars, now and then more than anybody has.
    function _sum() internal returns (uint256) {
        return _roll(12) == 0 ? type(uint96).max : 1 + _roll(40_000);
    }

    function _currency() internal returns (uint16) {
        return _roll(2) == 0 ? HKD : CNY;
    }

    function _token(BankId bank) internal returns (DepositToken) {
        return deposits[bank][bank == JADE ? HKD : _currency()];
    }

    function _holder() internal returns (Holder memory) {
        return holders[_roll(holders.length)];
    }

    /// Mostly a customer of the same bank.
    function _colleague(Holder memory holder) internal returns (Holder memory other) {
        other = _holder();
        for (uint256 i = 0; i < 6 && !(other.bank == holder.bank); ++i) other = _holder();
    }

    function _issuer() internal returns (address) {
        return staff[_bank()].issuance;
    }

    function _bank() internal returns (BankId) {
        return BankId.wrap(uint16(1 + _roll(3)));
    }

    function _anyone() internal returns (address) {
        uint256 who = _roll(5);
        if (who == 0) return stranger.account;
        if (who == 1) return operator;
        if (who == 2) return shops[_roll(shops.length)].till.account;
        if (who == 3) return staff[_bank()].administrator;
        return _holder().actor.account;
    }

    function _shopOf(bytes8 merchantId, uint16 currency) internal view returns (Shop memory) {
        for (uint256 i = 0; i < shops.length; ++i) {
            if (shops[i].merchantId == merchantId && shops[i].currency == currency) return shops[i];
        }
        revert("no such shop");
    }

    function _other(Status old) internal pure returns (Status) {
        return old == Status.Active ? Status.Suspended : Status.Active;
    }

    function _try(
        string memory name,
        address caller,
        address target,
        bytes memory call
    ) internal returns (bool isDone) {
        _countTry(name);
        ledger.take(vm.getRecordedLogs());
        vm.prank(caller);
        (isDone, ) = target.call(call);
        Vm.Log[] memory logs = vm.getRecordedLogs(); // also those of a call that was undone
        if (!isDone) return false;
        ledger.take(logs);
        ++succeeded[name];
    }
}
