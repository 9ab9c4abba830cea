/** A defence of the contracts, and the test that must fail when it is taken away. */
export interface Defence {
  /** As numbered in docs/attacks.md. */
  attack: number;
  file: string;
  /** What stands there, once. */
  defence: string;
  /** What is left when somebody takes the defence away. */
  without: string;
  test: { file: string; title: string };
}

const HUB = "contracts/payment/PaymentHub.sol";
const RULES = "contracts/payment/PaymentRules.sol";
const SETTLEMENT = "contracts/settlement/SettlementHub.sol";
const CUT = "contracts/settlement/CutVerifier.sol";
const AUCTION = "contracts/settlement/BypassAuction.sol";
const TOKEN = "contracts/money/DepositToken.sol";
const LEDGER = "contracts/money/DepositLedger.sol";
const ACCOUNT = "contracts/money/DepositAccount.sol";

const inSignatures = (title: string) => ({ file: "test/solidity/attacks/Signatures.t.sol", title });
const inSettlement = (title: string) => ({ file: "test/solidity/attacks/Settlement.t.sol", title });
const inNetting = (title: string) => ({ file: "test/solidity/attacks/Netting.t.sol", title });
const inBypass = (title: string) => ({ file: "test/solidity/attacks/Bypass.t.sol", title });
const inMoney = (title: string) => ({ file: "test/solidity/attacks/Money.t.sol", title });
const inRoles = (title: string) => ({ file: "test/solidity/attacks/Roles.t.sol", title });

