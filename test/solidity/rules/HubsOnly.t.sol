// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IDepositToken} from "../../../contracts/interfaces/IDepositToken.sol";
import {INettingQueue} from "../../../contracts/interfaces/INettingQueue.sol";
import {ISettlementHub} from "../../../contracts/interfaces/ISettlementHub.sol";
import {BankId} from "../../../contracts/interfaces/Types.sol";
import {Holds} from "../support/Holds.sol";

/// Deposits are moved for payments by the settlement hub alone, and the settlement hub is asked by payment contracts
/// alone.
contract HubsOnlyTest is Holds {
    ISettlementHub.Split private nothing;

    function test_every_function_for_payments_of_a_deposit_token_reverts_for_everyone_but_the_settlement_hub() public {
        IDepositToken token = deposits[HARBOUR][HKD];
        (address payer, address payee) = (mei.account, jun.account);
        bytes[10] memory calls = [
            abi.encodeCall(token.debit, (payer, 1)),
            abi.encodeCall(token.credit, (payee, 1)),
            abi.encodeCall(token.move, (payer, payee, 1, 0)),
            abi.encodeCall(token.hold, (payer, 1)),
            abi.encodeCall(token.debitHeld, (payer, 0)),
            abi.encodeCall(token.moveHeld, (payer, payee, 0, 0)),
            abi.encodeCall(token.creditCaptured, (payee, 1)),
            abi.encodeCall(token.release, (payer, 0, block.timestamp)),
            abi.encodeCall(token.debitRefund, (payer, 1)),
            abi.encodeCall(token.moveRefund, (payee, payer, 1, 1, block.timestamp))
        ];
        for (uint256 i = 0; i < calls.length; ++i)
            _refusedToOthers(address(token), calls[i], IDepositToken.CallerNotSettlement.selector);
        bytes memory refund = abi.encodeCall(token.creditRefund, (payer, 1, block.timestamp));
        _refusedToOthers(address(token), refund, IDepositToken.CallerNotSettlement.selector);
    }

    function test_every_function_for_payments_of_the_settlement_hub_reverts_for_everyone_but_an_admitted_contract()
        public
    {
        bytes[5] memory calls = _callsOf(ISettlementHub.Split(1, 0, 0, 0), 1);
        for (uint256 i = 0; i < calls.length; ++i) {
            _refusedToOthers(address(settlement), calls[i], ISettlementHub.CallerNotAdmitted.selector);
        }
    }

    function test_a_dismissed_payment_contract_moves_nothing_any_more() public {
        vm.assertTrue(settlement.isAdmittedCaller(address(hub)), "admitted");
        bytes memory dismissal = abi.encodeCall(settlement.dismissCaller, (address(hub)));
        _announce(address(settlement), dismissal);
        vm.expectEmit(true, true, true, true, address(settlement));
        emit ISettlementHub.CallerDismissed(address(hub));
        _execute(address(settlement), dismissal);
        vm.assertTrue(!settlement.isAdmittedCaller(address(hub)), "dismissed");
        bytes[5] memory calls = _callsOf(ISettlementHub.Split(1, 0, 0, 0), 1);
        for (uint256 i = 0; i < calls.length; ++i) {
            bytes4 selector = ISettlementHub.CallerNotAdmitted.selector;
            _refused(address(hub), address(settlement), calls[i], abi.encodeWithSelector(selector, hub));
        }
    }

    function test_payment_contracts_and_queues_are_admitted_and_dismissed_by_the_governor() public {
        bytes[5] memory calls = [
            abi.encodeCall(settlement.admitCaller, (stranger.account)),
            abi.encodeCall(settlement.retireCaller, (address(hub), 1)),
            abi.encodeCall(settlement.dismissCaller, (address(hub))),
            abi.encodeCall(settlement.admitQueue, (INettingQueue(stranger.account))),
            abi.encodeCall(settlement.dismissQueue, (queue))
        ];
        for (uint256 i = 0; i < calls.length; ++i) {
            bytes memory refusal = abi.encodeWithSignature("AccessManagedUnauthorized(address)", stranger.account);
            _refused(stranger.account, address(settlement), calls[i], refusal);
        }
    }

    function test_admitCaller_and_retireCaller_tell_whom_and_until_when() public {
        bytes memory admission = abi.encodeCall(settlement.admitCaller, (stranger.account));
        _announce(address(settlement), admission);
        vm.expectEmit(true, true, true, true, address(settlement));
        emit ISettlementHub.CallerAdmitted(stranger.account);
        _execute(address(settlement), admission);
        bytes memory retirement = abi.encodeCall(settlement.retireCaller, (stranger.account, 1));
        _announce(address(settlement), retirement);
        vm.expectEmit(true, true, true, true, address(settlement));
        emit ISettlementHub.CallerRetired(stranger.account, 1);
        _execute(address(settlement), retirement);
    }

    function test_a_queue_that_is_dismissed_settles_nothing_any_more() public {
        bytes memory dismissal = abi.encodeCall(settlement.dismissQueue, (queue));
        _announce(address(settlement), dismissal);
        vm.expectEmit(true, true, true, true, address(settlement));
        emit ISettlementHub.QueueDismissed(address(queue));
        _execute(address(settlement), dismissal);
        bytes memory call = abi.encodeCall(settlement.settleNet, (HKD, new BankId[](0), new int256[](0)));
        bytes4 selector = ISettlementHub.CallerNotQueue.selector;
        _refused(address(queue), address(settlement), call, abi.encodeWithSelector(selector, queue));
    }

    function test_retireCaller_reverts_for_a_contract_that_was_not_admitted_and_for_no_end() public {
        bytes4 selector = ISettlementHub.CallerNotAdmitted.selector;
        bytes memory unknown = abi.encodeCall(settlement.retireCaller, (stranger.account, 1));
        _governRefused(address(settlement), unknown, abi.encodeWithSelector(selector, stranger.account));
        bytes memory endless = abi.encodeCall(settlement.retireCaller, (address(hub), 0));
        _governRefused(address(settlement), endless, abi.encodeWithSelector(selector, hub));
    }

    function test_a_payment_contract_settles_holds_and_refunds_no_payment_of_nothing() public {
        bytes[5] memory calls = _callsOf(nothing, 0);
        for (uint256 i = 0; i < 4; ++i) {
            bytes memory refusal = abi.encodeWithSelector(ISettlementHub.SettlementAmountZero.selector);
            _refused(address(hub), address(settlement), calls[i], refusal);
        }
    }

    function test_settleHeld_and_release_revert_above_the_earmark() public {
        _hold(teaHouse, 100);
        bytes[5] memory calls = _callsOf(ISettlementHub.Split(100, 0, 0, 0), 101);
        bytes4 selector = ISettlementHub.EarmarkTooSmall.selector;
        bytes memory refusal = abi.encodeWithSelector(selector, HARBOUR, HKD, 100, 101);
        _refused(address(hub), address(settlement), calls[3], refusal);
        _refused(address(hub), address(settlement), calls[4], refusal);
    }

    function test_settleHeld_and_release_revert_above_what_is_held() public {
        _hold(teaHouse, 100);
        bytes memory refusal = abi.encodeWithSelector(IDepositToken.HoldTooSmall.selector, mei.account, 100, 101);
        bytes[5] memory calls = _callsOf(ISettlementHub.Split(101, 0, 0, 0), 100);
        _refused(address(hub), address(settlement), calls[3], refusal);
        _refused(address(hub), address(settlement), calls[4], refusal);
    }

    /// In the order of a payment's life: settle, hold, refund, settleHeld, release.
    function _callsOf(
        ISettlementHub.Split memory split,
        uint256 earmarkMinor
    ) private view returns (bytes[5] memory calls) {
        ISettlementHub.Route memory route = ISettlementHub.Route(
            "of nobody",
            HKD,
            HARBOUR,
            LOTUS,
            mei.account,
            teaOwner.account
        );
        calls[0] = abi.encodeCall(settlement.settle, (route, split));
        calls[1] = abi.encodeCall(settlement.hold, (route, split.grossMinor, earmarkMinor));
        calls[2] = abi.encodeCall(settlement.refund, (route, split, block.timestamp));
        calls[3] = abi.encodeCall(settlement.settleHeld, (route, split, earmarkMinor));
        calls[4] = abi.encodeCall(settlement.release, (route, split.grossMinor, earmarkMinor, block.timestamp));
    }

    function _refusedToOthers(address target, bytes memory call, bytes4 selector) private {
        address[3] memory others = [operator, staff[HARBOUR].administrator, mei.account];
        for (uint256 i = 0; i < others.length; ++i) {
            _refused(others[i], target, call, abi.encodeWithSelector(selector, others[i]));
        }
    }

    function _refused(address caller, address target, bytes memory call, bytes memory refusal) private {
        vm.prank(caller);
        (bool isDone, bytes memory told) = target.call(call);
        vm.assertTrue(!isDone, "refused");
        vm.assertEq(keccak256(told), keccak256(refusal), "for the reason that was expected");
    }
}
