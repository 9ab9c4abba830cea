import { RANKS, type NettingInstance, type Obligation } from "./instance.ts";
import { NettingError } from "./netting-error.ts";

/** A bank in one currency. */
export interface Account {
  /** In `Book.accounts`. */
  readonly index: number;
  readonly bank: number;
  readonly currency: number;
  readonly availableMinor: bigint;
  /** What can settle of what it owes, in the order in which it must: by rank, then as queued. */
  readonly queue: Entry[];
  /** The limits that it has set as payer. */
  readonly limits: Limit[];
}

/** A bilateral limit, and what is left of it. */
export interface Limit {
  /** In `Book.limits`. */
  readonly index: number;
  readonly payee: Account;
  readonly roomMinor: bigint;
}

export interface Entry {
  readonly obligation: Obligation;
  /** In the instance: of two of one payer the smaller one was queued first. */
  readonly sequence: number;
  readonly payer: Account;
  readonly payee: Account;
  /** Neither cancelled nor with a suspended bank at an end, and its linked one neither. */
  isOpen: boolean;
  /** In its payer's queue, while it is open. */
  place: number;
  /** The other one of its link. */
  linked: Entry | undefined;
  /** The limit that it uses, and the one that it makes room in. */
  readonly uses: Limit | undefined;
  readonly relieves: Limit | undefined;
}

/** An instance, checked and with everything found that a solver asks for again and again. */
export interface Book {
  readonly accounts: readonly Account[];
  readonly entries: readonly Entry[];
  readonly limits: readonly Limit[];
}

/** @throws NettingError */
export function openBook(instance: NettingInstance): Book {
  const accounts = openAccounts(instance);
  const limits = openLimits(instance, accounts);
  const suspended = new Set(instance.suspended);
  const entries = instance.obligations.map((obligation, sequence) =>
    openEntry(obligation, sequence, accounts, suspended),
  );
  requireDistinctIds(instance.obligations);
  linkEntries(entries);
  requireCreditWithinLines(instance);
  fillQueues(entries);
  return { accounts: accounts.all, entries, limits };
}

interface Accounts {
  readonly all: Account[];
  find(bank: number, currency: number, what: string): Account;
}

function openAccounts({ balances }: NettingInstance): Accounts {
  const byCurrency = new Map<number, Map<number, Account>>();
  const all = balances.map(({ bank, currency, availableMinor }, index): Account => {
    if (availableMinor < 0n) {
      throw new NettingError("BALANCE_NEGATIVE", `bank ${bank} has ${availableMinor}, which is below zero`);
    }
    const account = { index, bank, currency, availableMinor, queue: [], limits: [] };
    const byBank = byCurrency.get(currency) ?? new Map<number, Account>();
    if (byBank.has(bank)) throw new NettingError("BALANCE_TWICE", `bank ${bank} has two balances in one currency`);
    byCurrency.set(currency, byBank.set(bank, account));
    return account;
  });
  const find = (bank: number, currency: number, what: string) => {
    const account = byCurrency.get(currency)?.get(bank);
    if (account === undefined) {
      throw new NettingError("BANK_UNKNOWN", `${what} names bank ${bank}, which has no balance in its currency`);
    }
    return account;
  };
  return { all, find };
}

function openLimits({ limits = [] }: NettingInstance, accounts: Accounts): Limit[] {
  return limits.map(({ payer, payee, currency, limitMinor, usedMinor }, index) => {
    const what = `the limit of bank ${payer} to bank ${payee}`;
    if (limitMinor < 0n) throw new NettingError("LIMIT_NEGATIVE", `${what} is ${limitMinor}, which is below zero`);
    if (payer === payee) throw new NettingError("PAYER_IS_PAYEE", `${what} is one to itself`);
    const account = accounts.find(payer, currency, what);
    const room = limitMinor - usedMinor;
    const limit = { index, payee: accounts.find(payee, currency, what), roomMinor: room > 0n ? room : 0n };
    if (limitTo(account, limit.payee) !== undefined) throw new NettingError("LIMIT_TWICE", `${what} is given twice`);
    account.limits.push(limit);
    return limit;
  });
}

function limitTo(payer: Account, payee: Account): Limit | undefined {
  return payer.limits.length === 0 ? undefined : payer.limits.find((limit) => limit.payee === payee);
}

function openEntry(
  obligation: Obligation,
  sequence: number,
  accounts: Accounts,
  suspended: ReadonlySet<number>,
): Entry {
  const { id, amountMinor, currency, rank, cancelled = false } = obligation;
  if (amountMinor <= 0n) throw new NettingError("AMOUNT_NOT_POSITIVE", `${id} is of ${amountMinor}, not above zero`);
  if (obligation.payer === obligation.payee) {
    throw new NettingError("PAYER_IS_PAYEE", `${id} is of bank ${obligation.payer} to itself`);
  }
  if (cancelled && rank === "credit") {
    throw new NettingError("CREDIT_CANCELLED", `${id} is cancelled, which a credit line's obligation cannot be`);
  }
  const payer = accounts.find(obligation.payer, currency, id);
  const payee = accounts.find(obligation.payee, currency, id);
  return {
    obligation,
    sequence,
    payer,
    payee,
    isOpen: !cancelled && !suspended.has(payer.bank) && !suspended.has(payee.bank),
    place: -1,
    linked: undefined,
    // A limit holds up nothing that a credit line is owed, and so does not count it either.
    uses: rank === "credit" ? undefined : limitTo(payer, payee),
    relieves: rank === "credit" ? undefined : limitTo(payee, payer),
  };
}

function requireDistinctIds(obligations: readonly Obligation[]): void {
  const ids = new Set<string>();
  for (const { id } of obligations) {
    if (ids.has(id)) throw new NettingError("ID_TWICE", `${id} is given twice`);
    ids.add(id);
  }
}

function linkEntries(entries: readonly Entry[]): void {
  const byLink = new Map<string, Entry[]>();
  for (const entry of entries) {
    const { link } = entry.obligation;
    if (link === undefined) continue;
    const legs = byLink.get(link);
    if (legs === undefined) byLink.set(link, [entry]);
    else legs.push(entry);
  }
  for (const [link, [one, other, ...more]] of byLink) {
    if (one === undefined || other === undefined || more.length > 0) {
      throw new NettingError(
        "LINK_NOT_TWO",
        `link ${link} is of ${more.length + (other ? 2 : 1)} obligations, not two`,
      );
    }
    one.linked = other;
    other.linked = one;
    one.isOpen &&= other.isOpen;
    other.isOpen = one.isOpen;
  }
}

function requireCreditWithinLines({ obligations, creditLines = [] }: NettingInstance): void {
  if (creditLines.length === 0) return;
  const used = new Map<string, bigint>();
  for (const { rank, payer, payee, currency, amountMinor } of obligations) {
    if (rank !== "credit") continue;
    const key = `${payer} ${payee} ${currency}`;
    used.set(key, (used.get(key) ?? 0n) + amountMinor);
  }
  for (const { payer, payee, currency, lineMinor } of creditLines) {
    const use = used.get(`${payer} ${payee} ${currency}`) ?? 0n;
    if (use > lineMinor) {
      const line = `bank ${payee}'s credit line to bank ${payer}`;
      throw new NettingError("CREDIT_LINE_EXCEEDED", `${line} is ${lineMinor} and ${use} of it are used`);
    }
  }
}

function fillQueues(entries: readonly Entry[]): void {
  for (const rank of RANKS) {
    for (const entry of entries) {
      if (entry.isOpen && entry.obligation.rank === rank) entry.place = entry.payer.queue.push(entry) - 1;
    }
  }
}
