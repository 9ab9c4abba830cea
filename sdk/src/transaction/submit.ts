import {
  type Hash,
  type Hex,
  keccak256,
  parseTransaction,
  type PublicClient,
  recoverTransactionAddress,
  type TransactionReceipt,
  type TransactionSerialized,
} from "viem";

/** A node's public client; several, so that one of them may be lost. */
export type Endpoint = Pick<PublicClient, "getTransactionReceipt" | "getTransactionCount" | "sendRawTransaction">;

export interface SubmitOptions {
  /** What one waits for a block: how often is looked, and how often it is sent again. */
  blockSeconds: number;
  /** Given up after so long. What was sent may still be included afterwards. */
  giveUpSeconds?: number;
}

/** Another transaction of the same account took this one's nonce: this one is never included. */
export class ReplacedError extends Error {
  override readonly name = "ReplacedError";
  readonly hash: Hash;
  constructor(hash: Hash) {
    super(`another transaction took the place of ${hash}`);
    this.hash = hash;
  }
}

/** Not included when it was given up: it may be later, and only the same transaction may be sent again. */
export class NotIncludedError extends Error {
  override readonly name = "NotIncludedError";
  readonly hash: Hash;
  readonly seconds: number;
  constructor(hash: Hash, seconds: number) {
    super(`${hash} was not included within ${seconds} seconds`);
    this.hash = hash;
    this.seconds = seconds;
  }
}

const LOOKS_PER_BLOCK = 4;
const BLOCKS_BETWEEN_SENDS = 2;
/** A node may count a nonce before it tells the receipt. */
const LOOKS_BEFORE_REPLACED = 3;

/**
 * Sends a signed transaction to every node, again and again, until one of them has it in a block. A mempool forgets when
 * its machine stops, and a node may acknowledge what it loses. The nonce is signed with it, so it happens once at most,
 * however often it is sent.
 */
export async function submitUntilIncluded(
  endpoints: readonly Endpoint[],
  serialized: Hex,
  { blockSeconds, giveUpSeconds = 300 }: SubmitOptions,
): Promise<TransactionReceipt> {
  const hash = keccak256(serialized);
  const { nonce = 0 } = parseTransaction(serialized);
  const sender = await recoverTransactionAddress({ serializedTransaction: serialized as TransactionSerialized });
  const givenUpAt = Date.now() + giveUpSeconds * 1000;
  let taken = 0;
  for (let look = 0; ; look++) {
    const receipt = await firstAnswer(endpoints, (endpoint) => endpoint.getTransactionReceipt({ hash }));
    if (receipt) return receipt;
    const count = await firstAnswer(endpoints, (endpoint) => endpoint.getTransactionCount({ address: sender }));
    if (count !== undefined && count > nonce) taken += 1;
    if (taken >= LOOKS_BEFORE_REPLACED) throw new ReplacedError(hash);
    if (Date.now() >= givenUpAt) throw new NotIncludedError(hash, giveUpSeconds);
    if (taken === 0 && look % (BLOCKS_BETWEEN_SENDS * LOOKS_PER_BLOCK) === 0) await sendToAll(endpoints, serialized);
    await new Promise((resolve) => setTimeout(resolve, (blockSeconds * 1000) / LOOKS_PER_BLOCK));
  }
}

/** The first that any node gives, in their order; `undefined` where none has one. */
async function firstAnswer<answer>(
  endpoints: readonly Endpoint[],
  ask: (endpoint: Endpoint) => Promise<answer>,
): Promise<answer | undefined> {
  for (const endpoint of endpoints) {
    try {
      return await ask(endpoint);
    } catch {
      // This node is lost or does not know it: the next may.
    }
  }
  return undefined;
}

/** What they answer says nothing: "already known" is as good as an acknowledgement, which is no inclusion. */
async function sendToAll(endpoints: readonly Endpoint[], serializedTransaction: Hex): Promise<void> {
  await Promise.allSettled(endpoints.map((endpoint) => endpoint.sendRawTransaction({ serializedTransaction })));
}
