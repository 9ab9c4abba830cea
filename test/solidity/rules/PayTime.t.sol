// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IPaymentHub} from "../../../contracts/interfaces/IPaymentHub.sol";
import {PaymentRequest, SignedRequest} from "../../../contracts/payment/PaymentTypes.sol";
import {Till} from "../support/Till.sol";

/// A request is good up to the second before it expires, and a dynamic one lives 15 minutes at most.
contract PayTimeTest is Till {
    function test_pay_is_good_in_the_last_second() public {
        SignedRequest memory signed = _asked(TEA_MINOR);
        vm.warp(signed.request.expiresAt - 1);
        _pay(signed);
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), TEA_MINOR, "tea house");
    }

    function test_pay_reverts_at_the_second_of_expiry() public {
        SignedRequest memory signed = _asked(TEA_MINOR);
        vm.warp(signed.request.expiresAt);
        _payRefused(signed, _expired(signed.request.expiresAt));
    }

    function test_pay_reverts_one_second_after_expiry() public {
        SignedRequest memory signed = _asked(TEA_MINOR);
        vm.warp(signed.request.expiresAt + 1);
        _payRefused(signed, _expired(signed.request.expiresAt));
    }

    function test_pay_reverts_at_any_time_after_expiry(uint256 lateSeconds) public {
        SignedRequest memory signed = _asked(TEA_MINOR);
        vm.warp(signed.request.expiresAt + bound(lateSeconds, 0, 100 * 365 days));
        _payRefused(signed, _expired(signed.request.expiresAt));
    }

    function test_pay_takes_a_request_of_just_fifteen_minutes() public {
        PaymentRequest memory request = _request(TEA_MINOR);
        request.expiresAt = uint64(block.timestamp + 15 minutes);
        _pay(_sign(teaTill, request));
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), TEA_MINOR, "tea house");
    }

    function test_pay_reverts_when_the_request_lives_longer_than_fifteen_minutes(uint256 expiresAt) public {
        PaymentRequest memory request = _request(TEA_MINOR);
        uint256 latest = block.timestamp + 15 minutes;
        request.expiresAt = uint64(bound(expiresAt, latest + 1, type(uint64).max));
        _payRefused(
            _sign(teaTill, request),
            abi.encodeWithSelector(IPaymentHub.RequestLivesTooLong.selector, request.expiresAt, latest)
        );
    }

    function test_pay_reverts_when_a_static_request_has_expired() public {
        SignedRequest memory signed = _asked(0);
        vm.warp(signed.request.expiresAt);
        _payRefused(mei.account, HARBOUR, signed, TEA_MINOR, 0, "first", _expired(signed.request.expiresAt));
    }

    function _expired(uint256 expiresAt) private view returns (bytes memory) {
        return abi.encodeWithSelector(IPaymentHub.RequestExpired.selector, block.timestamp, expiresAt);
    }
}
