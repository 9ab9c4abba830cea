// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {NetworkAuthority} from "../../../contracts/authority/NetworkAuthority.sol";
import {IAdmittedCallers} from "../../../contracts/interfaces/IAdmittedCallers.sol";
import {IParticipantRegistry} from "../../../contracts/interfaces/IParticipantRegistry.sol";
import {IDepositToken} from "../../../contracts/interfaces/IDepositToken.sol";
import {BankId, Duty, Status} from "../../../contracts/interfaces/Types.sol";
import {DepositRelease} from "../../../contracts/money/DepositRelease.sol";
import {DepositToken} from "../../../contracts/money/DepositToken.sol";
import {ReserveToken} from "../../../contracts/money/ReserveToken.sol";
import {PaymentHub} from "../../../contracts/payment/PaymentHub.sol";
import {CustomerRegistry} from "../../../contracts/registry/CustomerRegistry.sol";
import {MerchantRegistry} from "../../../contracts/registry/MerchantRegistry.sol";
import {ParticipantRegistry} from "../../../contracts/registry/ParticipantRegistry.sol";
import {NettingQueue} from "../../../contracts/settlement/NettingQueue.sol";
import {SettlementHub} from "../../../contracts/settlement/SettlementHub.sol";
import {Test} from "./Test.sol";

