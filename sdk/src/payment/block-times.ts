import type { Client } from "viem";
import { getBlock } from "viem/actions";

/**
 * The events, each with the Unix seconds at which its block was final. A block's time never changes then, so each is
 * asked for once.
 */
export async function withTimes<Event extends { blockNumber: bigint }>(
  client: Client,
  events: readonly Event[],
): Promise<(Event & { at: number })[]> {
  const numbers = [...new Set(events.map(({ blockNumber }) => blockNumber))];
  const blocks = await Promise.all(numbers.map((blockNumber) => getBlock(client, { blockNumber })));
  const times = new Map(blocks.map(({ number, timestamp }) => [number, Number(timestamp)]));
  return events.map((event) => ({ ...event, at: times.get(event.blockNumber) ?? 0 }));
}
