import { type Address, type Hex, isAddress, isAddressEqual, keccak256, toHex } from "viem";

/** What the bank's own books say of an account. It stays on this computer: no personal data stands on the chain. */
export interface BookEntry {
  account: Address;
  name: string;
  /** Kept to prove later whom the commitment on the chain stands for. Missing where another desk enrolled the account. */
  salt?: Hex;
}

export const MAX_BOOK_NAME = 60;

const BOOK_LINK_PART = "customers";

function nameOf(genesisHash: Hex, bank: number): string {
  return `jiaozi:book:${genesisHash}:${bank}`;
}

export function loadBook(genesisHash: Hex, bank: number): BookEntry[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(nameOf(genesisHash, bank)) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isBookEntry) : [];
  } catch {
    return [];
  }
}

/** An account that is there already is replaced. */
export function enterIntoBook(genesisHash: Hex, bank: number, entry: BookEntry): void {
  const others = loadBook(genesisHash, bank).filter(({ account }) => !isAddressEqual(account, entry.account));
  saveBook(genesisHash, bank, [...others, entry]);
}

/** What somebody else wrote only fills gaps: a name and a salt of this desk's own are never lost to a link. */
export function addMissingToBook(genesisHash: Hex, bank: number, entries: readonly BookEntry[]): void {
  const kept = loadBook(genesisHash, bank);
  const missing = entries.filter((entry) => !kept.some(({ account }) => isAddressEqual(account, entry.account)));
  if (missing.length > 0) saveBook(genesisHash, bank, [...kept, ...missing]);
}

/** 24 bytes that commit to a customer without telling who it is; different at every bank, because every salt is. */
export function identityCommitment(salt: Hex, name: string): Hex {
  return keccak256(toHex(`${salt}:${name}`)).slice(0, 2 + 48) as Hex;
}

/** The demonstration's link to a desk brings its customers' names: `customers=Ken:0x…,Lin:0x…`. */
export function readBookFromLink(parts: URLSearchParams): BookEntry[] {
  const text = parts.get(BOOK_LINK_PART) ?? "";
  return text.split(",").flatMap((entry) => {
    const [, name, account] = /^(.{1,60}):(0x[0-9a-fA-F]{40})$/.exec(entry) ?? [];
    return name && account && isAddress(account) ? [{ name, account }] : [];
  });
}

function saveBook(genesisHash: Hex, bank: number, entries: readonly BookEntry[]): void {
  localStorage.setItem(nameOf(genesisHash, bank), JSON.stringify(entries));
}

function isBookEntry(kept: unknown): kept is BookEntry {
  if (typeof kept !== "object" || kept === null) return false;
  const { account, name } = kept as Partial<BookEntry>;
  return typeof account === "string" && isAddress(account) && typeof name === "string";
}
