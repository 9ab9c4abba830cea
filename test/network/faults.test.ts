import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, it } from "node:test";
import { privateKeyToAddress, generatePrivateKey } from "viem/accounts";
import { buildFaultyNode, buildNode, FAULTY_NODE_COMMAND } from "../../network/build.ts";
import { loopbackNetwork } from "../../network/description.ts";
import { askConsensus, configureNodes, foundNetwork, type Node, rpcUrlOf, waitForBlocks } from "../../network/nodes.ts";
import { startNode, stopNode } from "../../network/processes.ts";
import { httpProvider } from "../../network/rpc-provider.ts";
import { compileContracts } from "../../scripts/build.ts";

const FIRST_PORT = 27_700;
const ROUND_OF_FOUR = 8; // blocks in which each of four proposes, and more than once
const MOST_ROUNDS = 10;
const CLOCK_SECONDS = 5;
const folder = mkdtempSync(join(tmpdir(), "jiaozi-faults-"));
const spoil = join(folder, "spoil");
let nodes: Node[] = [];
let fourth: Node;

before(async () => {
  await compileContracts();
  await buildNode();
  await buildFaultyNode();
  const description = loopbackNetwork(FIRST_PORT);
  nodes = configureNodes(folder, description);
  await foundNetwork(description, nodes, privateKeyToAddress(generatePrivateKey()));
  const [last, ...sound] = nodes.toReversed();
  assert.ok(last);
  fourth = last;
  for (const { home } of sound) startNode(home);
  startNode(fourth.home, { command: FAULTY_NODE_COMMAND, env: { JIAOZI_SPOIL: spoil } });
  await waitForBlocks(nodes, 2);
});

after(async () => {
  await Promise.all(nodes.map(({ home }) => stopNode(home, "SIGTERM")));
  rmSync(folder, { recursive: true, force: true });
});

/** Which validators proposed the last blocks, and when the newest one says it was made. */
async function lastBlocks(node: Node, count: number) {
  const { block_metas: metas } = await askConsensus<{
    block_metas: { header: { proposer_address: string; time: string; app_hash: string } }[];
  }>(node, "blockchain");
  const headers = metas.slice(0, count).map(({ header }) => header);
  return { proposers: new Set(headers.map((header) => header.proposer_address)), newest: headers[0]?.time ?? "" };
}

/** Over the last round. On a busy machine a sound proposer may miss its turn too: then the next round counts. */
async function untilProposersAre(node: Node, count: number): Promise<void> {
  let rounds = 0;
  while ((await lastBlocks(node, ROUND_OF_FOUR)).proposers.size !== count) {
    assert.ok(rounds++ < MOST_ROUNDS, `${count} proposers within ${MOST_ROUNDS} rounds`);
    await waitForBlocks(nodes, ROUND_OF_FOUR);
  }
}

it("blocks of a proposer who proposes what is invalid are left out, and the chain goes on", async () => {
  const [first] = nodes;
  assert.ok(first);
  await untilProposersAre(first, 4);
  writeFileSync(spoil, "");
  await untilProposersAre(first, 3);
  rmSync(spoil);
  await untilProposersAre(first, 4);
});

for (const skew of ["30s", "-30s"]) {
  it(`a validator whose clock is ${skew} off does not move the chain's time`, async () => {
    await stopNode(fourth.home, "SIGTERM");
    startNode(fourth.home, { command: FAULTY_NODE_COMMAND, env: { JIAOZI_SKEW: skew } });
    await waitForBlocks(nodes, ROUND_OF_FOUR);
    const { newest } = await lastBlocks(fourth, ROUND_OF_FOUR);
    assert.ok(Math.abs(Date.now() - Date.parse(newest)) < CLOCK_SECONDS * 1000);
    const hashes = nodes.map(async (node) => {
      const block = await httpProvider([rpcUrlOf(node)]).request({
        method: "eth_getBlockByNumber",
        params: ["0x5", false],
      });
      return (block as { hash: string }).hash;
    });
    assert.equal(new Set(await Promise.all(hashes)).size, 1);
  });
}
