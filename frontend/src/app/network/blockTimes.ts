import type { Client } from "viem";
import { getBlock } from "viem/actions";

/** What was read once; goes with its client when the chain is replaced. */
const known = new WeakMap<Client, Map<bigint, Promise<number>>>();

/** Unix seconds. A block's time never changes once it is final, so each is asked for once. */
export function readBlockTime(client: Client, blockNumber: bigint): Promise<number> {
  const times = known.get(client) ?? new Map<bigint, Promise<number>>();
  known.set(client, times);
  const asked = times.get(blockNumber);
  if (asked) return asked;
  const time = getBlock(client, { blockNumber }).then(({ timestamp }) => Number(timestamp));
  times.set(blockNumber, time);
  time.catch(() => times.delete(blockNumber)); // no answer: asked again next time
  return time;
}

/** For `toSorted`: the newest first, as the chain ordered them also within one block. */
export function byNewest(
  one: { blockNumber: bigint; logIndex: number },
  other: { blockNumber: bigint; logIndex: number },
): number {
  return Number(other.blockNumber - one.blockNumber) || other.logIndex - one.logIndex;
}
