import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, it } from "node:test";
import { generatePrivateKey } from "viem/accounts";
import { loopbackNetwork } from "../../network/description.ts";
import { writeState } from "../../network/state.ts";
import { runCommand } from "../../scripts/command.ts";

const FIRST_PORT = 27_800;
let folder = "";

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "jiaozi-forget-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const forget = () => runCommand(`node network/main.ts forget --folder ${folder}`, "kept");

function foundNetwork() {
  writeState(folder, { description: loopbackNetwork(FIRST_PORT), founderKey: generatePrivateKey() });
  mkdirSync(join(folder, "node-1/data"), { recursive: true });
  for (const name of ["20072.json", "20072.operator.key", "relayer-1.journal"]) writeFileSync(join(folder, name), "");
}

it("forget leaves a folder untouched that holds no network", async () => {
  writeFileSync(join(folder, "thesis.txt"), "ten years of work");
  assert.deepEqual(await forget(), { code: 1, output: `There is no network in ${folder} yet: npm run network\n` });
  assert.deepEqual(readdirSync(folder), ["thesis.txt"]);
});

it("forget leaves a folder untouched whose state.json is another program's", async () => {
  mkdirSync(join(folder, "node-1"));
  for (const text of ["{}", "null", "not JSON"]) {
    writeFileSync(join(folder, "state.json"), text);
    const { code, output } = await forget();
    assert.equal(code, 1);
    assert.equal(output, `${folder}/state.json is not a network's: say where yours is with --folder FOLDER.\n`);
    assert.deepEqual(readdirSync(folder).toSorted(), ["node-1", "state.json"]);
  }
});

it("forget deletes a network with its folder", async () => {
  foundNetwork();
  assert.deepEqual(await forget(), { code: 0, output: "" });
  assert.ok(!existsSync(folder));
});

it("forget deletes nothing that stands beside a network", async () => {
  foundNetwork();
  for (const name of ["thesis.txt", "package.json"]) writeFileSync(join(folder, name), "");
  assert.equal((await forget()).code, 0);
  assert.deepEqual(readdirSync(folder).toSorted(), ["package.json", "thesis.txt"]);
});
