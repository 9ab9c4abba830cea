import { setTimeout as sleep } from "node:timers/promises";
import { bytesToHex, concatBytes, type Address, type LocalAccount, numberToBytes } from "viem";
import type { Course } from "./offer.ts";
import { sendMany } from "./rpc.ts";
import type { Sign, SignedTransaction } from "./sign.ts";

/** The most that a transaction may have (EIP-7825). */
const GAS = 16_777_216n;
const AT_ONCE = 64;
const PAUSE_MILLISECONDS = 50;
const MODEXP: Address = "0x0000000000000000000000000000000000000005";

/**
 * Work for the EVM's own hands (`modexp`, EIP-198) that costs nearly all of that gas: numbers of 1,024 bytes, the largest
 * that there are (EIP-7823), and an exponent of as many bits as can be paid (EIP-7883).
 */
const WORK = (() => {
  const [operandBytes, exponentBytes] = [1024, 60];
  const lengths = [operandBytes, exponentBytes, operandBytes].map((length) => numberToBytes(length, { size: 32 }));
  const ones = (length: number) => new Uint8Array(length).fill(0xff);
  return bytesToHex(concatBytes([...lengths, ones(operandBytes), ones(exponentBytes), ones(operandBytes)]));
})();

export interface Flood {
  /** How many a node took until now. */
  taken: () => number;
  /** What waits is still worked off. */
  stop: () => Promise<void>;
}

/** One sender gives a node as many of the most expensive transactions as it lets wait, and goes on as soon as it takes more. */
export function openFlood(url: string, sender: LocalAccount, sign: Sign): Flood {
  const stopping = new AbortController();
  let taken = 0;
  const ended = (async () => {
    let next: SignedTransaction[] = [];
    while (!stopping.signal.aborted) {
      while (next.length < AT_ONCE) next.push(await sign(sender, { to: MODEXP, data: WORK, gas: GAS }));
      const answers = await sendMany(
        url,
        next.map(({ serialized }) => serialized),
      ).catch(() => undefined);
      const refused = next.filter((_, n) => answers?.[n] !== undefined || !answers);
      taken += next.length - refused.length;
      if (refused.length > 0) await sleep(PAUSE_MILLISECONDS);
      next = refused;
    }
  })();
  return {
    taken: () => taken,
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

/** For each transaction that was offered within this time, by `performance.now()`: how many blocks it took, at least one. */
export function blocksUntilIncluded({ offered, blocks }: Course, since: number, until: number): number[] {
  return offered
    .filter(({ offeredAt }) => offeredAt >= since && offeredAt < until)
    .map(
      ({ offeredAt, visibleAt = Infinity }) =>
        blocks.filter(({ seenAt }) => seenAt > offeredAt && seenAt <= visibleAt).length,
    );
}
