import { createContext, useContext } from "react";
import type { Signer } from "./Signer.ts";

interface InstalledWallet {
  id: string;
  name: string;
  connect: () => void;
}

/** A wallet extension (EIP-6963) beside the key of this browser. Only the wallet place offers one. */
export interface ConnectedWallet {
  status: "settling" | "connected" | "none";
  signer: Signer | undefined;
  installed: readonly InstalledWallet[];
  /** Of the last attempt to connect. */
  error: Error | undefined;
  disconnect: () => void;
}

export const NO_WALLET: ConnectedWallet = {
  status: "none",
  signer: undefined,
  installed: [],
  error: undefined,
  disconnect: () => undefined,
};

export const ConnectedWalletContext = createContext(NO_WALLET);

export function useConnectedWallet(): ConnectedWallet {
  return useContext(ConnectedWalletContext);
}
