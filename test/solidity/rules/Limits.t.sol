// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ICustomerRegistry} from "../../../contracts/interfaces/ICustomerRegistry.sol";
import {IDepositToken} from "../../../contracts/interfaces/IDepositToken.sol";
import {INetworkAuthority} from "../../../contracts/interfaces/INetworkAuthority.sol";
import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {Duty, Status} from "../../../contracts/interfaces/Types.sol";
import {DepositToken} from "../../../contracts/money/DepositToken.sol";
import {Holds} from "../support/Holds.sol";
import {Actor} from "../support/Test.sol";

/// What a tier may spend and keep, counted for the person behind the accounts.
contract LimitsTest is Holds {
    uint64 private constant PAYMENT_MINOR = 30_000;
    uint64 private constant DAY_MINOR = 50_000;
    uint64 private constant KEPT_MINOR = 320_000;

    DepositToken private token;
    Actor private meisOther;

    function setUp() public override {
        super.setUp();
        token = deposits[HARBOUR][HKD];
        vm.prank(staff[HARBOUR].administrator);
        token.setTierLimits(1, IDepositToken.TierLimits(PAYMENT_MINOR, DAY_MINOR, KEPT_MINOR), REASON);
        meisOther = makeActor("Mei's other account");
        bytes24 identity = customers.customer(HARBOUR, mei.account).identity;
        vm.prank(staff[HARBOUR].onboarding);
        customers.enrol(HARBOUR, meisOther.account, identity, 1, type(uint40).max);
    }

    function test_a_payment_reverts_above_the_tiers_limit_of_one(uint256 amountMinor) public {
        amountMinor = bound(amountMinor, PAYMENT_MINOR + 1, CAP_MINOR);
        bytes4 selector = IDepositToken.PaymentLimitExceeded.selector;
        _payRefused(_asked(amountMinor), abi.encodeWithSelector(selector, mei.account, amountMinor, PAYMENT_MINOR));
    }

    function test_payments_of_a_day_revert_above_the_tiers_limit_of_a_day() public {
        _pay(_asked(PAYMENT_MINOR));
        vm.assertEq(token.spentToday(mei.account), PAYMENT_MINOR, "spent");
        bytes4 selector = IDepositToken.DailyLimitExceeded.selector;
        _payRefused(_asked(20_001), abi.encodeWithSelector(selector, mei.account, 50_001, DAY_MINOR));
        _pay(_asked(20_000));
        vm.warp((block.timestamp / 1 days + 1) * 1 days);
        _pay(_asked(PAYMENT_MINOR));
    }

    function test_holds_transfers_and_signed_transfers_count_like_payments() public {
        _hold(teaHouse, 20_000);
        vm.prank(mei.account);
        token.transfer(jun.account, 20_000);
        vm.expectRevert(
            abi.encodeWithSelector(IDepositToken.DailyLimitExceeded.selector, mei.account, 50_001, DAY_MINOR)
        );
        vm.prank(mei.account);
        token.transfer(jun.account, 10_001);
    }

    function test_one_persons_accounts_share_the_limits() public {
        vm.prank(mei.account);
        token.transfer(meisOther.account, 25_000); // to herself: not spent
        vm.assertEq(token.spentToday(mei.account), 0, "own accounts");
        _pay(_asked(PAYMENT_MINOR));
        vm.assertEq(token.spentToday(meisOther.account), PAYMENT_MINOR, "shared");
        vm.expectRevert(
            abi.encodeWithSelector(IDepositToken.DailyLimitExceeded.selector, meisOther.account, 50_001, DAY_MINOR)
        );
        vm.prank(meisOther.account);
        token.transfer(jun.account, 20_001);
    }

    function test_what_comes_in_reverts_above_what_the_tier_may_keep_over_all_accounts() public {
        _issueDeposits(HARBOUR, HKD, meisOther.account, 15_000);
        bytes memory refusal = abi.encodeWithSelector(
            IDepositToken.BalanceLimitExceeded.selector,
            mei.account,
            POCKET_MINOR + 15_000 + 5_001,
            KEPT_MINOR
        );
        _issueDeposits(HARBOUR, HKD, jun.account, 20_000);
        vm.expectRevert(refusal);
        vm.prank(jun.account);
        token.transfer(mei.account, 5_001);
        vm.expectRevert(refusal);
        vm.prank(staff[HARBOUR].issuance);
        token.issue(mei.account, 5_001, REASON);
    }

    function test_a_payment_reverts_above_what_the_merchants_tier_may_keep() public {
        IDepositToken.TierLimits memory limits = IDepositToken.TierLimits(PAYMENT_MINOR, DAY_MINOR, 1_000);
        vm.prank(staff[LOTUS].administrator);
        deposits[LOTUS][HKD].setTierLimits(1, limits, REASON);
        bytes4 selector = IDepositToken.BalanceLimitExceeded.selector;
        _payRefused(_asked(1_001), abi.encodeWithSelector(selector, teaOwner.account, 1_001, 1_000));
        _pay(_asked(1_000));
        vm.prank(staff[HARBOUR].administrator);
        token.setTierLimits(1, limits, REASON);
        _payRefused(_bookAsked(1_001), abi.encodeWithSelector(selector, bookOwner.account, 1_001, 1_000));
        _pay(_bookAsked(1_000));
    }

    function test_tier_zero_has_no_limits_and_a_tier_that_is_not_set_lets_nothing_through() public {
        _renew(mei.account, 0);
        _pay(_asked(CAP_MINOR));
        _renew(mei.account, 9);
        bytes4 selector = IDepositToken.PaymentLimitExceeded.selector;
        _payRefused(_asked(1), abi.encodeWithSelector(selector, mei.account, 1, 0));
    }

    function test_a_refund_gives_back_the_limit_of_the_same_day_only() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(teaHouse, PAYMENT_MINOR);
        _refund(paymentId, terms, 10_000);
        vm.assertEq(token.spentToday(mei.account), PAYMENT_MINOR - 10_000, "given back");
        vm.warp((block.timestamp / 1 days + 1) * 1 days);
        _pay(_asked(20_000));
        _refund(paymentId, terms, 10_000);
        vm.assertEq(token.spentToday(mei.account), 20_000, "yesterday's gives nothing today");
    }

    function test_a_void_gives_back_the_limit_of_the_same_day_only() public {
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _hold(teaHouse, PAYMENT_MINOR);
        _void(paymentId, terms);
        vm.assertEq(token.spentToday(mei.account), 0, "given back");
        (paymentId, terms) = _hold(teaHouse, PAYMENT_MINOR);
        vm.warp((block.timestamp / 1 days + 1) * 1 days);
        _pay(_asked(20_000));
        _void(paymentId, terms);
        vm.assertEq(token.spentToday(mei.account), 20_000, "yesterday's gives nothing today");
    }

    function test_a_refund_of_what_was_never_counted_gives_back_no_more_than_was_spent() public {
        _renew(mei.account, 0);
        (bytes32 paymentId, IPaymentHub.PaymentTerms memory terms) = _paid(teaHouse, 20_000);
        _renew(mei.account, 1);
        _pay(_asked(1_000));
        _refund(paymentId, terms, 20_000);
        vm.assertEq(token.spentToday(mei.account), 0, "all of the day's, and no more");
    }

    function test_a_day_offset_holds_from_its_day_on_and_to_the_west_as_well() public {
        uint256 midnight = (block.timestamp / 1 days + 1) * 1 days;
        vm.prank(staff[HARBOUR].administrator);
        token.setDayOffset(-5 * 60, REASON);
        vm.warp(midnight);
        _pay(_asked(1_000));
        vm.warp(midnight + 5 hours - 1);
        vm.assertEq(token.spentToday(mei.account), 1_000, "until midnight in the west");
        vm.warp(midnight + 5 hours);
        vm.assertEq(token.spentToday(mei.account), 0, "and a new day from there");
        vm.expectEmit(true, true, true, true, address(token));
        emit IDepositToken.DayOffsetSet(14 * 60, midnight + 29 hours, REASON);
        vm.prank(staff[HARBOUR].administrator);
        token.setDayOffset(14 * 60, REASON);
        vm.prank(staff[HARBOUR].administrator);
        token.setDayOffset(-14 * 60, REASON); // the running day runs on all the same
        _pay(_asked(2_000));
        vm.warp(midnight + 29 hours - 1);
        vm.assertEq(token.spentToday(mei.account), 2_000, "to its end");
    }

    function test_a_day_offset_stays_until_the_next_ones_first_day() public {
        uint256 midnight = (block.timestamp / 1 days + 1) * 1 days;
        vm.prank(staff[HARBOUR].administrator);
        token.setDayOffset(-5 * 60, REASON);
        vm.warp(midnight + 5 hours);
        vm.prank(staff[HARBOUR].administrator);
        token.setDayOffset(14 * 60, REASON); // from midnight + 29 hours on
        _pay(_asked(1_000));
        vm.warp(midnight + 28 hours);
        vm.assertEq(token.spentToday(mei.account), 1_000, "still the same day in the west");
    }

    function test_the_banks_day_begins_where_the_bank_says_from_the_end_of_the_running_day() public {
        uint256 midnight = (block.timestamp / 1 days + 1) * 1 days;
        vm.warp(midnight - 10 hours);
        _pay(_asked(PAYMENT_MINOR));
        vm.expectEmit(true, true, true, true, address(token));
        emit IDepositToken.DayOffsetSet(8 * 60, midnight, REASON);
        vm.prank(staff[HARBOUR].administrator);
        token.setDayOffset(8 * 60, REASON); // in Hong Kong it is past midnight by now
        vm.assertEq(token.spentToday(mei.account), PAYMENT_MINOR, "the running day runs on");
        bytes4 selector = IDepositToken.DailyLimitExceeded.selector;
        _payRefused(_asked(20_001), abi.encodeWithSelector(selector, mei.account, 50_001, DAY_MINOR));
        vm.warp(midnight);
        _pay(_asked(PAYMENT_MINOR));
        vm.warp(midnight + 16 hours - 1);
        vm.assertEq(token.spentToday(mei.account), PAYMENT_MINOR, "until midnight in Hong Kong");
        vm.warp(midnight + 16 hours);
        vm.assertEq(token.spentToday(mei.account), 0, "and a new day from there");
    }

    function test_a_day_that_has_ended_does_not_begin_again_where_the_bank_sets_its_clock_back() public {
        DepositToken token = deposits[HARBOUR][HKD];
        vm.prank(staff[HARBOUR].administrator);
        token.setTierLimits(1, IDepositToken.TierLimits(100, 100, AMPLE_MINOR), REASON);
        vm.prank(staff[HARBOUR].administrator);
        token.setDayOffset(14 * 60, REASON);
        vm.warp(block.timestamp + 3 days);
        uint256 ends = ((block.timestamp + 14 hours) / 1 days + 1) * 1 days - 14 hours;
        vm.prank(staff[HARBOUR].administrator);
        token.setDayOffset(-14 * 60, REASON); // 28 hours at once
        vm.warp(ends - 1);
        _pay(_asked(100));
        for (uint256 later = 0; later <= 4 hours; later += 4 hours) {
            vm.warp(ends + later);
            vm.assertEq(token.spentToday(mei.account), 100, "still counted");
            _payRefused(
                _asked(1),
                abi.encodeWithSelector(IDepositToken.DailyLimitExceeded.selector, mei.account, 101, 100)
            );
        }
        vm.warp(ends + 28 hours);
        _pay(_asked(100));
    }

    function test_a_new_account_takes_the_place_of_a_closed_and_empty_one_where_all_are_taken() public {
        for (uint256 i = 1; i <= 8; ++i) _enrolAs("Wai", i);
        vm.expectRevert(abi.encodeWithSelector(IDepositToken.TooManyAccounts.selector, 9, 8));
        _enrolAs("Wai", 9);
        _setCustomer(HARBOUR, makeActor("account 3").account, Status.Closed);
        _enrolAs("Wai", 9);
        vm.expectRevert(abi.encodeWithSelector(IDepositToken.TooManyAccounts.selector, 9, 8));
        _enrolAs("Wai", 10);
    }

    function test_a_closed_account_with_money_in_it_keeps_its_place() public {
        for (uint256 i = 1; i <= 8; ++i) _enrolAs("Wai", i);
        address closed = makeActor("account 3").account;
        _issueDeposits(HARBOUR, HKD, closed, 1);
        _setCustomer(HARBOUR, closed, Status.Closed);
        vm.expectRevert(abi.encodeWithSelector(IDepositToken.TooManyAccounts.selector, 9, 8));
        _enrolAs("Wai", 9);
    }

    function test_setDayOffset_reverts_beyond_fourteen_hours(int256 offsetMinutes) public {
        if (offsetMinutes >= -840 && offsetMinutes <= 840) offsetMinutes += 10_000;
        vm.expectRevert(abi.encodeWithSelector(IDepositToken.DayOffsetInvalid.selector, offsetMinutes, int256(840)));
        vm.prank(staff[HARBOUR].administrator);
        token.setDayOffset(offsetMinutes, REASON);
    }

    function test_a_person_has_at_most_eight_accounts() public {
        bytes24 identity = customers.customer(HARBOUR, mei.account).identity;
        for (uint256 i = 3; i <= 8; ++i) _enrolAs(identity, i);
        vm.expectRevert(abi.encodeWithSelector(IDepositToken.TooManyAccounts.selector, 9, 8));
        _enrolAs(identity, 9);
    }

    function test_setTierLimits_is_the_banks_administrations() public {
        address[3] memory others = [operator, staff[HARBOUR].issuance, staff[LOTUS].administrator];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(INetworkAuthority.DutyRequired.selector, others[i], HARBOUR, Duty.Administration)
            );
            vm.prank(others[i]);
            token.setTierLimits(1, IDepositToken.TierLimits(1, 1, 1), REASON);
        }
    }

    function test_renew_gives_an_expired_customer_its_account_back() public {
        bytes24 identity = bytes24("newcomer");
        vm.prank(staff[HARBOUR].onboarding);
        customers.enrol(HARBOUR, stranger.account, identity, 1, uint40(block.timestamp + 1 days));
        _issueDeposits(HARBOUR, HKD, stranger.account, 100);
        vm.warp(block.timestamp + 1 days);
        vm.expectRevert(
            abi.encodeWithSelector(
                ICustomerRegistry.CustomerExpired.selector,
                HARBOUR,
                stranger.account,
                block.timestamp,
                block.timestamp
            )
        );
        vm.prank(stranger.account);
        token.transfer(mei.account, 1);
        _renew(stranger.account, 1);
        vm.prank(stranger.account);
        token.transfer(mei.account, 1);
        vm.assertEq(token.balanceOf(stranger.account), 99, "pays again");
    }

    function test_a_customer_whose_check_is_due_after_2106_pays_until_then() public {
        vm.prank(staff[HARBOUR].onboarding);
        customers.enrol(HARBOUR, stranger.account, "newcomer", 1, uint40(1) << 32);
        _issueDeposits(HARBOUR, HKD, stranger.account, 100);
        vm.prank(stranger.account);
        token.transfer(mei.account, 1);
        vm.assertEq(token.balanceOf(stranger.account), 99, "today");
    }

    function _enrolAs(bytes24 identity, uint256 number) private {
        address account = makeActor(string.concat("account ", vm.toString(number))).account;
        vm.prank(staff[HARBOUR].onboarding);
        customers.enrol(HARBOUR, account, identity, 1, type(uint40).max);
    }

    function _renew(address account, uint8 tier) private {
        vm.prank(staff[HARBOUR].onboarding);
        customers.renew(HARBOUR, account, tier, type(uint40).max, REASON);
    }
}
