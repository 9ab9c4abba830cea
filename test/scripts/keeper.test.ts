import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, it } from "node:test";
import { zeroHash } from "viem";
import { generatePrivateKey } from "viem/accounts";
import { root } from "../../scripts/command.ts";
import { DEMONSTRATION } from "../../scripts/network/manifest.ts";
import { emptyRecord } from "../../scripts/network/record.ts";

const folder = mkdtempSync(join(tmpdir(), "jiaozi-keeper-"));
const error = { code: -32_000, message: "the database is broken" };
const broken = createServer((_, response) => response.end(JSON.stringify({ jsonrpc: "2.0", id: 1, error })));
let rpc = "";

before(async () => {
  await once(broken.listen(0, "127.0.0.1"), "listening");
  rpc = `http://127.0.0.1:${(broken.address() as AddressInfo).port}`;
  writeFileSync(join(folder, "network.json"), JSON.stringify(emptyRecord(20_071, zeroHash, DEMONSTRATION)));
  writeFileSync(join(folder, "keeper.key"), `${generatePrivateKey()}\n`);
});
after(() => {
  broken.close();
  rmSync(folder, { recursive: true });
});

async function firstComplaint(url: string): Promise<string> {
  const files = ["--network", join(folder, "network.json"), "--key", join(folder, "keeper.key")];
  const keeper = spawn(process.execPath, ["scripts/keeper.ts", "--rpc", url, ...files], { cwd: root });
  const [words] = (await once(keeper.stderr, "data")) as [Buffer];
  keeper.kill();
  await once(keeper, "close");
  return words.toString();
}

it("the keeper says that the network cannot be reached, and goes on", async () => {
  assert.equal(await firstComplaint("http://127.0.0.1:9"), "The network cannot be reached; trying again.\n");
});

it("the keeper says what a node answers that is reached and broken", async () => {
  assert.equal(await firstComplaint(rpc), "The look failed: the database is broken; trying again.\n");
});
