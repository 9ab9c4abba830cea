import type { Mutant } from "./mutants.ts";

/** A mutant that no test can notice, and why. */
export interface Equivalent extends Place {
  why: string;
}

type Place = Pick<Mutant, "file" | "within" | "original" | "mutated">;

const ACCOUNT = "contracts/money/DepositAccount.sol";
const LEDGER = "contracts/money/DepositLedger.sol";
const HUB = "contracts/settlement/SettlementHub.sol";
const CUT = "contracts/settlement/CutVerifier.sol";
const FURTHER_OUT = "another place in memory that nobody uses, further out, which only costs gas";
const FREEZES = "require(frozenMinor <= MAX_SET_ASIDE_MINOR, DepositOverflow(frozenMinor, MAX_SET_ASIDE_MINOR));";

export const EQUIVALENT: readonly Equivalent[] = [
  {
    file: "contracts/payment/ApprovalSignature.sol",
    within: "isSignedBy",
    original: "isAnswered := staticcall(erc1271Gas, payer, add(question, 0x20), mload(question), 0x00, 0x20)",
    mutated: "isAnswered := staticcall(erc1271Gas, payer, add(question, 0x20), mload(question), 0x00, 33)",
    why: "the byte more lies in the scratch space, where nobody reads it",
  },
  {
    file: ACCOUNT,
    within: "spendable",
    original: "return asideMinor < balanceMinor ? balanceMinor - asideMinor : 0;",
    mutated: "return asideMinor <= balanceMinor ? balanceMinor - asideMinor : 0;",
    why: "where both are equal, the difference is 0 as well",
  },
  {
    file: ACCOUNT,
    within: "withFrozen",
    original: FREEZES,
    mutated: "require(true, DepositOverflow(frozenMinor, MAX_SET_ASIDE_MINOR));",
    why: "freeze has cut it to that before",
  },
  {
    file: ACCOUNT,
    within: "withFrozen",
    original: FREEZES,
    mutated: "require(frozenMinor <= MAX_SET_ASIDE_MINOR, DepositOverflow(MAX_SET_ASIDE_MINOR, frozenMinor));",
    why: "nobody gets to see the error: freeze has cut the amount to that before",
  },
  {
    file: LEDGER,
    within: "_restore",
    original: "_spending[customer].spentMinor = uint64(amountMinor < spentMinor ? spentMinor - amountMinor : 0);",
    mutated: "_spending[customer].spentMinor = uint64(amountMinor <= spentMinor ? spentMinor - amountMinor : 0);",
    why: "where both are equal, the difference is 0 as well",
  },
  {
    file: LEDGER,
    within: "_raiseSupply",
    original:
      "require(supplyMinor <= type(uint96).max, DepositAccounts.DepositOverflow(supplyMinor, type(uint96).max));",
    mutated: "require(supplyMinor < type(uint96).max, DepositAccounts.DepositOverflow(supplyMinor, type(uint96).max));",
    why: "an account keeps at most 64 bits: no token has the four thousand million full ones that come to 96",
  },
  {
    file: "contracts/payment/FeeTerms.sol",
    within: "chargedBetween",
    original: "if (fromMinor == 0) return added;",
    mutated: "if (false) return added;",
    why: "on nothing, nothing is due: subtracting it only costs gas",
  },
  {
    file: HUB,
    within: "_oweScheme",
    original: "if (feeMinor == 0) return;",
    mutated: "if (false) return;",
    why: "to owe nothing more changes nothing, warns of nothing, and only costs gas",
  },
  {
    file: HUB,
    within: "hold",
    original: "if (earmarkMinor != 0) _earmark(route.payerBank, route.currency, earmarkMinor);",
    mutated: "if (true) _earmark(route.payerBank, route.currency, earmarkMinor);",
    why: "to earmark nothing changes nothing, warns of nothing, and only costs gas",
  },
  {
    file: HUB,
    within: "settleNet",
    original: "if (ownMinor > 0) _give(banks[i], currency, uint256(ownMinor), 0);",
    mutated: "if (ownMinor >= 0) _give(banks[i], currency, uint256(ownMinor), 0);",
    why: "a net of nothing was passed over on the line before",
  },
  {
    file: "contracts/settlement/ObligationLanes.sol",
    within: "entries",
    original: "if (from > to) from = to;",
    mutated: "if (from >= to) from = to;",
    why: "where both are equal, it stays what it is",
  },
  {
    file: "contracts/settlement/NettingTerms.sol",
    within: "creditRoom",
    original: "if (_creditLines[currency][payee][payer] == 0) return 0;",
    mutated: "if (false) return 0;",
    why: "no line has no room anyway: it only costs gas",
  },
  {
    file: "contracts/settlement/NettingTerms.sol",
    within: "creditRoom",
    original: "return usedMinor < lineMinor ? lineMinor - usedMinor : 0;",
    mutated: "return usedMinor <= lineMinor ? lineMinor - usedMinor : 0;",
    why: "where both are equal, the difference is 0 as well",
  },
  {
    file: CUT,
    within: "_courseOf",
    original: "if (round.paying[counterC] & both != both) course.standing = Standing.LeftOut;",
    mutated: "if (false) course.standing = Standing.LeftOut;",
    why: "the registry suspends a bank in all its currencies at once, so the line before has seen it",
  },
  {
    file: "contracts/payment/PaymentHub.sol",
    within: "_tryMake",
    original: "let asked := mload(0x40)",
    mutated: "let asked := mload(65)",
    why: FURTHER_OUT,
  },
  {
    file: "contracts/payment/PaymentTypes.sol",
    within: "hashRequest",
    original: "let encoded := mload(0x40)",
    mutated: "let encoded := mload(65)",
    why: FURTHER_OUT,
  },
  {
    file: "contracts/payment/PaymentHub.sol",
    within: "_free",
    original: "_routeOf(paymentId, terms, address(0)),",
    mutated: "_routeOf(paymentId, terms, address(1)),",
    why: "what frees a hold names no payee, and the settlement hub reads none",
  },
  {
    file: "contracts/payment/Acceptance.sol",
    within: "_operating",
    original: "if (asking.status == Status.None) return (address(0), 0);",
    mutated: "if (asking.status == Status.None) return (address(0), 1);",
    why: "nobody reads the cap of who is no terminal",
  },
  {
    file: CUT,
    within: "_cutQueue",
    original: "if (!_has(round.paying[c], from)) return; // V2: a suspended bank sends nothing",
    mutated: "if (false) return; // V2: a suspended bank sends nothing",
    why: "each lane of a suspended bank is left out by itself: it only spares looking at them",
  },
  {
    file: "contracts/money/DepositToken.sol",
    within: "_requireFreshAttestation",
    original: "uint256 oldest = block.timestamp > maxAgeSeconds ? block.timestamp - maxAgeSeconds : 0;",
    mutated: "uint256 oldest = block.timestamp > maxAgeSeconds ? block.timestamp - maxAgeSeconds : 1;",
    why: "no time is before 1970, and so no proof is older than an age of more than fifty years allows",
  },
  {
    file: CUT,
    within: "_courseOf",
    original: "if (round.paying[counterC] & both != both) course.standing = Standing.LeftOut;",
    mutated: "if (round.paying[counterC] & both != both) {}",
    why: "the registry suspends a bank in all its currencies at once, so the line before has seen it",
  },
  {
    file: CUT,
    within: "_cutLane",
    original: "uint256 end = row.cancelled == 0 ? index : _endOfLive(id, index);",
    mutated: "uint256 end = false ? index : _endOfLive(id, index);",
    why: "where nothing was cancelled, the search finds the index itself: it is only spared",
  },
  {
    file: CUT,
    within: "_advance",
    original: "if (row.counterCurrency != 0) own.halfCut = row.halfCut;",
    mutated: "if (true) own.halfCut = row.halfCut;",
    why: "a lane that is not linked is never half cut: what it has is written again",
  },
  {
    file: CUT,
    within: "_open",
    original: "round.placeOf = new uint256[](count == 0 ? 0 : uint256(BankId.unwrap(banks[count - 1])) + 1);",
    mutated: "round.placeOf = new uint256[](count == 0 ? 0 : uint256(BankId.unwrap(banks[count - 1])) + 2);",
    why: "the place more is of a bank that is not named, and says so",
  },
  {
    file: HUB,
    within: "_endEarmark",
    original: "if (amountMinor == 0) return;",
    mutated: "if (false) return;",
    why: "nothing less is what it was: it is only written again",
  },
  {
    file: "contracts/settlement/NettingTerms.sol",
    within: "setBilateralLimit",
    original: "own.roomMinor = uint128(raisedMinor > own.limitMinor ? raisedMinor - own.limitMinor : 0);",
    mutated: "own.roomMinor = uint128(raisedMinor >= own.limitMinor ? raisedMinor - own.limitMinor : 0);",
    why: "where both are equal, the difference is 0 as well",
  },
  {
    file: "contracts/settlement/ObligationLanes.sol",
    within: "entries",
    original: "if (to > length) to = length;",
    mutated: "if (to >= length) to = length;",
    why: "where both are equal, nothing is set anew",
  },
  {
    file: "contracts/settlement/ObligationLanes.sol",
    within: "_keyOf",
    original:
      "return keccak256(abi.encode(terms.payer, terms.payee, terms.currency, terms.counterCurrency, terms.rank));",
    mutated:
      "return keccak256(abi.encode(terms.payer, terms.payee, terms.counterCurrency, terms.currency, terms.rank));",
    why: "a key of the same five in another order tells lanes apart as well",
  },
  {
    file: "contracts/payment/PaymentHub.sol",
    within: "",
    original: "uint256 private constant CANCELLED = 1;",
    mutated: "uint256 private constant CANCELLED = 2;",
    why: "any number does that no payment's slot has",
  },
];

export function isSame(one: Place, other: Place): boolean {
  return (
    one.file === other.file &&
    one.within === other.within &&
    one.original === other.original &&
    one.mutated === other.mutated
  );
}
