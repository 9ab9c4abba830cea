import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, it } from "node:test";
import hre from "hardhat";
import type { DeploymentRecord } from "../../scripts/network/record.ts";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";

const root = join(import.meta.dirname, "../..");
const CHAIN_ID = 20_071;
const NOTHING = "Nothing to do: the network is as its manifest has it.\n";

const operatorKey = generatePrivateKey();
/** Nobody has the keys of the banks' people. */
const clerks = [1, 2].map(() => [1, 2, 3].map(() => privateKeyToAccount(generatePrivateKey()).address));
const parties = {
  operator: privateKeyToAccount(operatorKey).address,
  administrators: { 1: clerks[0]?.[0], 2: clerks[1]?.[0] },
  signatories: { 1: clerks[0], 2: clerks[1] },
};
const folder = mkdtempSync(join(tmpdir(), "jiaozi-deploy-"));
let node: Awaited<ReturnType<typeof hre.network.createServer>>;
let rpc = "";

before(async () => {
  node = await hre.network.createServer({ network: "default", override: { accounts: [] } }, "127.0.0.1", 0);
  const { address, port } = await node.listen();
  rpc = `http://${address}:${port}`;
  writeFileSync(join(folder, "deployer.key"), `${generatePrivateKey()}\n`);
  writeFileSync(join(folder, "operator.key"), `${operatorKey}\n`);
  writeManifest("DEMONSTRATION");
});
after(async () => {
  await node.close();
  rmSync(folder, { recursive: true });
});

/** The demonstration's manifest, or one made from it. */
function writeManifest(manifest: string) {
  const source = JSON.stringify(join(root, "scripts/network/manifest.ts"));
  const text = `import { DEMONSTRATION } from ${source};\nexport const manifest = ${manifest};\n`;
  writeFileSync(join(folder, "network.ts"), `${text}export const parties = ${JSON.stringify(parties)};\n`);
}

/** Not spawnSync: the node that it talks to runs in this process. */
async function deploy(...args: string[]) {
  const places = ["--rpc", rpc, "--manifest", join(folder, "network.ts"), "--deployments", folder];
  const child = spawn(process.execPath, ["scripts/deploy.ts", ...places, ...args], { cwd: root });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const [status] = (await once(child, "close")) as [number | null];
  return { status, stdout, stderr };
}

const recordFile = join(folder, `${CHAIN_ID}.json`);
const as = (who: string) => ["--key", join(folder, `${who}.key`)];

it("deploy shows what it would do, does it over RPC with --apply, and finds nothing to do the second time", async () => {
  const { stdout: planned } = await deploy();
  assert.match(planned, /^Network authority: deploy it\n {4}deployer: at once\n/);
  const { status, stdout } = await deploy(...as("deployer"), "--apply");
  assert.equal(status, 0);
  assert.equal(stdout, planned.replaceAll("at once", "done"));
  assert.equal((JSON.parse(readFileSync(recordFile, "utf8")) as DeploymentRecord).chainId, CHAIN_ID);
  assert.equal((await deploy()).stdout, NOTHING);
  assert.equal((await deploy(...as("deployer"), "--apply")).stdout, NOTHING);
});

it("deploy leaves a change to whom it is for, and says when an announced one can be done", async () => {
  const plan = "{ interchangeBps: 20, schemeBps: 2, isReturned: false }";
  writeManifest(`{ ...DEMONSTRATION, feePlans: [...DEMONSTRATION.feePlans, ${plan}] }`);
  const step = /^Fee plan 2: publish it\n {4}governor: (.*)\n$/;
  assert.equal(step.exec((await deploy(...as("deployer"), "--apply")).stdout)?.[1], "with its own key");
  const { stdout: planned } = await deploy(...as("operator"));
  assert.equal(step.exec(planned)?.[1], "to be announced, and done 48 hours later");
  const { stdout: announced } = await deploy(...as("operator"), "--apply");
  assert.match(step.exec(announced)?.[1] ?? "", /^announced, can be done from \d{4}-\d\d-\d\dT/);
  assert.equal((await deploy(...as("operator"), "--apply")).stdout, announced);
});

it("deploy refuses addresses of another chain, a missing manifest, and --apply without a key", async () => {
  const kept = readFileSync(recordFile, "utf8");
  writeFileSync(recordFile, kept.replace(/"genesisHash": "0x..../, '"genesisHash": "0x0000'));
  const replaced = await deploy();
  writeFileSync(recordFile, kept);
  assert.equal(replaced.status, 1);
  assert.equal(
    replaced.stderr,
    `Chain ${CHAIN_ID} was replaced since the addresses were written: its genesis differs.\n`,
  );
  assert.equal((await deploy("--manifest", "nowhere.ts")).stderr, "nowhere.ts cannot be read.\n");
  assert.equal((await deploy("--apply")).status, 2);
});
