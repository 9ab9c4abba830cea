import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { bytesToHex, type Hex, sha256 } from "viem";
import { generatePrivateKey } from "viem/accounts";
import { foundFour } from "./support/found.ts";

const FIRST_PORT = 27_600;
let network: Awaited<ReturnType<typeof foundFour>>;
let founder: { key: Hex; address: Hex };

before(async () => {
  network = await foundFour(FIRST_PORT);
  founder = network.founder;
});

after(() => network.close());

it("the P-256 precompile answers where Osaka has it", async () => {
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const { privateKey, publicKey } = await crypto.subtle.generateKey(algorithm, true, ["sign"]);
  const message = new TextEncoder().encode("a payment");
  const signature = new Uint8Array(await crypto.subtle.sign(algorithm, privateKey, message));
  const [, ...point] = new Uint8Array(await crypto.subtle.exportKey("raw", publicKey));
  const data = bytesToHex(Uint8Array.from([...sha256(message, "bytes"), ...signature, ...point]));
  const { data: answer } = await network.reader.call({ to: "0x0000000000000000000000000000000000000100", data });
  assert.equal(BigInt(answer ?? 0), 1n);
});

it("a pending receipt is null at once", async () => {
  const begun = Date.now();
  const receipt = await network.provider.request({
    method: "eth_getTransactionReceipt",
    params: [`0x${"1".repeat(64)}`],
  });
  assert.equal(receipt, null);
  assert.ok(Date.now() - begun < 1000);
});

for (const [method, params] of [
  ["eth_fillTransaction", [{}]],
  ["eth_getProof", [`0x${"1".repeat(40)}`, [], "0x2"]],
] as const) {
  it(`${method} does not exist`, async () => {
    await assert.rejects(network.provider.request({ method, params }), { code: -32_601 });
  });
}

it("the first block is found under the number 0", async () => {
  const [zero, one] = await Promise.all([0n, 1n].map((blockNumber) => network.reader.getBlock({ blockNumber })));
  assert.equal(zero?.hash, one?.hash);
});

it("a stranger's transaction is refused", async () => {
  await assert.rejects(network.sendRaw(await network.sign(generatePrivateKey(), 0)), /not admitted/);
});

it("a stranger's contract is refused", async () => {
  await assert.rejects(
    network.sendRaw(await network.sign(generatePrivateKey(), 0, { to: null, data: "0x00" })),
    /may not create contracts/,
  );
});

it("more gas than a transaction may have is refused", async () => {
  await assert.rejects(network.sendRaw(await network.sign(founder.key, 0, { gas: 16_777_217n })), /EIP-7825/);
});

it("all transactions of an account that did not exist are included, in their order", async () => {
  const first = await network.reader.getTransactionCount(founder);
  assert.equal(first, 0);
  const signed = await Promise.all(Array.from({ length: 20 }, (_, n) => network.sign(founder.key, first + n)));
  const hashes: Hex[] = [];
  for (const transaction of signed) hashes.push(await network.sendRaw(transaction));
  const receipts = await Promise.all(hashes.map((hash) => network.reader.waitForTransactionReceipt({ hash })));
  assert.ok(receipts.every(({ status }) => status === "success"));
});

it("a block is asked for the state after it", async () => {
  const keepsItsBlocksNumber = "0x435f55" as const; // in slot 0, as a creation without code
  const addresses: { blockNumber: bigint; address: Hex }[] = [];
  for (let time = 0; time < 2; time++) {
    const nonce = await network.reader.getTransactionCount(founder);
    const creation = await network.sign(founder.key, nonce, { to: null, data: keepsItsBlocksNumber });
    const { blockNumber, contractAddress } = await network.reader.waitForTransactionReceipt({
      hash: await network.sendRaw(creation),
    });
    assert.ok(contractAddress);
    addresses.push({ blockNumber, address: contractAddress });
  }
  for (const { blockNumber, address } of addresses) {
    const at = async (block: bigint) =>
      BigInt((await network.reader.getStorageAt({ address, slot: "0x0", blockNumber: block })) ?? 0);
    assert.deepEqual(await Promise.all([at(blockNumber - 1n), at(blockNumber)]), [0n, blockNumber]);
  }
});

it("a log is told once to who asks from block 0 on, also while its block is the latest", async () => {
  const logsAndStops = "0x60006000a000";
  for (let time = 0; time < 5; time++) {
    const creation = await network.sign(founder.key, await network.reader.getTransactionCount(founder), {
      to: null,
      data: logsAndStops,
    });
    const hash = await network.sendRaw(creation);
    const tellings = async () => {
      const logs = await network.reader.getLogs({ fromBlock: 0n });
      return logs.filter(({ transactionHash }) => transactionHash === hash).length;
    };
    let told = await tellings();
    for (const end = Date.now() + 10_000; told === 0 && Date.now() < end;) told = await tellings();
    assert.equal(told, 1);
  }
});

it("a flood from one sender is throttled", async () => {
  const first = await network.reader.getTransactionCount(founder);
  await assert.rejects(network.sendRaw(await network.sign(founder.key, first + 1024)), /wait already/);
});

it("a contract that asks for the blob base fee is told the least there is", async () => {
  const nonce = await network.reader.getTransactionCount(founder);
  const returnsIt = "0x4a60005260206000f3"; // as the code of a contract, where it starts with a zero
  const hash = await network.sendRaw(await network.sign(founder.key, nonce, { to: null, data: returnsIt }));
  const { contractAddress } = await network.reader.waitForTransactionReceipt({ hash });
  assert.ok(contractAddress);
  assert.equal(BigInt((await network.reader.getCode({ address: contractAddress })) ?? 0), 1n);
});
