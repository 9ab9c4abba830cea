import type { Client } from "viem";
import { getBlock } from "viem/actions";

/** A node's gate, and a phone's line, take few at once. */
const ASKED_AT_ONCE = 20;

/**
 * The events, each with the Unix seconds at which its block was final. A block's time never changes then, so each is
 * asked for once.
 */
export async function withTimes<Event extends { blockNumber: bigint }>(
  client: Client,
  events: readonly Event[],
): Promise<(Event & { at: number })[]> {
  const numbers = [...new Set(events.map(({ blockNumber }) => blockNumber))];
  const times = new Map<bigint, number>();
  for (let from = 0; from < numbers.length; from += ASKED_AT_ONCE) {
    const asked = numbers.slice(from, from + ASKED_AT_ONCE);
    const blocks = await Promise.all(asked.map((blockNumber) => getBlock(client, { blockNumber })));
    for (const { number, timestamp } of blocks) times.set(number, Number(timestamp));
  }
  return events.map((event) => ({ ...event, at: times.get(event.blockNumber) ?? 0 }));
}
