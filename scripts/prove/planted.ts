/** A bug for the contracts, and the proof that must find it. */
export interface Planted {
  file: string;
  /** What stands there, once. */
  correct: string;
  planted: string;
  /** The contract that is deployed with it. */
  contract: string;
  proof: { contract: string; check: string };
}

const HUB = "contracts/settlement/SettlementHub.sol";
const TOKEN = "contracts/money/DepositToken.sol";
const LEDGER = "contracts/money/DepositLedger.sol";
const RESERVES = "contracts/money/ReserveToken.sol";

export const PLANTED: readonly Planted[] = [
  {
    file: HUB,
    correct: "own.balanceMinor -= uint64(neededMinor); // at most what is available",
    planted: "own.balanceMinor -= uint64(neededMinor / 2);",
    contract: HUB,
    proof: {
      contract: "Settle",
      check: "settle_across_takes_the_gross_from_the_payer_and_its_bank_keeps_the_interchange",
    },
  },
  {
    file: HUB,
    correct: "own.schemeFeesMinor += uint64(schemeFeeMinor); // at most the amount",
    planted: "",
    contract: HUB,
    proof: {
      contract: "Settle",
      check: "settle_across_gives_the_net_to_the_payee_and_its_bank_owes_the_scheme_its_fee",
    },
  },
  {
    file: HUB,
    correct: "return _availableToQueue(own) - own.reservedMinor;",
    planted: "return _availableToQueue(own);",
    contract: HUB,
    proof: { contract: "Hold", check: "hold_spares_what_is_kept_for_the_queue" },
  },
  {
    file: LEDGER,
    correct: "_issue.supplyMinor = uint96(_issue.supplyMinor - amountMinor);",
    planted: "_issue.supplyMinor = uint96(_issue.supplyMinor - amountMinor + 1);",
    contract: TOKEN,
    proof: { contract: "Deposits", check: "redeem_lowers_the_account_and_the_supply" },
  },
  {
    file: TOKEN,
    correct: "uint256 freeMinor = owner.balance() - owner.held();",
    planted: "uint256 freeMinor = owner.balance();",
    contract: TOKEN,
    proof: { contract: "Deposits", check: "forceTransfer_conserves" },
  },
  {
    file: HUB,
    correct: "        owing.balanceMinor -= amountMinor;\n",
    planted: "",
    contract: HUB,
    proof: { contract: "SettlementBalance", check: "collectSchemeFees_moves_what_is_owed_to_the_scheme" },
  },
  {
    file: RESERVES,
    correct: "        _transfer(from, to, amountMinor);",
    planted: "        _mint(to, amountMinor);",
    contract: RESERVES,
    proof: { contract: "Reserves", check: "move_conserves" },
  },
];
