import { setTimeout as sleep } from "node:timers/promises";
import type { Hex } from "viem";
import { httpProvider } from "../rpc-provider.ts";

export interface SeenBlock {
  number: number;
  /** `performance.now()` when a client first had it in its hands. */
  seenAt: number;
  hashes: readonly Hex[];
}

const POLL_MILLISECONDS = 25;

/** Reads every block once, with the hashes in it, as soon as a node has it: no receipt is asked for. */
export async function watchBlocks(urls: readonly string[], onBlock: (block: SeenBlock) => void) {
  const provider = httpProvider(urls);
  const newest = async () => Number(await provider.request({ method: "eth_blockNumber" }));
  let last = await newest();
  const stopping = new AbortController();

  async function readNext(): Promise<void> {
    const until = await newest();
    while (last < until && !stopping.signal.aborted) {
      const params = [`0x${(last + 1).toString(16)}`, false];
      const block = (await provider.request({ method: "eth_getBlockByNumber", params })) as {
        transactions: readonly Hex[];
      } | null;
      if (!block) return; // a node may tell the number before it knows the block
      last += 1;
      onBlock({ number: last, seenAt: performance.now(), hashes: block.transactions });
    }
  }

  const ended = (async () => {
    while (!stopping.signal.aborted) {
      await readNext().catch(() => undefined); // no node answers: the next look may find one
      await sleep(POLL_MILLISECONDS);
    }
  })();

  return {
    async stop(): Promise<void> {
      stopping.abort();
      await ended;
    },
  };
}
