// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IParticipantRegistry} from "../../../contracts/interfaces/IParticipantRegistry.sol";
import {ISettlementHub} from "../../../contracts/interfaces/ISettlementHub.sol";
import {BankId, Status} from "../../../contracts/interfaces/Types.sol";
import {SettlementHub} from "../../../contracts/settlement/SettlementHub.sol";
import {Street} from "../support/Street.sol";

/// The governor admits banks and their tokens, after its delay; the operator suspends at once.
contract ParticipantsTest is Street {
    BankId private constant PEARL = BankId.wrap(4);
    uint16 private constant USD = 840;

    function test_admit_makes_an_active_bank_after_the_governors_delay() public {
        _govern(address(participants), _admission(PEARL, _pearl()));
        participants.requireActive(PEARL);
        participants.requireActiveReserveAccount(stranger.account);
        vm.assertEq(participants.participants().length, 4, "banks");
        vm.assertEq(participants.participant(PEARL).name, "Pearl Bank", "name");
    }

    function test_admit_reverts_for_everyone_but_the_governor() public {
        address[3] memory others = [stranger.account, staff[HARBOUR].administrator, staff[HARBOUR].onboarding];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.expectRevert(abi.encodeWithSignature("AccessManagedUnauthorized(address)", others[i]));
            vm.prank(others[i]);
            participants.admit(PEARL, _pearl(), REASON);
        }
    }

    function test_admit_reverts_without_its_announcement() public {
        bytes memory call = _admission(PEARL, _pearl());
        bytes32 operation = authority.hashOperation(operator, address(participants), call);
        vm.expectRevert(abi.encodeWithSignature("AccessManagerNotScheduled(bytes32)", operation));
        vm.prank(operator);
        participants.admit(PEARL, _pearl(), REASON);
    }

    function test_admit_reverts_for_a_number_that_was_given() public {
        bytes4 selector = IParticipantRegistry.ParticipantAlreadyAdmitted.selector;
        _governRefused(address(participants), _admission(HARBOUR, _pearl()), abi.encodeWithSelector(selector, HARBOUR));
    }

    function test_admit_reverts_for_number_zero() public {
        bytes4 selector = IParticipantRegistry.ParticipantInvalid.selector;
        _governRefused(
            address(participants),
            _admission(BankId.wrap(0), _pearl()),
            abi.encodeWithSelector(selector, 0)
        );
    }

    function test_admit_reverts_for_a_reserve_account_that_another_bank_has() public {
        IParticipantRegistry.Participant memory pearl = _pearl();
        pearl.reserveAccount = staff[LOTUS].administrator;
        bytes4 selector = IParticipantRegistry.ReserveAccountTaken.selector;
        _governRefused(
            address(participants),
            _admission(PEARL, pearl),
            abi.encodeWithSelector(selector, pearl.reserveAccount, LOTUS)
        );
    }

    function test_suspend_is_the_operators_and_takes_effect_at_once() public {
        address administrator = staff[HARBOUR].administrator;
        vm.expectRevert(abi.encodeWithSignature("AccessManagedUnauthorized(address)", administrator));
        vm.prank(administrator);
        participants.suspend(HARBOUR, REASON);
        vm.prank(operator);
        participants.suspend(HARBOUR, REASON);
        vm.assertTrue(participants.participant(HARBOUR).status == Status.Suspended, "suspended");
        vm.assertTrue(settlement.account(HARBOUR, HKD).status == Status.Suspended, "and told to the settlement hub");
    }

    function test_registerDepositToken_reverts_where_there_is_one() public {
        bytes memory call = abi.encodeCall(participants.registerDepositToken, (HARBOUR, HKD, stranger.account));
        address old = address(deposits[HARBOUR][HKD]);
        bytes4 selector = IParticipantRegistry.TokenAlreadyRegistered.selector;
        _governRefused(address(participants), call, abi.encodeWithSelector(selector, HARBOUR, HKD, old));
        vm.assertEq(participants.depositToken(HARBOUR, HKD), old, "nothing changed");
    }

    function test_registerDepositToken_reverts_in_a_currency_without_reserves() public {
        bytes memory call = abi.encodeCall(participants.registerDepositToken, (HARBOUR, USD, stranger.account));
        _governRefused(
            address(participants),
            call,
            abi.encodeWithSelector(IParticipantRegistry.NoReserveToken.selector, USD)
        );
    }

    function test_registerReserveToken_reverts_where_there_is_one() public {
        bytes memory call = abi.encodeCall(participants.registerReserveToken, (HKD, stranger.account));
        bytes4 selector = IParticipantRegistry.TokenAlreadyRegistered.selector;
        _governRefused(address(participants), call, abi.encodeWithSelector(selector, 0, HKD, address(reserves[HKD])));
    }

    function test_attachSettlement_reverts_for_what_would_not_be_told() public {
        SettlementHub elsewhere = SettlementHub(_deploy("SettlementHub", abi.encode(authority, stranger.account)));
        address[2] memory wrong = [stranger.account, address(elsewhere)];
        for (uint256 i = 0; i < wrong.length; ++i) {
            _governRefused(
                address(participants),
                abi.encodeCall(participants.attachSettlement, (wrong[i])),
                abi.encodeWithSelector(IParticipantRegistry.SettlementInvalid.selector, wrong[i])
            );
        }
    }

    function test_a_banks_control_is_a_contract_that_knows_its_members() public {
        address[2] memory wrong = [stranger.account, address(settlement)];
        for (uint256 i = 0; i < wrong.length; ++i) {
            bytes memory refusal = abi.encodeWithSelector(IParticipantRegistry.ControlInvalid.selector, wrong[i]);
            _governRefused(
                address(participants),
                abi.encodeCall(participants.setControl, (HARBOUR, wrong[i], REASON)),
                refusal
            );
            IParticipantRegistry.Participant memory newcomer = participants.participant(HARBOUR);
            (newcomer.reserveAccount, newcomer.control) = (stranger.account, wrong[i]);
            _governRefused(
                address(participants),
                abi.encodeCall(participants.admit, (BankId.wrap(77), newcomer, REASON)),
                refusal
            );
        }
    }

    function test_attachSettlement_reverts_for_one_that_is_attached_and_above_four() public {
        bytes memory again = abi.encodeCall(participants.attachSettlement, (address(settlement)));
        bytes4 selector = IParticipantRegistry.SettlementAttachedAlready.selector;
        _governRefused(address(participants), again, abi.encodeWithSelector(selector, address(settlement)));
        for (uint256 i = 2; i <= 4; ++i) {
            _govern(address(participants), abi.encodeCall(participants.attachSettlement, (_newSettlement())));
        }
        bytes memory fifth = abi.encodeCall(participants.attachSettlement, (_newSettlement()));
        _governRefused(
            address(participants),
            fifth,
            abi.encodeWithSelector(IParticipantRegistry.TooManySettlements.selector, 5, 4)
        );
    }

    function test_setStatus_reverts_for_everyone_but_the_operator() public {
        address harbour = staff[HARBOUR].administrator;
        vm.expectRevert(abi.encodeWithSignature("AccessManagedUnauthorized(address)", harbour));
        vm.prank(harbour);
        participants.setStatus(LOTUS, Status.Suspended, REASON);
        participants.requireActive(LOTUS);
    }

    function test_setStatus_holds_in_every_currency_of_the_bank() public {
        _setBank(HARBOUR, Status.Suspended);
        for (uint256 i = 0; i < 2; ++i) {
            bytes4 selector = IParticipantRegistry.ParticipantNotActive.selector;
            vm.expectRevert(abi.encodeWithSelector(selector, HARBOUR, Status.Suspended));
            vm.prank(address(hub));
            settlement.settle(_route(i == 0 ? HKD : CNY), ISettlementHub.Split(1, 0, 0, 0));
        }
        _setBank(HARBOUR, Status.Active);
        vm.assertTrue(settlement.account(HARBOUR, CNY).status == Status.Active, "and comes back in every one");
    }

    function test_setStatus_reverts_once_the_bank_is_closed() public {
        _setBank(HARBOUR, Status.Closed);
        bytes4 selector = IParticipantRegistry.StatusChangeNotAllowed.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, Status.Closed, Status.Active));
        _setBank(HARBOUR, Status.Active);
    }

    function _pearl() private view returns (IParticipantRegistry.Participant memory) {
        return
            IParticipantRegistry.Participant(
                "ZZPRHKHHXXX",
                Status.Active,
                stranger.account,
                address(0),
                keccak256("lei"),
                "Pearl Bank"
            );
    }

    function _route(uint16 currency) private view returns (ISettlementHub.Route memory) {
        return ISettlementHub.Route("", currency, LOTUS, HARBOUR, lok.account, mei.account);
    }

    function _admission(
        BankId bank,
        IParticipantRegistry.Participant memory newcomer
    ) private view returns (bytes memory) {
        return abi.encodeCall(participants.admit, (bank, newcomer, REASON));
    }

    function _newSettlement() private returns (address) {
        return _deploy("SettlementHub", abi.encode(authority, participants));
    }
}
