import { useMemo, useState } from "react";
import type { Address } from "viem";
import { takeLinkParts } from "../../app/keys/enrolmentLink.ts";
import { useNetwork } from "../../app/network/useNetwork.ts";
import { addMissingToBook, type BookEntry, enterIntoBook, loadBook, readBookFromLink } from "./book.ts";

export interface Book {
  entryOf: (account: Address) => BookEntry | undefined;
  nameOf: (account: Address) => string | undefined;
  enter: (entry: BookEntry) => void;
}

export function useBook(bank: number): Book {
  const { genesisHash } = useNetwork().deployment;
  const [entries, setEntries] = useState(() => {
    addMissingToBook(genesisHash, bank, readBookFromLink(takeLinkParts("bank")));
    return loadBook(genesisHash, bank);
  });
  return useMemo(() => {
    const byAccount = new Map(entries.map((entry) => [entry.account.toLowerCase(), entry]));
    const entryOf = (account: Address) => byAccount.get(account.toLowerCase());
    return {
      entryOf,
      nameOf: (account) => entryOf(account)?.name,
      enter: (entry) => {
        enterIntoBook(genesisHash, bank, entry);
        setEntries(loadBook(genesisHash, bank));
      },
    };
  }, [entries, genesisHash, bank]);
}
