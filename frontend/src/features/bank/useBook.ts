import { useMemo, useState } from "react";
import type { Address } from "viem";
import { takeLinkParts } from "../../app/keys/enrolmentLink.ts";
import { useNetwork } from "../../app/network/useNetwork.ts";
import { type BookEntry, enterIntoBook, loadBook, readBookFromLink } from "./book.ts";

export interface Book {
  nameOf: (account: Address) => string | undefined;
  enter: (entry: BookEntry) => void;
  entries: readonly BookEntry[];
}

export function useBook(bank: number): Book {
  const { genesisHash } = useNetwork().deployment;
  const [entries, setEntries] = useState(() => {
    const brought = readBookFromLink(takeLinkParts("bank"));
    if (brought.length > 0) enterIntoBook(genesisHash, bank, brought);
    return loadBook(genesisHash, bank);
  });
  return useMemo(() => {
    const names = new Map(entries.map(({ account, name }) => [account.toLowerCase(), name]));
    return {
      entries,
      nameOf: (account) => names.get(account.toLowerCase()),
      enter: (entry) => {
        enterIntoBook(genesisHash, bank, [entry]);
        setEntries(loadBook(genesisHash, bank));
      },
    };
  }, [entries, genesisHash, bank]);
}
