import type { Deployment } from "@jiaozi/sdk/deployment";
import { createContext, useContext } from "react";
import type { Chain, Client, Transport } from "viem";

export interface Network {
  deployment: Deployment;
  chain: Chain;
  /** For `readContract`, `getLogs` and the like of `viem/actions`. */
  client: Client<Transport, Chain>;
}

export const NetworkContext = createContext<Network | undefined>(undefined);

export function useNetwork(): Network {
  const network = useContext(NetworkContext);
  if (!network) throw new Error("useNetwork is used outside of NetworkProvider");
  return network;
}
