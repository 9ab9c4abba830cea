import type { Mutant } from "./mutants.ts";

/** A mutant that no test can notice, and why. */
interface Equivalent extends Place {
  why: string;
}

type Place = Pick<Mutant, "file" | "within" | "original" | "mutated">;

const LEDGER = "contracts/money/DepositLedger.sol";

export const EQUIVALENT: readonly Equivalent[] = [
  {
    file: "contracts/payment/ApprovalSignature.sol",
    within: "isSignedBy",
    original: "isAnswered := staticcall(erc1271Gas, payer, add(question, 0x20), mload(question), 0x00, 0x20)",
    mutated: "isAnswered := staticcall(erc1271Gas, payer, add(question, 0x20), mload(question), 0x00, 33)",
    why: "the byte more lies in the scratch space, where nobody reads it",
  },
  {
    file: "contracts/money/DepositAccount.sol",
    within: "spendable",
    original: "return asideMinor < balanceMinor ? balanceMinor - asideMinor : 0;",
    mutated: "return asideMinor <= balanceMinor ? balanceMinor - asideMinor : 0;",
    why: "where both are equal, the difference is 0 as well",
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
];

export function isSame(one: Place, other: Place): boolean {
  return (
    one.file === other.file &&
    one.within === other.within &&
    one.original === other.original &&
    one.mutated === other.mutated
  );
}
