import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Endpoint, NotIncludedError, ReplacedError, submitUntilIncluded } from "@jiaozi/sdk/transaction/submit";
import { type Hex, keccak256, type TransactionReceipt } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";

const OPTIONS = { blockSeconds: 0.004, giveUpSeconds: 0.2 };
const account = privateKeyToAccount(generatePrivateKey());
const serialized = await account.signTransaction({
  type: "eip1559",
  chainId: 20071,
  nonce: 7,
  to: account.address,
  gas: 21_000n,
  maxFeePerGas: 0n,
});

/** A node on which the transaction is included after it was sent so many times, and which counts what it is asked. */
function node(includedAfterSends: number, transactionCount = 7) {
  const seen: Hex[] = [];
  const endpoint = {
    async getTransactionReceipt({ hash }: { hash: Hex }) {
      if (seen.length < includedAfterSends) throw new Error("unknown");
      return { transactionHash: hash } as TransactionReceipt;
    },
    getTransactionCount: async () => transactionCount,
    async sendRawTransaction({ serializedTransaction }: { serializedTransaction: Hex }) {
      seen.push(serializedTransaction);
      return serializedTransaction;
    },
  } as unknown as Endpoint;
  return { endpoint, seen };
}

const lost = {
  getTransactionReceipt: () => Promise.reject(new Error("lost")),
  getTransactionCount: () => Promise.reject(new Error("lost")),
  sendRawTransaction: () => Promise.reject(new Error("lost")),
} as unknown as Endpoint;

const never = () => new Promise<never>(() => {});
const hanging = {
  getTransactionReceipt: never,
  getTransactionCount: never,
  sendRawTransaction: never,
} as unknown as Endpoint;

/** The answer, after the other node has been looked at often enough to be believed. */
const later = (ask: Endpoint["getTransactionReceipt"]) => async (request: { hash: Hex }) => {
  await new Promise((resolve) => setTimeout(resolve, 50));
  return await ask(request);
};

describe("submitting a transaction", () => {
  it("sends the very same transaction again until it is included", async () => {
    const { endpoint, seen } = node(3);
    await submitUntilIncluded([endpoint], serialized, OPTIONS);
    assert.deepEqual(seen, [serialized, serialized, serialized]);
  });

  it("sends nothing that is included already", async () => {
    const { endpoint, seen } = node(0);
    await submitUntilIncluded([endpoint], serialized, OPTIONS);
    assert.deepEqual(seen, []);
  });

  it("goes on by another node where one is lost", async () => {
    const { endpoint, seen } = node(1);
    await submitUntilIncluded([lost, endpoint], serialized, OPTIONS);
    assert.equal(seen.length, 1);
  });

  it("is not delayed by a node that hangs, whichever it is", async () => {
    for (const place of [0, 1]) {
      const { endpoint, seen } = node(2);
      const startedAt = Date.now();
      await submitUntilIncluded([endpoint].toSpliced(place, 0, hanging), serialized, { blockSeconds: 0.004 });
      assert.equal(seen.length, 2);
      assert.ok(Date.now() - startedAt < 1000);
    }
  });

  it("sends to a node that hung as soon as it answers again", async () => {
    const { endpoint, seen } = node(1);
    let asked = 0;
    const waking: Endpoint = {
      ...endpoint,
      getTransactionReceipt: (request) => (asked++ === 0 ? never() : endpoint.getTransactionReceipt(request)),
    };
    await submitUntilIncluded([waking], serialized, { blockSeconds: 0.004 });
    assert.equal(seen.length, 1);
  });

  it("finds by one node what another has counted already", async () => {
    const counting = node(Number.POSITIVE_INFINITY, 8).endpoint;
    const included: Endpoint = { ...node(0).endpoint, getTransactionCount: never };
    const slow: Endpoint = { ...included, getTransactionReceipt: later(included.getTransactionReceipt) };
    const { transactionHash } = await submitUntilIncluded([counting, slow], serialized, OPTIONS);
    assert.equal(transactionHash, keccak256(serialized));
  });

  it("says so when another transaction took its place", async () => {
    const { endpoint } = node(Number.POSITIVE_INFINITY, 8);
    await assert.rejects(submitUntilIncluded([endpoint], serialized, OPTIONS), ReplacedError);
  });

  it("says so when it gives up, whatever may happen to it later", async () => {
    await assert.rejects(submitUntilIncluded([lost], serialized, OPTIONS), NotIncludedError);
  });
});
