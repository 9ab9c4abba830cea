import { createContext, useContext } from "react";
import type { Book } from "./useBook.ts";
import type { Desk } from "./useDesk.ts";

/** The desk that is open, and its own book: every page of the bank works at one. */
export interface OpenDesk extends Desk {
  book: Book;
}

export const DeskContext = createContext<OpenDesk | undefined>(undefined);

export function useOpenDesk(): OpenDesk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("useOpenDesk is used outside of BankPlace");
  return desk;
}
