// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IAcceptance} from "../../../contracts/interfaces/IAcceptance.sol";
import {IMerchantRegistry} from "../../../contracts/interfaces/IMerchantRegistry.sol";
import {Status} from "../../../contracts/interfaces/Types.sol";
import {PaymentHub} from "../../../contracts/payment/PaymentHub.sol";
import {PaymentRequest, SignedRequest} from "../../../contracts/payment/PaymentTypes.sol";
import {MerchantRegistry} from "../../../contracts/registry/MerchantRegistry.sol";
import {Till} from "../support/Till.sol";

/// A payment hub accepts the merchants and terminals that the registry has told it of, as they are now.
contract AcceptanceTest is Till {
    function test_setMerchant_and_setTerminal_revert_for_everyone_but_the_registry() public {
        IMerchantRegistry.Merchant memory row = merchants.merchant(teaHouse);
        IAcceptance.AcceptedMerchant memory asStolen = IAcceptance.AcceptedMerchant(
            mei.account,
            HARBOUR,
            Status.Active,
            row.feeTerms,
            row.nameHash
        );
        IMerchantRegistry.Terminal memory till = merchants.terminal(teaTill.account);
        address[4] memory others = [operator, staff[LOTUS].onboarding, teaOwner.account, address(settlement)];
        for (uint256 i = 0; i < others.length; ++i) {
            bytes memory refusal = abi.encodeWithSelector(IAcceptance.CallerNotRegistry.selector, others[i]);
            vm.expectRevert(refusal);
            vm.prank(others[i]);
            hub.setMerchant(teaHouse, asStolen);
            vm.expectRevert(refusal);
            vm.prank(others[i]);
            hub.setTerminal(others[i], till);
        }
    }

    function test_a_hub_attached_later_takes_payments_once_it_is_told() public {
        PaymentHub next = _successor();
        SignedRequest memory signed = _askedAt(next);
        vm.expectRevert(abi.encodeWithSelector(IMerchantRegistry.TerminalUnknown.selector, teaTill.account));
        vm.prank(mei.account);
        next.pay(signed, HARBOUR, TEA_MINOR, 0, 0);

        merchants.syncTerminal(teaTill.account);
        vm.expectRevert(abi.encodeWithSelector(IMerchantRegistry.MerchantNotActive.selector, teaHouse, Status.None));
        vm.prank(mei.account);
        next.pay(signed, HARBOUR, TEA_MINOR, 0, 0);

        merchants.syncMerchant(teaHouse);
        vm.prank(mei.account);
        next.pay(signed, HARBOUR, TEA_MINOR, 0, 0);
        vm.assertEq(deposits[LOTUS][HKD].balanceOf(teaOwner.account), TEA_MINOR, "paid");
    }

    function test_every_attached_hub_is_told_of_a_revocation_at_once() public {
        PaymentHub next = _successor();
        SignedRequest memory signed = _askedAt(next);
        merchants.syncTerminal(teaTill.account);
        merchants.syncMerchant(teaHouse);

        vm.prank(staff[LOTUS].onboarding);
        merchants.revokeTerminal(teaTill.account, REASON);

        bytes memory refusal = abi.encodeWithSelector(
            IMerchantRegistry.TerminalNotActive.selector,
            teaTill.account,
            Status.Closed
        );
        _payRefused(_asked(TEA_MINOR), refusal);
        vm.expectRevert(refusal);
        vm.prank(mei.account);
        next.pay(signed, HARBOUR, TEA_MINOR, 0, 0);
    }

    function test_a_detached_hub_is_told_nothing_more() public {
        PaymentHub next = _successor();
        _govern(address(merchants), abi.encodeCall(merchants.detachPaymentHub, (address(next))));
        merchants.syncTerminal(teaTill.account);
        SignedRequest memory signed = _askedAt(next);
        vm.expectRevert(abi.encodeWithSelector(IMerchantRegistry.TerminalUnknown.selector, teaTill.account));
        vm.prank(mei.account);
        next.pay(signed, HARBOUR, TEA_MINOR, 0, 0);

        _pay(_asked(TEA_MINOR)); // the first one still is
    }

    function test_attachPaymentHub_reverts_for_a_hub_that_is_attached() public {
        _governRefused(
            address(merchants),
            abi.encodeCall(merchants.attachPaymentHub, (address(hub))),
            abi.encodeWithSelector(IMerchantRegistry.PaymentHubAttachedAlready.selector, hub)
        );
    }

    function test_attachPaymentHub_reverts_beyond_four() public {
        for (uint256 i = 0; i < 3; ++i) _successor();
        PaymentHub fifth = _newHub(merchants);
        _governRefused(
            address(merchants),
            abi.encodeCall(merchants.attachPaymentHub, (address(fifth))),
            abi.encodeWithSelector(IMerchantRegistry.TooManyPaymentHubs.selector, 5, 4)
        );
    }

    function test_attachPaymentHub_reverts_for_what_would_not_listen() public {
        address[2] memory deaf = [mei.account, address(_newHub(MerchantRegistry(address(customers))))];
        for (uint256 i = 0; i < deaf.length; ++i) {
            _governRefused(
                address(merchants),
                abi.encodeCall(merchants.attachPaymentHub, (deaf[i])),
                abi.encodeWithSelector(IMerchantRegistry.PaymentHubInvalid.selector, deaf[i])
            );
        }
    }

    function test_detachPaymentHub_reverts_for_a_hub_that_is_not_attached() public {
        _governRefused(
            address(merchants),
            abi.encodeCall(merchants.detachPaymentHub, (address(1))),
            abi.encodeWithSelector(IMerchantRegistry.PaymentHubNotAttached.selector, address(1))
        );
    }

    function test_sync_reverts_for_what_was_never_registered() public {
        vm.expectRevert(abi.encodeWithSelector(IMerchantRegistry.TerminalUnknown.selector, mei.account));
        merchants.syncTerminal(mei.account);
        bytes8 nobody = "nobody";
        vm.expectRevert(abi.encodeWithSelector(IMerchantRegistry.MerchantNotActive.selector, nobody, Status.None));
        merchants.syncMerchant(nobody);
    }

    /// Attached and admitted, and told nothing yet.
    function _successor() private returns (PaymentHub next) {
        next = _newHub(merchants);
        _govern(address(settlement), abi.encodeCall(settlement.admitCaller, (address(next))));
        _govern(address(merchants), abi.encodeCall(merchants.attachPaymentHub, (address(next))));
    }

    function _newHub(MerchantRegistry registry) private returns (PaymentHub) {
        return PaymentHub(_deploy("PaymentHub", abi.encode(authority, registry, settlement)));
    }

    /// As the tea house's till asks there: a signature is for one hub.
    function _askedAt(PaymentHub at) private returns (SignedRequest memory) {
        PaymentRequest memory request = _request(TEA_MINOR);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(teaTill.key, at.requestDigest(request));
        return SignedRequest(request, r, s | bytes32(uint256(v - 27) << 255));
    }
}
