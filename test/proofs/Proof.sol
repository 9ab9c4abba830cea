// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {NetworkAuthority} from "../../contracts/authority/NetworkAuthority.sol";
import {IParticipantRegistry} from "../../contracts/interfaces/IParticipantRegistry.sol";
import {BankId, Duty, Status} from "../../contracts/interfaces/Types.sol";
import {DepositToken} from "../../contracts/money/DepositToken.sol";
import {ReserveToken} from "../../contracts/money/ReserveToken.sol";
import {ParticipantRegistry} from "../../contracts/registry/ParticipantRegistry.sol";
import {SettlementHub} from "../../contracts/settlement/SettlementHub.sol";
import {Test} from "../solidity/support/Test.sol";
import {Svm} from "./Svm.sol";

/// The contracts as they are deployed, with any amounts in them that fit their fields. What a proof says holds for all of
/// them, and for any amounts that are asked for.
abstract contract Proof is Test {
    Svm internal constant svm = Svm(address(uint160(uint256(keccak256("svm cheat code")))));

    uint16 internal constant HKD = 344;
    BankId internal constant HARBOUR = BankId.wrap(1);
    BankId internal constant LOTUS = BankId.wrap(2);
    bytes32 internal constant REASON = "to be proved";

    address internal constant HARBOUR_RESERVES = address(0x1001);
    address internal constant LOTUS_RESERVES = address(0x1002);
    address internal constant STAFF = address(0x1003); // holds Harbour's duties
    address internal constant PAYMENT_HUB = address(0x1004);
    address internal constant CUSTOMERS = address(0x1005);

    address internal constant PAYER = address(0x2001);
    address internal constant PAYEE = address(0x2002);
    address internal constant OTHER = address(0x2003); // anybody whom a call does not name

    /// contracts/storage-layouts.json; OpenZeppelin's ERC-20 by ERC-7201.
    bytes32 private constant ISSUE_SLOT = 0;
    uint256 private constant ACCOUNTS_SLOT = 1;
    uint256 private constant ERC20_NAME = uint256(keccak256("openzeppelin.storage.ERC20")) - 1;
    uint256 private constant ERC20_SLOT = uint256(keccak256(abi.encode(ERC20_NAME))) & ~uint256(0xff);
    bytes32 private constant QUEUE_SLOT = bytes32(uint256(5)); // of SettlementHub
    bytes32 private constant RESERVE_SUPPLY_SLOT = bytes32(ERC20_SLOT + 2);
    /// Active, of tier 0, which has no limits, and valid for ever.
    uint256 private constant STANDING = (uint256(type(uint32).max) << 224) | (uint256(Status.Active) << 208);
    uint256 private constant CUSTOMER_AT = 176;

    NetworkAuthority internal authority;
    ParticipantRegistry internal participants;
    SettlementHub internal settlement;
    ReserveToken internal reserves;
    mapping(BankId bank => DepositToken) internal deposits;

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        authority = NetworkAuthority(_deploy("NetworkAuthority", abi.encode(this)));
        bytes memory initialize = abi.encodeCall(ParticipantRegistry.initialize, address(authority));
        participants = ParticipantRegistry(_deployProxy(_deploy("ParticipantRegistry", ""), initialize));
        settlement = SettlementHub(_deploy("SettlementHub", abi.encode(authority, participants)));
        settlement.admitCaller(PAYMENT_HUB);
        participants.attachSettlement(address(settlement));

        initialize = abi.encodeCall(ReserveToken.initialize, (address(authority), "HKD reserves", "RHKD", HKD, 2));
        reserves = ReserveToken(_deployProxy(_deploy("ReserveToken", abi.encode(participants)), initialize));
        reserves.admitCaller(address(settlement));
        participants.registerReserveToken(HKD, address(reserves));
        address code = _deploy("DepositToken", abi.encode(participants, CUSTOMERS, settlement, address(0)));
        _deployBank(HARBOUR, HARBOUR_RESERVES, code);
        _deployBank(LOTUS, LOTUS_RESERVES, code);
        _appoint(Duty.Administration);
        _appoint(Duty.Issuance);
        _appoint(Duty.Treasury);
        _appoint(Duty.Compliance);
        vm.prank(STAFF);
        deposits[HARBOUR].setIssuanceCap(type(uint64).max, 1 days, REASON);

        svm.enableSymbolicStorage(address(settlement));
        vm.store(address(settlement), QUEUE_SLOT, 0); // no credit line: a shortfall is declined
        _makeArbitrary(deposits[HARBOUR]);
        _makeArbitrary(deposits[LOTUS]);
        svm.enableSymbolicStorage(address(reserves));
        vm.store(address(reserves), RESERVE_SUPPLY_SLOT, bytes32(svm.createUint256("reserveSupply")));
    }

    function _deployProxy(address code, bytes memory initialize) private returns (address) {
        return _deploy("ERC1967Proxy", abi.encode(code, initialize));
    }

    function _deployBank(BankId bank, address reserveAccount, address code) private {
        participants.admit(
            bank,
            IParticipantRegistry.Participant("", Status.Active, reserveAccount, address(0), 0, ""),
            REASON
        );
        bytes memory initialize = abi.encodeCall(
            DepositToken.initialize,
            (address(authority), "HKD deposits", "HKD", bank, HKD, 2)
        );
        deposits[bank] = DepositToken(_deployProxy(code, initialize));
        participants.registerDepositToken(bank, HKD, address(deposits[bank]));
    }

    function _appoint(Duty duty) private {
        authority.grantRole(authority.roleOf(HARBOUR, duty), STAFF, 0);
    }

    function _makeArbitrary(DepositToken token) private {
        svm.enableSymbolicStorage(address(token));
        uint256 issue = uint256(vm.load(address(token), ISSUE_SLOT)); // its supply is 0
        vm.store(address(token), ISSUE_SLOT, bytes32(issue | svm.createUint(96, "supply")));
        _fill(token, PAYER, 1);
        _fill(token, PAYEE, 2);
        _fill(token, OTHER, 3);
    }

    /// With any balance, any hold and any freeze.
    function _fill(DepositToken token, address account, uint256 customer) private {
        uint256 word = STANDING | (customer << CUSTOMER_AT) | svm.createUint(CUSTOMER_AT, "money");
        vm.store(address(token), keccak256(abi.encode(account, ACCOUNTS_SLOT)), bytes32(word));
    }

    /// Only what a call did that went through is asked for. That some do is asked for by itself, with REACHED set: the
    /// prover then has to find one.
    function _call(address target, address caller, bytes memory call) internal returns (bytes memory returned) {
        vm.prank(caller);
        bool isDone;
        (isDone, returned) = target.call(call);
        vm.assume(isDone);
        vm.assertTrue(!vm.envOr("REACHED", false), "reached");
    }

    function _assertChanged(
        uint256 beforeMinor,
        uint256 afterMinor,
        uint256 plusMinor,
        uint256 minusMinor,
        string memory what
    ) internal pure {
        _assertChangedWithin(type(uint64).max, beforeMinor, afterMinor, plusMinor, minusMinor, what);
    }

    function _assertSupply(
        uint256 beforeMinor,
        uint256 afterMinor,
        uint256 plusMinor,
        uint256 minusMinor
    ) internal pure {
        _assertChangedWithin(type(uint96).max, beforeMinor, afterMinor, plusMinor, minusMinor, "supply");
    }

    function _assertWholeChanged(
        uint256 beforeMinor,
        uint256 afterMinor,
        uint256 plusMinor,
        uint256 minusMinor,
        string memory what
    ) internal pure {
        unchecked {
            vm.assertEq(afterMinor, beforeMinor + plusMinor - minusMinor, what);
        }
    }

    /// after = before + plus − minus, all of them as numbers. The prover is asked in two parts, which it answers at once:
    /// the two sides agree in the lowest bits, and the change is of a size that fits them.
    function _assertChangedWithin(
        uint256 most,
        uint256 beforeMinor,
        uint256 afterMinor,
        uint256 plusMinor,
        uint256 minusMinor,
        string memory what
    ) private pure {
        unchecked {
            vm.assertEq(afterMinor & most, (beforeMinor + plusMinor - minusMinor) & most, what);
        }
        vm.assertTrue(minusMinor <= beforeMinor + plusMinor, what);
        vm.assertTrue(beforeMinor + plusMinor <= most + minusMinor, what);
    }
}
