import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { keccak256, toHex } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import { root } from "../../scripts/command.ts";

const KEY = keccak256(toHex("jiaozi test terminal"));
const HUB = "0x1000000000000000000000000000000000000001";
const NETWORK = { chainId: 20071, guid: "test.jiaozi", contracts: { paymentHub: HUB } };
const SHOP = "--merchant 0x0001000000000001 --name Noodles --city Macau --country HK --category 5812 --currency HKD";

let folder = "";

before(() => {
  folder = mkdtempSync(join(tmpdir(), "jiaozi-request-"));
  writeFileSync(join(folder, "network.json"), JSON.stringify(NETWORK));
  writeFileSync(join(folder, "till.key"), `${KEY}\n`, { mode: 0o600 });
});
after(() => rmSync(folder, { recursive: true }));

function jiaozi(command: string, input = "") {
  const args = command.replaceAll("@", `${folder}/`).split(" ");
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(root, "sdk/bin/jiaozi.mjs"), ...args], {
    encoding: "utf8",
    input,
    env: { PATH: process.env["PATH"] },
  });
  return { stdout, stderr, status };
}

const create = (options: string) => jiaozi(`request create --network @network.json --key @till.key ${SHOP} ${options}`);
const verify = (text: string, terminal: string) =>
  jiaozi(`request verify --network @network.json --terminal ${terminal}`, text);

describe("jiaozi request", () => {
  it("creates a code offline that verifies against its terminal and no other", () => {
    const { stdout, status } = create("--amount 48.00 --bill A-17");
    assert.equal(status, 0);
    const good = verify(stdout, privateKeyToAddress(KEY));
    assert.equal(good.status, 0);
    const { ok, amount, currency, merchant, checkCode } = JSON.parse(good.stdout) as Record<string, unknown>;
    assert.deepEqual(
      { ok, amount, currency, merchant },
      { ok: true, amount: "48.00", currency: "HKD", merchant: "Noodles" },
    );
    assert.match(String(checkCode), /^\d{4}$/);
    const bad = verify(stdout, HUB);
    assert.equal(bad.status, 1);
    assert.match(bad.stdout, /"ok":false,"error":"CHANGED_OR_FOREIGN"/);
  });

  it("draws the code as an SVG on white, and for a terminal", () => {
    assert.match(create("--amount 1 --format svg").stdout, /^<svg[^>]*><rect[^>]*fill="#fff"\/><path/);
    assert.match(create("--static --format terminal").stdout, /[█▀▄]/);
  });

  it("answers a bad argument with exit code 2 and a sentence", () => {
    for (const options of [
      "",
      "--amount 0",
      "--amount 1e3",
      "--amount 1 --static",
      "--amount 1 --valid-for 901",
      "--amount 1 --format gif",
      "--nonsense",
    ]) {
      const { status, stderr, stdout } = create(options);
      assert.equal(status, 2, options);
      assert.match(stderr, /^jiaozi: .+\nSee: jiaozi --help\n$/);
      assert.equal(stdout, "");
    }
    assert.equal(verify("", "nobody").status, 2);
    assert.equal(jiaozi("request verify --network @network.json").status, 2);
  });

  it("answers a code that cannot be made with exit code 1", () => {
    const { status, stderr } = create(`--amount 1 --bill ${"9".repeat(26)}`);
    assert.equal(status, 1);
    assert.match(stderr, /does not fit/);
  });

  it("says so where the network stops answering while it asks", async () => {
    const chain = createServer((request, response) => {
      if (request.url !== "/rpc") {
        response.end(JSON.stringify(NETWORK));
        return;
      }
      request.on("data", (asked: Buffer) => {
        const { id, method } = JSON.parse(asked.toString()) as { id: number; method: string };
        if (method !== "eth_chainId") response.writeHead(503);
        response.end(JSON.stringify({ jsonrpc: "2.0", id, result: toHex(NETWORK.chainId) }));
      });
    });
    await once(chain.listen(0, "127.0.0.1"), "listening");
    const { port } = chain.address() as AddressInfo;
    const args = ["request", "verify", "--network", `http://127.0.0.1:${port}`];
    const child = spawn(process.execPath, [join(root, "sdk/bin/jiaozi.mjs"), ...args]);
    let told = "";
    child.stderr.on("data", (part: Buffer) => (told += part.toString()));
    child.stdin.end(create("--amount 48.00").stdout);
    const [code] = (await once(child, "close")) as [number];
    chain.close();
    assert.match(told, /^jiaozi: the network stopped answering \(.+\); try again when it is back\n$/);
    assert.equal(code, 1);
  });

  it("tells all in its help", () => {
    const { stdout, status } = jiaozi("--help");
    assert.equal(status, 0);
    for (const command of ["qr decode", "request create", "request verify"])
      assert.ok(stdout.includes(`jiaozi ${command}`));
  });
});
