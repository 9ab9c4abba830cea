import { createPublicClient, custom, type EIP1193RequestFn, http, type PublicClient } from "viem";
import { httpProvider } from "../rpc-provider.ts";

/** How a relayer reaches its network. */
export interface Reach {
  /** All nodes as one: whichever answers is asked. */
  node: PublicClient;
  /** Each by itself: what is signed goes to all of them. */
  endpoints: readonly PublicClient[];
}

/** What is sent is sent again soon: a node that hangs keeps the others waiting no longer than this. */
const ANSWER_MS = 3_000;

export function reach(urls: readonly string[]): Reach {
  const provider = httpProvider(urls) as { request: EIP1193RequestFn };
  return {
    node: createPublicClient({ transport: custom(provider, { retryCount: 0 }) }),
    endpoints: urls.map((url) => createPublicClient({ transport: http(url, { retryCount: 0, timeout: ANSWER_MS }) })),
  };
}
