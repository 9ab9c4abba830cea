// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ICustomerRegistry} from "../../../contracts/interfaces/ICustomerRegistry.sol";
import {IMerchantRegistry} from "../../../contracts/interfaces/IMerchantRegistry.sol";
import {INetworkAuthority} from "../../../contracts/interfaces/INetworkAuthority.sol";
import {BankId, Duty, Status} from "../../../contracts/interfaces/Types.sol";
import {Street} from "../support/Street.sol";

contract MerchantsTest is Street {
    function test_enrol_numbers_merchants_within_their_acquirer() public {
        vm.assertEq(bytes32(teaHouse), bytes32(bytes8(uint64((2 << 48) + 1))), "Lotus's first");
        vm.assertEq(bytes32(bookshop), bytes32(bytes8(uint64((1 << 48) + 1))), "Harbour's first");
        bytes8 second = _enrolMerchant(lok.account, "Noodle Bar", "Kowloon");
        vm.assertEq(bytes32(second), bytes32(bytes8(uint64((2 << 48) + 2))), "Lotus's second");
    }

    function test_enrol_keeps_what_the_bank_stated() public view {
        IMerchantRegistry.Merchant memory row = merchants.merchant(teaHouse);
        vm.assertEq(row.payoutAccount, teaOwner.account, "payout account");
        vm.assertTrue(row.acquirer == LOTUS && row.status == Status.Active, "acquirer and status");
        vm.assertEq(row.category, 5814, "category");
        vm.assertEq(row.name, "Cloud Tea House", "name");
        vm.assertEq(row.nameHash, keccak256("Cloud Tea House"), "name's hash");
    }

    function test_enrol_and_setStatus_revert_for_everyone_but_the_acquirers_onboarding() public {
        address[4] memory others = [operator, staff[LOTUS].issuance, staff[HARBOUR].onboarding, teaOwner.account];
        for (uint256 i = 0; i < others.length; ++i) {
            bytes memory refusal = _dutyRequired(others[i], LOTUS);
            vm.expectRevert(refusal);
            vm.prank(others[i]);
            merchants.enrol(LOTUS, lok.account, 5814, "HK", "Noodle Bar", "Kowloon");
            vm.expectRevert(refusal);
            vm.prank(others[i]);
            merchants.setStatus(teaHouse, Status.Closed, REASON);
        }
        vm.assertTrue(merchants.merchant(teaHouse).status == Status.Active, "nothing changed");
    }

    function test_setStatus_reverts_for_a_merchant_that_nobody_enrolled() public {
        vm.expectRevert(_dutyRequired(operator, BankId.wrap(0)));
        vm.prank(operator); // whose own role has the number of bank 0's onboarding
        merchants.setStatus("nobody", Status.Closed, REASON);
    }

    function test_enrol_reverts_when_the_payout_account_is_no_customer_of_the_acquirer() public {
        bytes4 selector = ICustomerRegistry.CustomerNotActive.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, LOTUS, mei.account, Status.None));
        _enrolMerchant(mei.account, "Noodle Bar", "Kowloon");
    }

    function test_enrol_reverts_without_a_name_or_a_city() public {
        vm.expectRevert(abi.encodeWithSelector(IMerchantRegistry.MerchantInvalid.selector, "", "Kowloon"));
        _enrolMerchant(lok.account, "", "Kowloon");
        vm.expectRevert(abi.encodeWithSelector(IMerchantRegistry.MerchantInvalid.selector, "Noodle Bar", ""));
        _enrolMerchant(lok.account, "Noodle Bar", "");
    }

    function test_enrol_reverts_when_the_name_is_longer_than_a_code_holds(uint256 length) public {
        length = bound(length, 101, 10_000);
        vm.expectRevert(abi.encodeWithSelector(IMerchantRegistry.TextTooLong.selector, length, 100));
        _enrolMerchant(lok.account, string(new bytes(length)), "Kowloon");
    }

    function test_enrol_reverts_when_the_city_is_longer_than_a_code_holds(uint256 length) public {
        length = bound(length, 61, 10_000);
        vm.expectRevert(abi.encodeWithSelector(IMerchantRegistry.TextTooLong.selector, length, 60));
        _enrolMerchant(lok.account, "Noodle Bar", string(new bytes(length)));
    }

    function test_setStatus_reverts_once_the_merchant_is_closed() public {
        _setMerchant(LOTUS, teaHouse, Status.Closed);
        bytes4 selector = IMerchantRegistry.MerchantStatusChangeNotAllowed.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, Status.Closed, Status.Active));
        _setMerchant(LOTUS, teaHouse, Status.Active);
    }

    function _enrolMerchant(address payout, string memory name, string memory city) private returns (bytes8) {
        vm.prank(staff[LOTUS].onboarding);
        return merchants.enrol(LOTUS, payout, 5814, "HK", name, city);
    }

    function _dutyRequired(address account, BankId bank) private pure returns (bytes memory) {
        return abi.encodeWithSelector(INetworkAuthority.DutyRequired.selector, account, bank, Duty.Onboarding);
    }
}
