import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type Address, bytesToHex, createPublicClient, custom, type EIP1193RequestFn, type Hex, sha256 } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { buildNode } from "../../network/build.ts";
import { loopbackNetwork, portsOf } from "../../network/description.ts";
import { addValidator, removeValidator } from "../../network/membership.ts";
import {
  configureNodes,
  foundNetwork,
  joinNetwork,
  type Node,
  rpcUrlOf,
  statusOf,
  validatorOf,
  waitForBlocks,
} from "../../network/nodes.ts";
import { startNode, stopNode } from "../../network/processes.ts";
import { httpProvider } from "../../network/rpc-provider.ts";
import { compileContracts } from "../../scripts/build.ts";
import { createSender } from "../../scripts/network/sender.ts";

const FIRST_PORT = 27_600;
const folder = mkdtempSync(join(tmpdir(), "jiaozi-network-"));
const founderKey = generatePrivateKey();
const founder = privateKeyToAccount(founderKey);
let description = loopbackNetwork(FIRST_PORT);
let nodes: Node[] = [];

before(async () => {
  await compileContracts();
  await buildNode();
  nodes = configureNodes(folder, description);
  await foundNetwork(description, nodes, founder.address);
  for (const { home } of nodes) startNode(home);
  await waitForBlocks(nodes, 2);
});

after(async () => {
  await Promise.all(nodes.map(({ home }) => stopNode(home, "SIGTERM")));
  rmSync(folder, { recursive: true, force: true });
});

const provider = () => httpProvider(nodes.map(rpcUrlOf));
const reader = () =>
  createPublicClient({ transport: custom(provider() as { request: EIP1193RequestFn }), pollingInterval: 100 });
const operator = () => createSender(provider(), description.chainId, founderKey);

/** A transaction of no value to nobody, unless told otherwise. */
function sign(key: Hex, nonce: number, changed: { to?: Address | null; gas?: bigint; data?: Hex } = {}): Promise<Hex> {
  const { chainId } = description;
  const to = privateKeyToAccount(key).address;
  return privateKeyToAccount(key).signTransaction({ chainId, nonce, gasPrice: 0n, gas: 100_000n, to, ...changed });
}

const sendRaw = (transaction: Hex) =>
  provider().request({ method: "eth_sendRawTransaction", params: [transaction] }) as Promise<Hex>;

const nonceOf = (address: Address) => reader().getTransactionCount({ address });

it("the P-256 precompile answers where Osaka has it", async () => {
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const { privateKey, publicKey } = await crypto.subtle.generateKey(algorithm, true, ["sign"]);
  const message = new TextEncoder().encode("a payment");
  const signature = new Uint8Array(await crypto.subtle.sign(algorithm, privateKey, message));
  const [, ...point] = new Uint8Array(await crypto.subtle.exportKey("raw", publicKey));
  const data = bytesToHex(Uint8Array.from([...sha256(message, "bytes"), ...signature, ...point]));
  const { data: answer } = await reader().call({ to: "0x0000000000000000000000000000000000000100", data });
  assert.equal(BigInt(answer ?? 0), 1n);
});

it("a pending receipt is null at once, and eth_fillTransaction does not exist", async () => {
  const begun = Date.now();
  const receipt = await provider().request({ method: "eth_getTransactionReceipt", params: [`0x${"1".repeat(64)}`] });
  assert.equal(receipt, null);
  assert.ok(Date.now() - begun < 1000);
  await assert.rejects(provider().request({ method: "eth_fillTransaction", params: [{}] }), { code: -32_601 });
});

it("the first block is found under the number 0", async () => {
  const [zero, one] = await Promise.all([0n, 1n].map((blockNumber) => reader().getBlock({ blockNumber })));
  assert.equal(zero?.hash, one?.hash);
});

it("a stranger's transaction is refused", async () => {
  await assert.rejects(sendRaw(await sign(generatePrivateKey(), 0)), /not admitted/);
});

it("a stranger's contract is refused", async () => {
  await assert.rejects(
    sendRaw(await sign(generatePrivateKey(), 0, { to: null, data: "0x00" })),
    /may not create contracts/,
  );
});

