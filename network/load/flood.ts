import { setTimeout as sleep } from "node:timers/promises";
import { bytesToHex, concatBytes, type Address, type LocalAccount, numberToBytes } from "viem";
import { KNOWN_ALREADY } from "./offer.ts";
import { sendMany } from "./rpc.ts";
import type { Sign, SignedTransaction } from "./sign.ts";

/** The most that a transaction may have (EIP-7825). */
const GAS = 16_777_216n;
const AT_ONCE = 64;
const PAUSE_MILLISECONDS = 50;
const MODEXP: Address = "0x0000000000000000000000000000000000000005";

/**
 * Work for the EVM's own hands (`modexp`, EIP-198) that costs 16,220,160 gas (EIP-7883): numbers of 1,024 bytes, the
 * largest that there are (EIP-7823), and an exponent of as many bits as can still be paid. One byte more, and it would run
 * out of gas before it begins.
 */
const WORK = (() => {
  const [operandBytes, exponentBytes] = [1024, 47];
  const lengths = [operandBytes, exponentBytes, operandBytes].map((length) => numberToBytes(length, { size: 32 }));
  const numbers = new Uint8Array(2 * operandBytes + exponentBytes).fill(0xff).fill(0xfe, 0, operandBytes);
  return bytesToHex(concatBytes([...lengths, numbers]));
})();

export interface Flood {
  /** How many a node took until now. */
  taken: () => number;
  /** What waits is still worked off. */
  stop: () => Promise<void>;
}

function isRefused(answer: string | undefined): boolean {
  return answer !== undefined && !KNOWN_ALREADY.test(answer);
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
      const refused = next.filter((_, n) => !answers || isRefused(answers[n]));
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
