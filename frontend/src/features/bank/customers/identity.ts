import { bytesToHex, type Hex } from "viem";
import { identityCommitment } from "../book.ts";
import type { Book } from "../useBook.ts";
import type { CustomerRow } from "./useCustomers.ts";

/** What stands on the ledger for a person, and what only the bank's book keeps of it. */
interface Identity {
  identity: Hex;
  salt: Hex | undefined;
}

export function somebodyNew(name: string): Identity {
  const salt = bytesToHex(crypto.getRandomValues(new Uint8Array(32)));
  return { identity: identityCommitment(salt, name), salt };
}

/** Several accounts of one person at one bank share an identity: limits are of the person. */
export function anotherAccountOf({ account, identity }: CustomerRow, book: Book): Identity {
  return { identity, salt: book.entryOf(account)?.salt };
}