/// The network as scripts/network/deploy.ts leaves it: two currencies, three banks, every role handed over.
abstract contract Network is Test {
    uint16 internal constant CNY = 156;
    uint16 internal constant HKD = 344;

    BankId internal constant HARBOUR = BankId.wrap(1);
    BankId internal constant LOTUS = BankId.wrap(2);
    BankId internal constant JADE = BankId.wrap(3); // keeps no deposits in CNY

    uint64 internal constant ADMIN_ROLE = 0;
    uint64 internal constant OPERATOR_ROLE = 1;
    uint64 internal constant GOVERNOR_ROLE = 2;
    uint64 internal constant CONTROL_ROLE = 3; // the operator's acts that take two people
    uint32 internal constant GOVERNOR_DELAY_SECONDS = 2 days;
    uint32 internal constant ADMIN_DELAY_SECONDS = 7 days;

    bytes32 internal constant REASON = "by order of the test";

    /// Who works at a bank: a duty each.
    struct Staff {
        address administrator; // its address is the bank's reserve account
        address onboarding;
        address issuance;
        address treasury;
        address acquiring;
        address compliance;
        address attester;
    }

    /// Of tier 1: high enough for every test that is not about limits.
    uint64 internal constant AMPLE_MINOR = 1e15;

    address internal operator;
    mapping(BankId => Staff) internal staff;

    NetworkAuthority internal authority;
    ParticipantRegistry internal participants;
    CustomerRegistry internal customers;
    MerchantRegistry internal merchants;
    SettlementHub internal settlement;
    NettingQueue internal queue;
    PaymentHub internal hub;
    mapping(uint16 currency => ReserveToken) internal reserves;
    mapping(BankId => mapping(uint16 currency => DepositToken)) internal deposits;
    DepositRelease internal release;

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        operator = makeActor("operator").account;
        authority = NetworkAuthority(_deploy("NetworkAuthority", abi.encode(this)));
        participants = ParticipantRegistry(_proxy(_deploy("ParticipantRegistry", "")));
        customers = CustomerRegistry(_proxy(_deploy("CustomerRegistry", abi.encode(participants))));
        merchants = MerchantRegistry(_proxy(_deploy("MerchantRegistry", abi.encode(customers))));
        settlement = SettlementHub(_deploy("SettlementHub", abi.encode(authority, participants)));
        queue = NettingQueue(_deploy("NettingQueue", abi.encode(authority, participants, settlement)));
        settlement.admitQueue(queue);
        hub = PaymentHub(_deploy("PaymentHub", abi.encode(authority, merchants, settlement)));
        settlement.admitCaller(address(hub));
        merchants.attachPaymentHub(address(hub));
        participants.attachSettlement(address(settlement));
        release = DepositRelease(_deploy("DepositRelease", abi.encode(authority)));

        ReserveToken reserveCode = ReserveToken(_deploy("ReserveToken", abi.encode(participants)));
        _deployReserve(reserveCode, HKD, "HKD");
        _deployReserve(reserveCode, CNY, "CNY");
        DepositToken depositCode = DepositToken(_newDepositCode());
        release.offer(address(depositCode));
        _deployBank(HARBOUR, "Harbour Bank", "ZZHBHKHHXXX");
        _deployBank(LOTUS, "Lotus Bank", "ZZLTHKHHXXX");
        _deployBank(JADE, "Jade Bank", "ZZJDHKHHXXX");
        _deployDeposits(depositCode, HARBOUR, HKD, "Harbour HKD");
        _deployDeposits(depositCode, HARBOUR, CNY, "Harbour CNY");
        _deployDeposits(depositCode, LOTUS, HKD, "Lotus HKD");
        _deployDeposits(depositCode, LOTUS, CNY, "Lotus CNY");
        _deployDeposits(depositCode, JADE, HKD, "Jade HKD");

        _assignFunctions();
        authority.grantRole(OPERATOR_ROLE, operator, 0);
        authority.grantRole(CONTROL_ROLE, operator, 0);
        authority.grantRole(GOVERNOR_ROLE, operator, GOVERNOR_DELAY_SECONDS);
        authority.grantRole(ADMIN_ROLE, operator, ADMIN_DELAY_SECONDS);
        authority.renounceRole(ADMIN_ROLE, address(this));
        _appointStaff(HARBOUR);
        _appointStaff(LOTUS);
        _appointStaff(JADE);
    }

    function _proxy(address code) private returns (address) {
        return _deployProxy(code, abi.encodeCall(CustomerRegistry.initialize, address(authority)));
    }

    function _newDepositCode() internal returns (address) {
        return _deploy("DepositToken", abi.encode(participants, customers, settlement, release));
    }

    function _deployProxy(address code, bytes memory initialize) private returns (address) {
        return _deploy("ERC1967Proxy", abi.encode(code, initialize));
    }

    function _deployReserve(ReserveToken code, uint16 currency, string memory iso) private {
        bytes memory initialize = abi.encodeCall(
            ReserveToken.initialize,
            (address(authority), string.concat(iso, " reserves"), string.concat("R", iso), currency, 2)
        );
        reserves[currency] = ReserveToken(_deployProxy(address(code), initialize));
        reserves[currency].admitCaller(address(settlement));
        participants.registerReserveToken(currency, address(reserves[currency]));
    }

    function _deployBank(BankId bank, string memory name, bytes11 bic) private {
        address administrator = makeActor(string.concat(name, " administrator")).account;
        staff[bank] = Staff(
            administrator,
            makeActor(string.concat(name, " onboarding")).account,
            makeActor(string.concat(name, " issuance")).account,
            makeActor(string.concat(name, " treasury")).account,
            makeActor(string.concat(name, " acquiring")).account,
            makeActor(string.concat(name, " compliance")).account,
            makeActor(string.concat(name, " attester")).account
        );
        participants.admit(
            bank,
            IParticipantRegistry.Participant(
                bic,
                Status.Active,
                administrator,
                address(0),
                keccak256(bytes(name)),
                name
            ),
            REASON
        );
        uint64 administration = authority.roleOf(bank, Duty.Administration);
        for (uint8 duty = uint8(Duty.Onboarding); duty <= uint8(Duty.Attestation); ++duty) {
            authority.setRoleAdmin(authority.roleOf(bank, Duty(duty)), administration);
        }
        authority.grantRole(administration, administrator, 0);
    }

    function _deployDeposits(DepositToken code, BankId bank, uint16 currency, string memory name) private {
        bytes memory initialize = abi.encodeCall(
            DepositToken.initialize,
            (address(authority), string.concat(name, " deposits"), name, bank, currency, 2)
        );
        DepositToken token = DepositToken(_deployProxy(address(code), initialize));
        deposits[bank][currency] = token;
        participants.registerDepositToken(bank, currency, address(token));
        vm.prank(staff[bank].administrator);
        token.setTierLimits(1, IDepositToken.TierLimits(AMPLE_MINOR, AMPLE_MINOR, AMPLE_MINOR), REASON);
        vm.prank(staff[bank].administrator);
        token.setIssuanceCap(AMPLE_MINOR, 1 days, REASON);
    }

    /// scripts/network/roles.ts.
    function _assignFunctions() private {
        bytes4 upgrade = UUPSUpgradeable.upgradeToAndCall.selector;
        _assign(address(participants), OPERATOR_ROLE, ParticipantRegistry.suspend.selector);
        _assign(address(participants), CONTROL_ROLE, ParticipantRegistry.setStatus.selector);
        _assign(address(participants), GOVERNOR_ROLE, ParticipantRegistry.admit.selector);
        _assign(address(participants), GOVERNOR_ROLE, ParticipantRegistry.registerDepositToken.selector);
        _assign(address(participants), GOVERNOR_ROLE, ParticipantRegistry.registerReserveToken.selector);
        _assign(address(participants), GOVERNOR_ROLE, ParticipantRegistry.setControl.selector);
        _assign(address(participants), GOVERNOR_ROLE, ParticipantRegistry.attachSettlement.selector);
        _assign(address(participants), GOVERNOR_ROLE, upgrade);
        _assign(address(customers), GOVERNOR_ROLE, upgrade);
        _assign(address(merchants), GOVERNOR_ROLE, upgrade);
        _assign(address(merchants), GOVERNOR_ROLE, MerchantRegistry.publishFeePlan.selector);
        _assign(address(merchants), GOVERNOR_ROLE, MerchantRegistry.attachPaymentHub.selector);
        _assign(address(merchants), GOVERNOR_ROLE, MerchantRegistry.detachPaymentHub.selector);
        _assign(address(release), GOVERNOR_ROLE, DepositRelease.offer.selector);
        _assign(address(settlement), CONTROL_ROLE, SettlementHub.paySchemeFees.selector);
        _assign(address(settlement), GOVERNOR_ROLE, SettlementHub.retireCaller.selector);
        _assign(address(settlement), GOVERNOR_ROLE, SettlementHub.admitQueue.selector);
        _assign(address(settlement), GOVERNOR_ROLE, SettlementHub.dismissQueue.selector);
        _assign(address(queue), CONTROL_ROLE, NettingQueue.setRelease.selector);
        _assignAdmissions(address(settlement));
        for (uint256 i = 0; i < 2; ++i) {
            uint16 currency = i == 0 ? HKD : CNY;
            _assign(address(reserves[currency]), CONTROL_ROLE, ReserveToken.issue.selector);
            _assign(address(reserves[currency]), CONTROL_ROLE, ReserveToken.withdraw.selector);
            _assign(address(reserves[currency]), GOVERNOR_ROLE, upgrade);
            _assignAdmissions(address(reserves[currency]));
            for (uint16 bank = 1; bank <= 3; ++bank) {
                address token = address(deposits[BankId.wrap(bank)][currency]);
                if (token != address(0)) _assign(token, GOVERNOR_ROLE, DepositToken.setAttestationAge.selector);
            }
        }
    }

    function _assignAdmissions(address target) private {
        _assign(target, GOVERNOR_ROLE, IAdmittedCallers.admitCaller.selector);
        _assign(target, GOVERNOR_ROLE, IAdmittedCallers.dismissCaller.selector);
    }

    function _assign(address target, uint64 role, bytes4 selector) private {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = selector;
        authority.setTargetFunctionRole(target, selectors, role);
    }

    function _appointStaff(BankId bank) private {
        Staff memory of_ = staff[bank];
        _grant(bank, Duty.Onboarding, of_.onboarding);
        _grant(bank, Duty.Issuance, of_.issuance);
        _grant(bank, Duty.Treasury, of_.treasury);
        _grant(bank, Duty.Acquiring, of_.acquiring);
        _grant(bank, Duty.Compliance, of_.compliance);
        _grant(bank, Duty.Attestation, of_.attester);
    }

    function _grant(BankId bank, Duty duty, address account) internal {
        uint64 role = authority.roleOf(bank, duty);
        vm.prank(staff[bank].administrator);
        authority.grantRole(role, account, 0);
    }

    /// The operator's decision as governor, from announcement to effect.
    function _govern(address target, bytes memory call) internal {
        _announce(target, call);
        _execute(target, call);
    }

    /// Announced and waited for, and refused all the same.
    function _governRefused(address target, bytes memory call, bytes memory refusal) internal {
        _announce(target, call);
        vm.expectRevert(refusal);
        _execute(target, call);
    }

    function _announce(address target, bytes memory call) internal {
        vm.prank(operator);
        authority.schedule(target, call, 0);
        vm.warp(block.timestamp + GOVERNOR_DELAY_SECONDS);
    }

    function _execute(address target, bytes memory call) internal {
        vm.prank(operator);
        authority.execute(target, call);
    }
}
