import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import hre from "hardhat";
import type { EIP1193Provider } from "hardhat/types/providers";
import { type Hex, numberToHex } from "viem";
import { type EmbeddedChain, startEmbeddedChain } from "../../scripts/embedded/chain.ts";
import { makePayer, type Payer, readBlock } from "./support/transfers.ts";

const MEMO_BYTES = 12_000; // 501,000 gas
const TRANSFERS_OVER_HALF_A_BLOCK = 65;
const MOST_ROUNDS = 20;

function send(provider: EIP1193Provider, signed: Hex): Promise<Hex> {
  return provider.request({ method: "eth_sendRawTransaction", params: [signed] }) as Promise<Hex>;
}

async function sendTransfers(provider: EIP1193Provider, payer: Payer, from: number, count: number): Promise<Hex[]> {
  const signed = await Promise.all(Array.from({ length: count }, (_, i) => payer.sign(from + i, MEMO_BYTES)));
  const hashes: Hex[] = [];
  for (const transaction of signed) hashes.push(await send(provider, transaction));
  return hashes;
}

async function waitUntilMined(provider: EIP1193Provider, hash: Hex): Promise<Hex> {
  for (let waits = 0; waits < 100; waits++) {
    const receipt: unknown = await provider.request({ method: "eth_getTransactionReceipt", params: [hash] });
    if (receipt !== null) return (receipt as { blockNumber: Hex }).blockNumber;
    await sleep(50);
  }
  throw new Error(`${hash} was not mined`);
}

describe("the embedded chain's base fee", () => {
  let chain: EmbeddedChain;
  before(async () => {
    chain = await startEmbeddedChain();
    await chain.startBlocks();
  });
  after(() => chain.stop());

  it("would rise when a block is more than half full and nobody kept it at zero", async () => {
    const lone = await hre.network.create({ network: "default", override: { accounts: [] } });
    const { provider } = lone;
    await provider.request({ method: "evm_setAutomine", params: [false] });
    await sendTransfers(provider, makePayer(), 0, TRANSFERS_OVER_HALF_A_BLOCK);
    await provider.request({ method: "evm_mine" });
    await provider.request({ method: "evm_mine" });
    assert.equal((await readBlock(provider, "latest")).baseFeePerGas, "0x1");
    await lone.close();
  });

  it("stays zero over blocks that transfers fill, and transfers without a fee go on", async () => {
    const { provider } = chain;
    const payer = makePayer();
    let crowded = 0;
    let next = 0n;
    // What is sent just before a block comes into two, neither of them half full.
    for (let round = 0; crowded < 2 && round < MOST_ROUNDS; round++) {
      const from = round * TRANSFERS_OVER_HALF_A_BLOCK;
      const hashes = await sendTransfers(provider, payer, from, TRANSFERS_OVER_HALF_A_BLOCK);
      for (const hash of hashes) await waitUntilMined(provider, hash);
      assert.equal((await readBlock(provider, "pending")).baseFeePerGas, "0x0");
      const latest = BigInt((await readBlock(provider, "latest")).number);
      for (; next <= latest; next++) {
        const block = await readBlock(provider, numberToHex(next));
        assert.equal(block.baseFeePerGas, "0x0", `block ${next}`);
        if (BigInt(block.gasUsed) > BigInt(block.gasLimit) / 2n) crowded += 1;
      }
    }
    assert.ok(crowded >= 2, `blocks more than half full: ${crowded}`);
    assert.equal(await provider.request({ method: "eth_getBalance", params: [payer.address, "latest"] }), "0x0");
  });

  it("takes a transaction into the next block, whenever in the second it comes", async () => {
    const { provider } = chain;
    const payer = makePayer();
    for (const [nonce, pause] of [0, 333, 666].entries()) {
      await sleep(pause);
      const sentAfter = BigInt(String(await provider.request({ method: "eth_blockNumber" })));
      const minedIn = BigInt(await waitUntilMined(provider, await send(provider, await payer.sign(nonce))));
      assert.ok(minedIn - sentAfter <= 2n, `${minedIn - sentAfter} blocks`); // one may have been under way
    }
  });

  it("goes with a clock that deploying many blocks at once does not push ahead", async () => {
    const busy = await startEmbeddedChain();
    for (let block = 0; block < 60; block++) await busy.provider.request({ method: "evm_mine" });
    await busy.startBlocks();
    await sleep(1200);
    const { timestamp } = await readBlock(busy.provider, "latest");
    assert.ok(Math.abs(Number(timestamp) - Date.now() / 1000) <= 2);
    await busy.stop();
  });

  it("goes on with a block a second after a transaction that fails", async () => {
    const { provider } = chain;
    const payer = makePayer();
    const failing = await send(provider, await payer.signFailing(0));
    const failedIn = await waitUntilMined(provider, failing);
    const receipt: unknown = await provider.request({ method: "eth_getTransactionReceipt", params: [failing] });
    assert.equal((receipt as { status: Hex }).status, "0x0");
    const next = await send(provider, await payer.sign(1));
    assert.ok(BigInt(await waitUntilMined(provider, next)) > BigInt(failedIn));
  });
});