it("more gas than a transaction may have is refused", async () => {
  await assert.rejects(sendRaw(await sign(founderKey, 0, { gas: 16_777_217n })), /EIP-7825/);
});

it("all transactions of an account that did not exist are included, in their order", async () => {
  const first = await nonceOf(founder.address);
  assert.equal(first, 0);
  const signed = await Promise.all(Array.from({ length: 20 }, (_, n) => sign(founderKey, first + n)));
  const hashes: Hex[] = [];
  for (const transaction of signed) hashes.push(await sendRaw(transaction));
  const receipts = await Promise.all(hashes.map((hash) => reader().waitForTransactionReceipt({ hash })));
  assert.ok(receipts.every(({ status }) => status === "success"));
});

it("a log is told once to who asks from block 0 on, also while its block is the latest", async () => {
  const logsAndStops = "0x60006000a000";
  for (let time = 0; time < 5; time++) {
    const creation = await sign(founderKey, await nonceOf(founder.address), { to: null, data: logsAndStops });
    const hash = await sendRaw(creation);
    const tellings = async () => {
      const logs = await reader().getLogs({ fromBlock: 0n });
      return logs.filter(({ transactionHash }) => transactionHash === hash).length;
    };
    let told = await tellings();
    for (const end = Date.now() + 10_000; told === 0 && Date.now() < end;) told = await tellings();
    assert.equal(told, 1);
  }
});

it("a flood from one sender is throttled", async () => {
  const first = await nonceOf(founder.address);
  await assert.rejects(sendRaw(await sign(founderKey, first + 1024)), /wait already/);
});

it("a node that comes later catches up, votes, and can be removed", async () => {
  const fifth = { name: "Pearl Bank", host: "127.0.0.1", ports: portsOf(FIRST_PORT, 4) };
  description = { ...description, validators: [...description.validators, fifth] };
  const members = nodes;
  nodes = configureNodes(folder, description);
  const newest = nodes.at(-1);
  const [first] = nodes;
  assert.ok(newest && first);
  joinNetwork(newest, first);
  for (const node of members) {
    await stopNode(node.home, "SIGTERM");
    startNode(node.home);
    await waitForBlocks([node], 2);
  }
  startNode(newest.home);
  await waitForBlocks(nodes, 0);
  await addValidator(operator(), validatorOf(newest));
  await waitForBlocks(nodes, 3);
  assert.equal((await statusOf(newest))?.power, 1);
  await removeValidator(operator(), validatorOf(newest));
  await waitForBlocks(nodes, 3);
  assert.equal((await statusOf(newest))?.power, 0);
});

it("the fourth validator cannot be removed", async () => {
  const [first] = nodes;
  assert.ok(first);
  await assert.rejects(removeValidator(operator(), validatorOf(first)), /reverted/);
});

for (const [lost, goesOn] of [
  [1, true],
  [2, false],
  [4, false],
] as const) {
  it(`with ${lost} of four killed the chain ${goesOn ? "goes on" : "halts"}, and all agree afterwards`, async () => {
    const four = nodes.slice(0, 4);
    const killed = four.slice(4 - lost);
    const [witness] = nodes.slice(4); // votes no more, and still follows
    assert.ok(witness);
    await Promise.all(killed.map(({ home }) => stopNode(home, "SIGKILL")));
    await sleep(1000);
    const height = (await statusOf(witness))?.height ?? 0;
    if (goesOn) await waitForBlocks([witness], 3);
    else {
      await sleep(4000);
      assert.ok(((await statusOf(witness))?.height ?? 0) <= height + 1);
    }
    for (const { home } of killed) startNode(home);
    const begun = Date.now();
    await waitForBlocks(nodes, 2);
    console.log(`${lost} of four back after ${((Date.now() - begun) / 1000).toFixed(1)} s`);
    assert.equal(new Set(await Promise.all(four.map(hashAt(height)))).size, 1);
  });
}

function hashAt(height: number) {
  return async (node: Node): Promise<string> => {
    const response = await fetch(`http://127.0.0.1:${node.validator.ports.consensus}/block?height=${height}`);
    const { result } = (await response.json()) as { result: { block_id: { hash: string } } };
    return result.block_id.hash;
  };
}
