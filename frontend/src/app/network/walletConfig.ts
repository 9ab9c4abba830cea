import { type Config, createConfig, injected } from "wagmi";
import { rpcTransport } from "./networkClient.ts";
import type { Network } from "./useNetwork.ts";

const configs = new WeakMap<Network, Config>();

/** One for each network: a second one would not connect while the first does, and a drawing may be begun twice. */
export function walletConfigOf(network: Network): Config {
  const config = configs.get(network) ?? createWalletConfig(network);
  configs.set(network, config);
  return config;
}

/** Extensions announce themselves (EIP-6963); an older one is found at `window.ethereum`. */
function createWalletConfig({ chain }: Network): Config {
  const isOldStyle = "ethereum" in globalThis;
  return createConfig({
    chains: [chain],
    connectors: isOldStyle ? [injected()] : [],
    multiInjectedProviderDiscovery: true,
    transports: { [chain.id]: rpcTransport() },
  });
}
