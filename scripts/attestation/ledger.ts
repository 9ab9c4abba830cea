import type { Currency } from "@jiaozi/sdk/currencies";
import { AmountError, parseAmount } from "@jiaozi/sdk/money";
import { type Address, getAddress, isAddress } from "viem";
import { Refusal } from "../refusal.ts";

/** An account's balance in minor units, by its address. */
export type Balances = ReadonlyMap<Address, bigint>;

/** An entry on which the bank's ledger and the chain disagree; `undefined` where the one does not know the account. */
export interface Difference {
  account: Address;
  ledgerMinor: bigint | undefined;
  chainMinor: bigint | undefined;
}

/** A line of the export that cannot be read: its number, from 1, and what is wrong with it. */
export class LedgerError extends Refusal {
  override readonly name = "LedgerError";
  readonly line: number;
  constructor(line: number, what: string) {
    super(`The ledger cannot be read: line ${line}: ${what}.`);
    this.line = line;
  }
}

const HEADER = "account,balance";

/**
 * Reads a bank's export: CSV (RFC 4180 without quotes), a header `account,balance`, then an account's address and its
 * balance in major units of `currency` on each line.
 * @throws LedgerError for the first line that cannot be read, and for an account that stands twice.
 */
export function readLedger(csv: string, currency: Currency): Balances {
  const [header = "", ...lines] = csv.split(/\r?\n/);
  if (header.trim().toLowerCase() !== HEADER) throw new LedgerError(1, `the header is not "${HEADER}"`);
  const balances = new Map<Address, bigint>();
  for (const [index, text] of lines.entries()) {
    const line = index + 2;
    if (text.trim() === "") continue;
    const [account = "", balance = "", ...rest] = text.split(",").map((cell) => cell.trim());
    if (rest.length > 0) throw new LedgerError(line, "more than two columns");
    if (!isAddress(account, { strict: false })) throw new LedgerError(line, `"${account}" is no account`);
    const owner = getAddress(account);
    if (balances.has(owner)) throw new LedgerError(line, `${owner} stands in the ledger twice`);
    balances.set(owner, readBalance(balance, currency, line));
  }
  return balances;
}

export function totalOf(balances: Balances): bigint {
  return [...balances.values()].reduce((total, balance) => total + balance, 0n);
}

/** Entry by entry. An account without money need not stand in the ledger. */
export function findDifferences(ledger: Balances, chain: Balances): Difference[] {
  const accounts = new Set([...ledger.keys(), ...chain.keys()]);
  return [...accounts].flatMap((account) => {
    const [ledgerMinor, chainMinor] = [ledger.get(account), chain.get(account)];
    return (ledgerMinor ?? 0n) === (chainMinor ?? 0n) ? [] : [{ account, ledgerMinor, chainMinor }];
  });
}

function readBalance(text: string, currency: Currency, line: number): bigint {
  try {
    return parseAmount(text, currency);
  } catch (error) {
    if (error instanceof AmountError) throw new LedgerError(line, `"${text}" is no amount of ${currency.code}`);
    throw error;
  }
}
