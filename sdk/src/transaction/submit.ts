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
  /** Given up as soon as this is aborted: by a process that ends. */
  signal?: AbortSignal;
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

/** A node that hangs is asked anew after so long, or after a block where that is longer. */
const ANSWER_SECONDS = 2;
const LOOKS_PER_BLOCK = 4;
const BLOCKS_BETWEEN_SENDS = 2;
/** A node may count a nonce before it tells the receipt. */
const LOOKS_BEFORE_REPLACED = 3;

/**
 * Sends a signed transaction to every node, again and again, until one of them has it in a block. A mempool forgets when
 * its machine stops, and a node may acknowledge what it loses. The nonce is signed with it, so it happens once at most,
 * however often it is sent. No node waits for another: one that hangs delays nothing.
 * @throws ReplacedError
 * @throws NotIncludedError
 */
export async function submitUntilIncluded(
  endpoints: readonly Endpoint[],
  serialized: Hex,
  { blockSeconds, giveUpSeconds = 300, signal }: SubmitOptions,
): Promise<TransactionReceipt> {
  const hash = keccak256(serialized);
  const { nonce = 0 } = parseTransaction(serialized);
  const sender = await recoverTransactionAddress({ serializedTransaction: serialized as TransactionSerialized });
  const givenUpAt = Date.now() + giveUpSeconds * 1000;
  const patienceSeconds = Math.max(blockSeconds, ANSWER_SECONDS);
  const ending = new AbortController();

  async function receiptFrom(endpoint: Endpoint): Promise<TransactionReceipt | undefined> {
    return await answerWithin(patienceSeconds, endpoint.getTransactionReceipt({ hash }));
  }

  /** By one node: its receipt; nothing where it saw another transaction in the place of this one. */
  async function submitBy(endpoint: Endpoint): Promise<TransactionReceipt | undefined> {
    let taken = 0;
    for (let look = 0; !ending.signal.aborted; look++) {
      const receipt = await receiptFrom(endpoint);
      if (receipt) return receipt;
      const count = await answerWithin(patienceSeconds, endpoint.getTransactionCount({ address: sender }));
      if (count !== undefined && count > nonce) taken += 1;
      if (taken >= LOOKS_BEFORE_REPLACED) return undefined;
      if (signal?.aborted || Date.now() >= givenUpAt) break;
      if (taken === 0 && look % (BLOCKS_BETWEEN_SENDS * LOOKS_PER_BLOCK) === 0) {
        // What it answers says nothing: "already known" is as good as an acknowledgement, which is no inclusion
        await answerWithin(patienceSeconds, endpoint.sendRawTransaction({ serializedTransaction: serialized }));
      }
      await new Promise((resolve) => setTimeout(resolve, (blockSeconds * 1000) / LOOKS_PER_BLOCK));
    }
    throw new NotIncludedError(hash, giveUpSeconds);
  }

  try {
    const receipt = await Promise.any(endpoints.map(submitBy)).catch(() => {
      throw new NotIncludedError(hash, giveUpSeconds);
    });
    if (receipt) return receipt;
  } finally {
    ending.abort();
  }
  // Another node may have the receipt of what this one counted
  const receipts = await Promise.all(endpoints.map(receiptFrom));
  const receipt = receipts.find((one) => one !== undefined);
  if (receipt) return receipt;
  throw new ReplacedError(hash);
}

/** Nothing where the node does not know it, cannot be reached, or takes longer. */
async function answerWithin<answer>(seconds: number, asked: Promise<answer>): Promise<answer | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(resolve, seconds * 1000, undefined)));
  try {
    return await Promise.race([asked, late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
