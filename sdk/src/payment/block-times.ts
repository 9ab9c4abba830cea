import type { Client } from "viem";
import { getBlock } from "viem/actions";

/** A block's time never changes once it is final, so each is asked for once. */
export async function readTimes(
  client: Client,
  blockNumbers: ReadonlySet<bigint>,
): Promise<ReadonlyMap<bigint, number>> {
  const times = await Promise.all(
    Array.from(blockNumbers, async (blockNumber) => {
      const { timestamp } = await getBlock(client, { blockNumber });
      return [blockNumber, Number(timestamp)] as const;
    }),
  );
  return new Map(times);
}
