// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {BankId, Duty} from "../../../contracts/interfaces/Types.sol";
import {DepositToken} from "../../../contracts/money/DepositToken.sol";
import {Crowd} from "./Crowd.sol";

/// What the governor and the banks' administrations do while payments go on.
abstract contract Administration is Crowd {
    /// A clerk leaves and comes back: a duty is the administration's to give, and nobody else's.
    function _rotateClerk() internal {
        BankId bank = _bank();
        uint64 role = authority.roleOf(bank, Duty.Issuance);
        address clerk = staff[bank].issuance;
        address administrator = staff[bank].administrator;
        bytes memory revoke = abi.encodeCall(authority.revokeRole, (role, clerk));
        address stolen = _anyone();
        if (stolen != administrator) {
            vm.assertTrue(!_try("trespass", stolen, address(authority), revoke), "duties are the bank's own");
        }
        _try("revoke duty", administrator, address(authority), revoke);
        address token = address(_token(bank));
        bytes memory issue = abi.encodeWithSignature(
            "issue(address,uint256,bytes32)",
            _holder().actor.account,
            1,
            REASON
        );
        vm.assertTrue(!_try("trespass", clerk, token, issue), "who left issues nothing");
        _try("grant duty", administrator, address(authority), abi.encodeCall(authority.grantRole, (role, clerk, 0)));
    }

    /// New code for one bank's deposits, from the governor's announcement to the bank's adoption.
    function _renewCode() internal {
        BankId bank = _bank();
        address token = address(_token(bank));
        address code = _newDepositCode();
        if (!_decide("offer", address(release), abi.encodeCall(release.offer, (code)))) return;
        bytes memory adopt = abi.encodeWithSignature("upgradeToAndCall(address,bytes)", code, "");
        vm.assertTrue(!_try("trespass", operator, token, adopt), "the operator adopts for no bank");
        _try("adopt", staff[bank].administrator, token, adopt);
    }

    /// The payment contract is dismissed, and no longer told of tills: nothing is settled until it is admitted again.
    function _replacePaymentContract() internal {
        bytes memory dismiss = abi.encodeCall(settlement.dismissCaller, (address(hub)));
        bytes memory detach = abi.encodeCall(merchants.detachPaymentHub, (address(hub)));
        _schedule(address(settlement), dismiss);
        _schedule(address(merchants), detach);
        vm.warp(block.timestamp + GOVERNOR_DELAY_SECONDS);
        if (!_enact("dismiss caller", address(settlement), dismiss)) return;
        _enact("detach hub", address(merchants), detach);
        bytes32 before = _books();
        Holder memory payer = _holder();
        bytes memory pay = abi.encodeCall(hub.pay, (_asked(TEA_MINOR), payer.bank, TEA_MINOR, 0, 0));
        vm.assertTrue(!_try("trespass", payer.actor.account, address(hub), pay), "nothing settles past the list");
        vm.assertEq(_books(), before, "nothing changed");
        bytes memory attach = abi.encodeCall(merchants.attachPaymentHub, (address(hub)));
        bytes memory admit = abi.encodeCall(settlement.admitCaller, (address(hub)));
        _schedule(address(merchants), attach);
        _schedule(address(settlement), admit);
        vm.warp(block.timestamp + GOVERNOR_DELAY_SECONDS);
        _enact("attach hub", address(merchants), attach);
        _enact("admit caller", address(settlement), admit);
    }

    function _spendReserves() internal {
        (BankId from, BankId to) = (_bank(), _bank());
        uint16 currency = _currency();
        vm.prank(staff[from].administrator);
        reserves[currency].approve(staff[to].administrator, type(uint256).max);
        bytes memory call = abi.encodeCall(
            reserves[currency].transferFrom,
            (staff[from].administrator, staff[to].administrator, _sum())
        );
        _try("reserves transferFrom", staff[to].administrator, address(reserves[currency]), call);
    }

    /// Announced, too early once, and in effect after the delay.
    function _decide(string memory name, address target, bytes memory call) private returns (bool isDone) {
        _schedule(target, call);
        vm.warp(block.timestamp + GOVERNOR_DELAY_SECONDS);
        return _enact(name, target, call);
    }

    function _schedule(address target, bytes memory call) private {
        _try("schedule", operator, address(authority), abi.encodeCall(authority.schedule, (target, call, 0)));
        bytes memory execute = abi.encodeCall(authority.execute, (target, call));
        vm.assertTrue(!_try("trespass", operator, address(authority), execute), "the governor waits");
    }

    function _enact(string memory name, address target, bytes memory call) private returns (bool isDone) {
        return _try(name, operator, address(authority), abi.encodeCall(authority.execute, (target, call)));
    }
}
