import { createConfig, injected } from "wagmi";
import { rpcTransport } from "./networkClient.ts";
import type { Network } from "./useNetwork.ts";

/** Extensions announce themselves (EIP-6963); an older one is found at `window.ethereum`. */
export function createWalletConfig({ chain }: Network) {
  const isOldStyle = "ethereum" in globalThis;
  return createConfig({
    chains: [chain],
    connectors: isOldStyle ? [injected()] : [],
    multiInjectedProviderDiscovery: true,
    transports: { [chain.id]: rpcTransport() },
  });
}