export const DEFENCES: readonly Defence[] = [
  {
    attack: 1,
    file: HUB,
    defence: "return _hashTypedDataV4(request.hashRequest());",
    without: "return request.hashRequest();",
    test: inSignatures("test_attack_01_a_request_is_not_paid_on_a_fork_with_another_chain_id"),
  },
  {
    attack: 2,
    file: RULES,
    defence: "asking.merchantId == request.merchantId,",
    without: "asking.merchantId != 0,",
    test: inSignatures("test_attack_02_a_code_signed_by_another_merchants_till_is_not_paid"),
  },
  {
    attack: 2,
    file: HUB,
    defence: "require(state == 0, RequestAlreadyPaid(digest));\n            return digest;",
    without: "return digest;",
    test: inSignatures("test_attack_02_the_same_request_shown_to_two_payers_is_paid_by_one"),
  },
  {
    attack: 3,
    file: HUB,
    defence: "require(approval.request == digest, ApprovalForAnotherRequest(digest, approval.request));",
    without: "",
    test: inSignatures("test_attack_03_an_approval_of_one_request_pays_no_other"),
  },
  {
    attack: 4,
    file: "contracts/payment/ApprovalSignature.sol",
    defence: "return failure == ECDSA.RecoverError.NoError && signer == payer;",
    without: "return signer != address(1) || failure == ECDSA.RecoverError.NoError;",
    test: inSignatures("test_attack_04_an_approval_signed_by_anyone_else_pays_nothing"),
  },
  {
    attack: 5,
    file: LEDGER,
    defence: "abstract contract DepositLedger is IDepositToken, ERC20PermitUpgradeable, ERC3009Upgradeable {",
    without: `import {
    ERC20TransferAuthorizationUpgradeable as Keyed
} from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/ERC20TransferAuthorizationUpgradeable.sol";
import {NoncesUpgradeable} from "@openzeppelin/contracts-upgradeable/utils/NoncesUpgradeable.sol";
import {NoncesKeyedUpgradeable} from "@openzeppelin/contracts-upgradeable/utils/NoncesKeyedUpgradeable.sol";

abstract contract DepositLedger is IDepositToken, ERC20PermitUpgradeable, Keyed {
    function nonces(
        address owner
    ) public view override(ERC20PermitUpgradeable, NoncesUpgradeable) returns (uint256) {
        return super.nonces(owner);
    }

    function _useCheckedNonce(
        address owner,
        uint256 nonce
    ) internal override(NoncesUpgradeable, NoncesKeyedUpgradeable) {
        NoncesKeyedUpgradeable._useCheckedNonce(owner, nonce);
    }
`,
    test: inSignatures("test_attack_05_a_random_nonce_is_taken_and_shares_nothing_with_permits"),
  },
  {
    attack: 6,
    file: HUB,
    defence: "        _requireApproves(approval, digest, signed.request);\n",
    without: `        _requireApproves(approval, digest, signed.request);
        require(
            ApprovalSignature.isSignedBy(approval.payer, approvalDigest(approval), signature, ERC1271_GAS),
            ApprovalSignatureInvalid(approval.payer)
        );
`,
    test: inSignatures("test_attack_06_state_is_written_before_foreign_code_runs"),
  },
  {
    attack: 7,
    file: HUB,
    defence: "_states[paymentId] = state - (heldMinor << HELD_AT);",
    without: "_states[paymentId] = state;",
    test: inSettlement("test_attack_07_what_was_voided_is_not_captured"),
  },
  {
    attack: 7,
    file: HUB,
    defence: "_states[paymentId] = state - amountMinor;",
    without: "_states[paymentId] = state;",
    test: inSettlement("test_attack_07_what_was_refunded_is_not_refunded_again"),
  },
  {
    attack: 8,
    file: SETTLEMENT,
    defence:
      "require(availableMinor >= neededMinor, SettlementBalanceTooLow(bank, currency, availableMinor, neededMinor));",
    without: "",
    test: inSettlement("test_attack_08_two_payments_race_for_the_last_unit_of_a_banks_reserves"),
  },
  {
    attack: 8,
    file: SETTLEMENT,
    defence: "return uint256(own.balanceMinor) - own.earmarkedMinor - own.schemeFeesMinor;",
    without: "return uint256(own.balanceMinor) - own.schemeFeesMinor;",
    test: inSettlement("test_attack_08_reserves_that_an_authorization_counts_on_are_nobody_elses"),
  },
  {
    attack: 7,
    file: AUCTION,
    defence: "_settledBits[currency][indices[i] / 256] |= 1 << (indices[i] % 256);",
    without: "",
    test: inBypass("test_attack_07_what_has_settled_out_of_order_is_not_settled_again_by_a_later_auction"),
  },
  {
    attack: 7,
    file: AUCTION,
    defence: "return stateOf(currency, index) == INettingQueue.State.Waiting;",
    without: "return true;",
    test: inBypass("test_attack_07_what_has_settled_out_of_order_is_not_settled_again_by_a_later_auction"),
  },
  {
    attack: 8,
    file: "contracts/settlement/NettingTerms.sol",
    defence: "return usedMinor < lineMinor ? lineMinor - usedMinor : 0;",
    without: "return lineMinor;",
    test: inNetting("test_attack_08_a_credit_line_reduced_below_its_use_forgives_nothing_and_lends_nothing"),
  },
  {
    attack: 8,
    file: CUT,
    defence: "require(isEmpty, RankNotEmpty(payer, currency, Rank(r)));",
    without: "isEmpty;",
    test: inNetting("test_attack_08_what_credit_is_owed_is_not_starved_by_urgent_obligations"),
  },
  {
    attack: 9,
    file: LEDGER,
    defence: "if (status != Status.Active) revert ICustomerRegistry.CustomerNotActive(_issue.bank, owner, status);",
    without: "",
    test: inMoney("test_attack_09_a_blocked_party_neither_pays_nor_is_paid_and_nothing_sticks"),
  },
  {
    attack: 9,
    file: TOKEN,
    defence: "require(account != address(this), SuspenseAccountUntouchable(account));",
    without: "account;",
    test: inMoney("test_attack_09_no_duty_takes_the_refunds_that_wait_for_blocked_customers"),
  },
  {
    attack: 10,
    file: TOKEN,
    defence: "require(owner.customer() != _accounts[to].customer(), ForcedTransferToOneself(from));",
    without: "",
    test: inMoney("test_attack_10_a_forced_transfer_to_oneself_would_undo_a_freeze"),
  },
  {
    attack: 10,
    file: TOKEN,
    defence: "require(owner.customer() != _accounts[to].customer(), ForcedTransferToOneself(from));",
    without: "require(from != to, ForcedTransferToOneself(from));",
    test: inMoney("test_attack_10_a_forced_transfer_to_ones_other_account_would_undo_a_freeze_too"),
  },
  {
    attack: 10,
    file: TOKEN,
    defence: "require(amountMinor <= frozenMinor, ForcedTransferExceedsFrozen(amountMinor, frozenMinor));",
    without: "if (amountMinor > frozenMinor) frozenMinor = amountMinor;",
    test: inMoney("test_attack_10_a_forced_transfer_takes_nothing_that_is_not_frozen"),
  },
  {
    attack: 11,
    file: ACCOUNT,
    defence: "return asideMinor < balanceMinor ? balanceMinor - asideMinor : 0;",
    without: "return balanceMinor - asideMinor;",
    test: inMoney("test_attack_11_holds_and_freezes_above_the_balance_leave_nothing_and_break_nothing"),
  },
  {
    attack: 12,
    file: HUB,
    defence: "terms.feeTerms.chargedBetween(beforeMinor, beforeMinor + amountMinor);",
    without: "terms.feeTerms.chargedOnRoundedDown(amountMinor + beforeMinor - beforeMinor);",
    test: inSettlement("test_attack_12_captures_of_one_unit_shed_no_fee"),
  },
  {
    attack: 13,
    file: HUB,
    defence: "        _requireForPay(signed.request);\n        return _makeApproved(signed, approval, signature);",
    without: "        return _makeApproved(signed, approval, signature);",
    test: inRoles("test_attack_13_a_relayer_turns_no_pay_into_an_authorization_nor_back"),
  },
  {
    attack: 13,
    file: "contracts/authority/FourEyes.sol",
    defence: "require(proposed.maker != msg.sender, MakerIsChecker(msg.sender));",
    without: "",
    test: inRoles("test_attack_13_the_maker_is_not_the_checker"),
  },
  {
    attack: 13,
    file: "contracts/authority/NetworkAuthority.sol",
    defence: "return roleId == ADMIN_ROLE ? GUARDIAN : super.getRoleGuardian(roleId);",
    without: "return super.getRoleGuardian(roleId);",
    test: inRoles("test_attack_13_the_administrator_of_roles_takes_over_no_bank_that_objects"),
  },
  {
    attack: 13,
    file: "contracts/authority/NetworkAuthority.sol",
    defence: "require(target != address(this) || keccak256(data) != ownRemoval, OwnRemoval(msg.sender));",
    without: "ownRemoval;",
    test: inRoles("test_attack_13_a_guardian_keeps_no_role_by_objecting_to_its_removal"),
  },
  {
    attack: 13,
    file: HUB,
    defence: "AUTHORITY.requireDuty(terms.acquirer, Duty.Issuance, msg.sender);",
    without: "AUTHORITY.requireDuty(terms.acquirer, Duty.Acquiring, msg.sender);",
    test: inRoles("test_attack_13_no_clerk_makes_deposits_by_stepping_in_for_refunds"),
  },
  {
    attack: 13,
    file: TOKEN,
    defence: "_accounts[payer] = _endHold(payer, amountMinor).minusBalance(amountMinor);",
    without:
      "_requireNotPaused(Pausable.Pay);\n        _accounts[payer] = _endHold(payer, amountMinor).minusBalance(amountMinor);",
    test: inRoles("test_attack_13_a_pause_stops_no_refund_nor_capture"),
  },
  {
    attack: 14,
    file: LEDGER,
    defence: "        uint32 customer = account.customer();\n        Spending memory spending",
    without: "        uint32 customer = uint32(uint160(owner));\n        Spending memory spending",
    test: inMoney("test_attack_14_several_accounts_of_one_person_share_one_limit"),
  },
  {
    attack: 15,
    file: RULES,
    defence: "require(block.timestamp < request.expiresAt, RequestExpired(block.timestamp, request.expiresAt));",
    without: "require(block.timestamp <= request.expiresAt, RequestExpired(block.timestamp, request.expiresAt));",
    test: inSettlement("test_attack_15_a_request_is_not_paid_at_the_second_of_its_expiry"),
  },
  {
    attack: 16,
    file: TOKEN,
    defence: "        _disableInitializers();\n",
    without: "",
    test: inRoles("test_attack_16_an_implementation_cannot_be_initialised_by_anyone"),
  },
  {
    attack: 17,
    file: SETTLEMENT,
    defence: "require(msg.sender == address(PARTICIPANTS), CallerNotParticipants(msg.sender));",
    without: "",
    test: inSettlement("test_attack_17_nobody_brings_a_token_of_its_own_into_settlement"),
  },
  {
    attack: 18,
    file: "contracts/registry/MerchantRegistry.sol",
    defence: "require(bytes(name).length <= MAX_NAME_BYTES, TextTooLong(bytes(name).length, MAX_NAME_BYTES));",
    without: "",
    test: inSettlement("test_attack_18_nobody_stores_a_long_text"),
  },
  {
    attack: 18,
    file: CUT,
    defence: "if (index < row.cursor) index = row.cursor;",
    without: "",
    test: inNetting("test_attack_18_a_proposer_of_one_payment_at_a_time_holds_up_nobody"),
  },
  {
    attack: 18,
    file: AUCTION,
    defence: "if (gasleft() < needed) {",
    without: "if (gasleft() == needed) {",
    test: inBypass("test_attack_18_the_best_proposal_is_not_passed_over_by_sending_too_little_gas"),
  },
  {
    attack: 18,
    file: AUCTION,
    defence: "return _forget(currency, i); // the others' turn is in another transaction",
    without: "revert GasTooLow(gasleft(), needed);",
    test: inBypass("test_attack_18_proposals_that_are_dear_to_verify_and_fall_keep_no_auction_open"),
  },
  {
    attack: 18,
    file: AUCTION,
    defence: " || kept[i].valueMinor == candidate.valueMinor;",
    without: ";",
    test: inBypass("test_attack_18_one_set_in_other_words_takes_no_second_place"),
  },
  {
    attack: 18,
    file: AUCTION,
    defence: "require(id == kept[i].id, CandidateNotNext(i, id, kept[i].id));",
    without: "",
    test: inBypass("test_attack_18_the_best_proposal_is_not_passed_over_by_naming_another_or_none"),
  },
  {
    attack: 19,
    file: "scripts/network/seed.ts",
    defence: "    identityCommitment(),\n",
    without: '    padHex(stringToHex(name), { size: 24, dir: "right" }),\n',
    test: {
      file: "test/contracts/attack-19-privacy.test.ts",
      title: "leaves nothing on the chain that identifies a person",
    },
  },
];
