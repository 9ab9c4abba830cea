import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, it } from "node:test";
import { paymentHubAbi } from "@jiaozi/sdk/abis/payment-hub";
import hre from "hardhat";
import { createPublicClient, http } from "viem";
import { openExistingChain } from "../../network/existing-chain.ts";
import { compileContracts } from "../../scripts/build.ts";
import { startWebServer } from "../../scripts/embedded/web-server.ts";
import { Refusal } from "../../scripts/refusal.ts";

let folder: string;
const closing: (() => Promise<void>)[] = [];

before(async () => {
  await compileContracts();
  folder = mkdtempSync(join(tmpdir(), "jiaozi-existing-"));
});
after(async () => {
  for (const close of closing) await close();
  rmSync(folder, { recursive: true });
});

/** A chain in this process behind an RPC address, where nobody has been given any coin. */
async function serveChain(override: { hardfork?: "osaka" | "prague"; initialBaseFeePerGas?: number }) {
  const connection = await hre.network.create({
    network: "default",
    override: { accounts: [], allowBlocksWithSameTimestamp: true, ...override },
  });
  const web = await startWebServer({ port: 0, reach: "loopback", command: "npm start" });
  web.serve({ site: () => {}, deployment: {}, provider: connection.provider });
  closing.push(
    () => web.close(),
    () => connection.close(),
  );
  return `${web.addresses[0] ?? ""}/rpc`;
}

async function refusalOf(url: string): Promise<string> {
  const refusal: unknown = await openExistingChain([url], folder).catch((error: unknown) => error);
  assert.ok(refusal instanceof Refusal, String(refusal));
  return refusal.message;
}

it("a chain that is there already is deployed to and seeded once, and found again", async () => {
  const url = await serveChain({});
  const { demonstration } = await openExistingChain([url], folder);
  assert.ok(demonstration.people.length > 0);
  const { banks, contracts } = demonstration.deployment;
  const client = createPublicClient({ transport: http(url) });
  const hub = { address: contracts.paymentHub, abi: paymentHubAbi } as const;
  assert.ok(await client.readContract({ ...hub, functionName: "eip712Domain" }));
  assert.equal(banks.length, 2);
  const height = await client.getBlockNumber();
  const again = await openExistingChain([url], folder);
  assert.deepEqual(again.demonstration, demonstration);
  assert.equal(await client.getBlockNumber(), height);
});

it("an address where no chain answers is refused by its name", async () => {
  const url = await serveChain({});
  assert.match(await refusalOf("http://127.0.0.1:9/rpc"), /^No chain answers at http:\/\/127\.0\.0\.1:9\/rpc\./);
  assert.match(await refusalOf(url.replace("/rpc", "/nothing")), /^No chain answers at/);
});

it("a chain that charges for gas is refused", async () => {
  const url = await serveChain({ initialBaseFeePerGas: 7 });
  assert.match(await refusalOf(url), /charges for gas \(\d+ wei\)/);
});

it("a chain from before Osaka is refused", async () => {
  assert.match(await refusalOf(await serveChain({ hardfork: "prague" })), /has not switched to Osaka/);
});
