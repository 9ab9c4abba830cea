import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { createPublicClient, type Hex, http } from "viem";
import { buildFaultyNode, FAULTY_NODE_COMMAND } from "../../network/build.ts";
import { type NetworkDescription, portsOf } from "../../network/description.ts";
import { readHeaders } from "../../network/headers.ts";
import { addValidator, removeValidator } from "../../network/membership.ts";
import {
  configureNodes,
  copyChain,
  joinNetwork,
  type Node,
  peersOf,
  rpcUrlOf,
  statusOf,
  validatorOf,
  waitForBlocks,
} from "../../network/nodes.ts";
import { type NodeBuild, startNode, stopNode } from "../../network/processes.ts";
import { foundFour } from "./support/found.ts";

const FIRST_PORT = 27_800;
const DIALLING_MILLISECONDS = 5_000; // one that is known is a peer within a second
const PAYMENTS_PER_SECOND = 10;
let network: Awaited<ReturnType<typeof foundFour>>;
let description: NetworkDescription;
let four: readonly [Node, Node, Node, Node];
let fifth: Node;
let sixth: Node | undefined;

before(async () => {
  network = await foundFour(FIRST_PORT);
  const [first, second, third, fourth] = network.nodes;
  assert.ok(first && second && third && fourth);
  four = [first, second, third, fourth];
  ({ description } = network);
  fifth = describeNext("Pearl Bank");
});

after(() => network.close(sixth ? [fifth, sixth] : [fifth]));

/** Written into every node's configuration, which those that run read when they are started again. */
function describeNext(name: string): Node {
  const { validators } = description;
  const next = { name, host: "127.0.0.1", ports: portsOf(FIRST_PORT, validators.length) };
  description = { ...description, validators: [...validators, next] };
  const newest = configureNodes(network.folder, description).at(-1);
  assert.ok(newest);
  joinNetwork(newest, four[0]);
  return newest;
}

async function restart(node: Node, build?: NodeBuild): Promise<void> {
  await stopNode(node.home, "SIGTERM");
  startNode(node.home, build);
  await waitForBlocks([node], 2);
}

/** Sends a payment every tenth of a second while something happens; all of them have to be included. */
async function assertPaymentsDuring(happening: Promise<void>): Promise<void> {
  const { key, address } = network.founder;
  const hashes: Hex[] = [];
  const end = new AbortController();
  const happened = happening.finally(() => end.abort());
  const first = await network.reader.getTransactionCount({ address });
  while (!end.signal.aborted) {
    hashes.push(await network.sendRaw(await network.sign(key, first + hashes.length)));
    await sleep(1000 / PAYMENTS_PER_SECOND);
  }
  await happened;
  const receipts = await Promise.all(hashes.map((hash) => network.reader.waitForTransactionReceipt({ hash })));
  assert.ok(receipts.length > 0 && receipts.every(({ status }) => status === "success"));
}

it("a node that no other one's configuration names gets no peer", async () => {
  startNode(fifth.home);
  await sleep(DIALLING_MILLISECONDS);
  assert.deepEqual(await peersOf(fifth), []);
  assert.equal((await statusOf(fifth))?.height, 0);
  for (const node of four) assert.ok(!(await peersOf(node)).includes(fifth.nodeId));
});

it("once it is named it catches up from nothing, votes, and is removed, and no payment is missed", async () => {
  for (const node of four) await restart(node);
  await waitForBlocks([...four, fifth], 0);
  await addValidator(network.operator, validatorOf(fifth));
  await assertPaymentsDuring(waitForBlocks([...four, fifth], 3));
  assert.equal((await statusOf(fifth))?.power, 1);
  await removeValidator(network.operator, validatorOf(fifth));
  await assertPaymentsDuring(waitForBlocks([...four, fifth], 3));
  assert.equal((await statusOf(fifth))?.power, 0);
});

it("the fourth validator cannot be removed", async () => {
  await assert.rejects(removeValidator(network.operator, validatorOf(four[0])), /reverted/);
});

it("a node with a copy of another's chain and its own keys goes on from there", async () => {
  sixth = describeNext("Amber Bank");
  const copied = (await statusOf(fifth))?.height ?? 0;
  await stopNode(fifth.home, "SIGTERM");
  copyChain(fifth, sixth);
  startNode(sixth.home);
  let alone = await statusOf(sixth);
  while (!alone) alone = await sleep(100).then(() => sixth && statusOf(sixth));
  assert.ok(copied > 0 && alone.height >= copied);
  startNode(fifth.home); // it alone is told of the sixth
  await waitForBlocks([...four, fifth, sixth], 2);
  assert.deepEqual(await peersOf(sixth), [fifth.nodeId]);
  const [copiedHeader] = await readHeaders(sixth, 2, 2);
  const [same] = await readHeaders(four[0], 2, 2);
  assert.deepEqual(copiedHeader, same);
});

it("the nodes are replaced by another build, one at a time, and no payment is missed", async () => {
  await buildFaultyNode(); // asked for nothing, it is as sound as the released one
  const next = { command: FAULTY_NODE_COMMAND, env: {} };
  await assertPaymentsDuring(
    (async () => {
      for (const node of four.slice(1)) await restart(node, next); // the first one takes the payments
    })(),
  );
  await restart(four[0], next);
});

for (const [lost, goesOn] of [
  [1, true],
  [2, false],
  [4, false],
] as const) {
  it(`with ${lost} of four killed the chain ${goesOn ? "goes on" : "halts"}, and all agree afterwards`, async () => {
    const killed = four.slice(4 - lost);
    await Promise.all(killed.map(({ home }) => stopNode(home, "SIGKILL")));
    await sleep(1000);
    const height = (await statusOf(fifth))?.height ?? 0; // votes no more, and still follows
    if (goesOn) await waitForBlocks([fifth], 3);
    else {
      await sleep(4000);
      assert.ok(((await statusOf(fifth))?.height ?? 0) <= height + 1);
    }
    for (const { home } of killed) startNode(home);
    const begun = Date.now();
    await waitForBlocks([...four, fifth], 2);
    console.log(`${lost} of four back after ${((Date.now() - begun) / 1000).toFixed(1)} s`);
    const hashes = await Promise.all(four.map(async (node) => (await readHeaders(node, height, height))[0]?.hash));
    assert.ok(hashes[0]);
    assert.equal(new Set(hashes).size, 1);
  });
}

it("a node that comes back while the chain stands still takes a payment, which is made once the others are back", async () => {
  const [first, ...others] = four;
  await Promise.all(four.map(({ home }) => stopNode(home, "SIGKILL")));
  startNode(first.home);
  await waitForBlocks([first], 0);
  const { key, address } = network.founder;
  const reader = createPublicClient({ transport: http(rpcUrlOf(first)), pollingInterval: 100 });
  const nonce = await reader.getTransactionCount({ address });
  const hash = await reader.sendRawTransaction({ serializedTransaction: await network.sign(key, nonce) });
  for (const { home } of others) startNode(home);
  assert.equal((await reader.waitForTransactionReceipt({ hash })).status, "success");
});

it("a node that lost a part of its data says so and ends; with a copy of another's it goes on", async () => {
  const [first, , , fourth] = four;
  await stopNode(fourth.home, "SIGTERM");
  rmSync(join(fourth.home, "data/world.db"), { recursive: true });
  startNode(fourth.home);
  await assert.rejects(waitForBlocks([fourth], 1), /has ended\..*not this chain's/);
  await stopNode(first.home, "SIGTERM");
  copyChain(first, fourth);
  for (const { home } of [first, fourth]) startNode(home);
  await waitForBlocks(four, 2);
});
