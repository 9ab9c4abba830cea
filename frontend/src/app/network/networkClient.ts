import type { Deployment } from "@jiaozi/sdk/deployment";
import { type Account, createClient, defineChain, http } from "viem";
import type { SigningClient } from "../keys/sign.ts";
import type { Network } from "./useNetwork.ts";

const TIMEOUT_MS = 5_000;
const RETRIES = 2;

export function createNetwork(deployment: Deployment): Network {
  const chain = defineChain({
    id: deployment.chainId,
    name: "Jiaozi",
    nativeCurrency: { name: "None", symbol: "NONE", decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl()] } },
    blockTime: deployment.blockSeconds * 1000,
  });
  return {
    deployment,
    chain,
    client: createClient({ chain, transport: rpcTransport(), pollingInterval: pollMs(deployment) }),
  };
}

/** The network's client with an account of this browser: signs here, sends what is signed. */
export function createSigningClient({ chain, deployment }: Network, account: Account): SigningClient {
  return createClient({ account, chain, transport: rpcTransport(), pollingInterval: pollMs(deployment) });
}

/** The chain behind this page's own origin. */
export function rpcTransport() {
  return http(rpcUrl(), { batch: true, retryCount: RETRIES, timeout: TIMEOUT_MS });
}

function rpcUrl(): string {
  return new URL("/rpc", location.origin).href;
}

/** Twice a block: a receipt is then seen half a block late at most. */
function pollMs(deployment: Deployment): number {
  return (deployment.blockSeconds * 1000) / 2;
}
