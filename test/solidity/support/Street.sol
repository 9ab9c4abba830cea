// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {BankId, Status} from "../../../contracts/interfaces/Types.sol";
import {Network} from "./Network.sol";
import {Actor} from "./Test.sol";

/// Two shops and three cardholders, with money. Amounts in minor units: 10_000 is HK$100.00.
abstract contract Street is Network {
    uint256 internal constant POCKET_MINOR = 300_000;
    uint256 internal constant FUNDED_MINOR = 2_000_000;
    uint48 internal constant CAP_MINOR = 100_000;
    uint40 internal constant STATIC_CAP_MINOR = 20_000;
    uint40 internal constant REFUND_CAP_MINOR = 60_000;

    Actor internal mei; // customer of Harbour, who pays
    Actor internal jun; // customer of Harbour
    Actor internal lok; // customer of Lotus
    Actor internal stranger; // nobody's customer, no duty

    bytes8 internal teaHouse; // acquired by Lotus: from Mei, across banks
    Actor internal teaOwner;
    Actor internal teaTill;

    bytes8 internal bookshop; // acquired by Harbour: from Mei, within one bank
    Actor internal bookOwner;
    Actor internal bookTill;

    function setUp() public virtual override {
        super.setUp();
        mei = makeActor("Mei");
        jun = makeActor("Jun");
        lok = makeActor("Lok");
        stranger = makeActor("stranger");
        teaOwner = makeActor("tea house");
        bookOwner = makeActor("bookshop");
        teaTill = makeActor("tea house till");
        bookTill = makeActor("bookshop till");

        _enrol(HARBOUR, mei.account);
        _enrol(HARBOUR, jun.account);
        _enrol(LOTUS, lok.account);
        _enrol(LOTUS, teaOwner.account);
        _enrol(HARBOUR, bookOwner.account);
        vm.prank(staff[LOTUS].onboarding);
        teaHouse = merchants.enrol(LOTUS, teaOwner.account, 5814, "HK", "Cloud Tea House", "Hong Kong");
        vm.prank(staff[HARBOUR].onboarding);
        bookshop = merchants.enrol(HARBOUR, bookOwner.account, 5942, "HK", "Old Bookshop", "Hong Kong");
        _register(LOTUS, teaHouse, teaTill.account);
        _register(HARBOUR, bookshop, bookTill.account);

        _issueDeposits(HARBOUR, HKD, mei.account, POCKET_MINOR);
        _issueDeposits(HARBOUR, CNY, mei.account, POCKET_MINOR);
        _issueDeposits(LOTUS, HKD, lok.account, POCKET_MINOR);
        for (uint16 bank = 1; bank <= 3; ++bank) {
            _fund(BankId.wrap(bank), HKD, FUNDED_MINOR);
            _fund(BankId.wrap(bank), CNY, FUNDED_MINOR);
        }
    }

    function _enrol(BankId bank, address account) internal {
        vm.prank(staff[bank].onboarding);
        customers.enrol(bank, account, bytes24(keccak256(abi.encode(bank, account))), 1, type(uint40).max);
    }

    function _register(BankId acquirer, bytes8 merchantId, address till) internal {
        vm.prank(staff[acquirer].onboarding);
        merchants.registerTerminal(
            merchantId,
            till,
            HKD,
            CAP_MINOR,
            STATIC_CAP_MINOR,
            REFUND_CAP_MINOR,
            type(uint40).max
        );
    }

    function _issueDeposits(BankId bank, uint16 currency, address account, uint256 amountMinor) internal {
        vm.prank(staff[bank].issuance);
        deposits[bank][currency].issue(account, amountMinor, REASON);
    }

    /// As much again stays in the bank's reserve account.
    function _fund(BankId bank, uint16 currency, uint256 amountMinor) internal {
        vm.prank(operator);
        reserves[currency].issue(staff[bank].administrator, 2 * amountMinor, REASON);
        vm.prank(staff[bank].treasury);
        settlement.fund(bank, currency, amountMinor);
    }

    function _setCustomer(BankId bank, address account, Status status) internal {
        vm.prank(status == Status.Active ? staff[bank].administrator : staff[bank].onboarding);
        customers.setStatus(bank, account, status, REASON);
    }

    function _setMerchant(BankId acquirer, bytes8 merchantId, Status status) internal {
        vm.prank(status == Status.Active ? staff[acquirer].administrator : staff[acquirer].onboarding);
        merchants.setStatus(merchantId, status, REASON);
    }

    function _setBank(BankId bank, Status status) internal {
        vm.prank(operator);
        participants.setStatus(bank, status, REASON);
    }

    /// Every amount of money that a payment could move. Equal before and after: nothing changed.
    function _books() internal view returns (bytes32 books) {
        for (uint256 i = 0; i < 2; ++i) {
            uint16 currency = i == 0 ? HKD : CNY;
            books = keccak256(abi.encode(books, reserves[currency].balanceOf(address(settlement))));
            for (uint16 number = 1; number <= 3; ++number) {
                BankId bank = BankId.wrap(number);
                books = keccak256(abi.encode(books, settlement.settlementBalance(bank, currency)));
                books = keccak256(abi.encode(books, reserves[currency].balanceOf(staff[bank].administrator)));
                if (address(deposits[bank][currency]) == address(0)) continue;
                books = keccak256(abi.encode(books, deposits[bank][currency].totalSupply()));
                address[6] memory people = [
                    mei.account,
                    jun.account,
                    lok.account,
                    teaOwner.account,
                    bookOwner.account,
                    stranger.account
                ];
                for (uint256 p = 0; p < people.length; ++p) {
                    books = keccak256(abi.encode(books, deposits[bank][currency].balanceOf(people[p])));
                }
            }
        }
    }
}
