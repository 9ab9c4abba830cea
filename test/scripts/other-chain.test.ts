import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, it } from "node:test";
import hre from "hardhat";
import { type Hex, keccak256, toHex, zeroHash } from "viem";
import { generatePrivateKey, privateKeyToAddress } from "viem/accounts";
import { httpProvider } from "../../network/rpc-provider.ts";
import { runCommand } from "../../scripts/command.ts";
import { DEMONSTRATION } from "../../scripts/network/manifest.ts";
import { emptyRecord } from "../../scripts/network/record.ts";
import { createSender } from "../../scripts/network/sender.ts";

const CHAIN_ID = 20_071;
const HKD = 344;
const NOWHERE = privateKeyToAddress(keccak256(toHex("no contract")));
const folder = mkdtempSync(join(tmpdir(), "jiaozi-other-chain-"));
const file = (name: string) => join(folder, name);
let node: Awaited<ReturnType<typeof hre.network.createServer>>;
let genesisHash: Hex;
let rpc = "";

const ACTS = {
  operate: "operate.ts bank suspend --bank 1 --reason fraud",
  keeper: "keeper.ts",
  attest: `attest.ts --bank 1 --currency HKD --ledger ${file("ledger.csv")}`,
};

before(async () => {
  node = await hre.network.createServer({ network: "default", override: { accounts: [] } }, "127.0.0.1", 0);
  const { address, port } = await node.listen();
  rpc = `http://${address}:${port}`;
  const key = generatePrivateKey();
  writeFileSync(file("some.key"), `${key}\n`);
  writeFileSync(file("ledger.csv"), "account,balance\n");
  const { reader } = createSender(httpProvider([rpc]), CHAIN_ID, key);
  ({ hash: genesisHash } = await reader.getBlock({ blockNumber: 0n }));
});
after(async () => {
  await node.close();
  rmSync(folder, { recursive: true });
});

/** A network whose only address is of no contract. */
function writeDeployment(chainId: number, genesis: Hex) {
  const record = emptyRecord(chainId, genesis, DEMONSTRATION);
  const bank = { id: 1, name: "Lotus Bank", bic: "LOTUHKHH", control: NOWHERE, depositTokens: { [HKD]: NOWHERE } };
  const contracts = { ...record.contracts, participantRegistry: NOWHERE };
  writeFileSync(file("network.json"), JSON.stringify({ ...record, contracts, banks: [bank] }));
}

const run = (act: string) =>
  runCommand(`node scripts/${act} --rpc ${rpc} --network ${file("network.json")} --key ${file("some.key")}`, "kept");

for (const [name, act] of Object.entries(ACTS)) {
  it(`${name} does nothing where the network's addresses have no code`, async () => {
    writeDeployment(CHAIN_ID, genesisHash);
    const { code, output } = await run(act);
    assert.equal(code, 1);
    assert.match(output, new RegExp(`^There is no contract at ${NOWHERE} on this chain, .*\\n$`));
  });
}

it("operate does nothing on a chain of another number", async () => {
  writeDeployment(20_072, genesisHash);
  const output = `The addresses are of chain 20072, and this is chain ${CHAIN_ID}.\n`;
  assert.deepEqual(await run(ACTS.operate), { code: 1, output });
});

it("operate does nothing on a chain with another genesis", async () => {
  writeDeployment(CHAIN_ID, zeroHash);
  const output = `Chain ${CHAIN_ID} was replaced since the addresses were written: its genesis differs.\n`;
  assert.deepEqual(await run(ACTS.operate), { code: 1, output });
});
