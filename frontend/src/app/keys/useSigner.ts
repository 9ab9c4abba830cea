import { createContext, useContext } from "react";
import type { Role } from "./role.ts";
import type { Signer } from "./Signer.ts";

/** Filled by `KeyGate`, which lets nobody through without a signer. */
export const SignerContext = createContext<Signer | undefined>(undefined);

export function useSigner(role: Role): Signer {
  const signer = useContext(SignerContext);
  if (signer?.role !== role) throw new Error(`useSigner("${role}") is used outside of its KeyGate`);
  return signer;
}
