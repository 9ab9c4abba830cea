import type { Currency } from "@jiaozi/sdk/currencies";
import type { Account } from "./useAccounts.ts";

/** The accounts in the request's currency that can be debited so much, the fullest first. */
export function payableAccounts(accounts: readonly Account[], currency: Currency, debitMinor: bigint): Account[] {
  return accounts
    .filter((account) => account.currency.number === currency.number && isPayable(account, debitMinor))
    .toSorted((one, other) => (one.balanceMinor > other.balanceMinor ? -1 : 1));
}

export function isPayable({ trouble, balanceMinor }: Account, debitMinor: bigint): boolean {
  return trouble === undefined && balanceMinor >= debitMinor;
}
