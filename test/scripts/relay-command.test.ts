import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { keccak256, toHex } from "viem";
import { answerWith } from "../../network/relayer/service.ts";
import { root } from "../../scripts/command.ts";

const DEPLOYMENT = { chainId: 20071, blockSeconds: 1, contracts: { paymentHub: `0x${"11".repeat(20)}` } };

let folder = "";
before(() => {
  folder = mkdtempSync(join(tmpdir(), "jiaozi-relay-"));
  writeFileSync(join(folder, "network.json"), JSON.stringify(DEPLOYMENT));
  writeFileSync(join(folder, "relayer.key"), keccak256(toHex("jiaozi test relayer")));
});
after(() => rmSync(folder, { recursive: true }));

async function relay(options: string) {
  const files = `--key ${join(folder, "relayer.key")} --network ${join(folder, "network.json")}`;
  const args = [join(root, "scripts/relay.ts"), ...`${files} ${options}`.split(" ")];
  const child = spawn(process.execPath, args, { stdio: "pipe" });
  let told = "";
  child.stderr.on("data", (part: Buffer) => (told += part.toString()));
  const [code] = (await once(child, "close")) as [number];
  return { code, told };
}

describe("npm run relay", () => {
  for (const [what, options, sentence] of [
    ["a port that is no number", "--port x", '--port takes a number from 1 to 65535, not "x".'],
    ["a bank that is no number", "--bank lotus", '--bank takes a number from 1 to 65535, not "lotus".'],
    ["a journal in no folder", "--journal /nowhere/journal", "--journal: there is no folder /nowhere."],
  ] as const) {
    it(`says what is wrong with ${what}`, async () => {
      const { code, told } = await relay(options);
      assert.equal(code, 2);
      assert.ok(told.startsWith(sentence), told);
      assert.match(told, /\nSee: npm run relay -- --help\n$/);
    });
  }

  it("touches no journal where its port is in use", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const { code, told } = await relay(`--port ${port} --journal ${join(folder, "journal")}`);
    other.close();
    assert.equal(code, 1);
    assert.equal(told, `Port ${port} is in use, perhaps by this relayer: end that one, or choose another --port.\n`);
    assert.equal(existsSync(join(folder, "journal")), false);
  });
});

describe("a relayer's service", () => {
  const taker = { accept: async () => await Promise.reject(new Error("not asked")), settled: async () => undefined };

  for (const [what, text, answer] of [
    [
      "answers 400 to an address that cannot be read",
      "GET // HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
      / 400 /,
    ],
    [
      "logs nothing of an upload that was broken off",
      "POST /approvals HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{",
      /^$/,
    ],
  ] as const) {
    it(what, async (test) => {
      const log = test.mock.method(console, "error", () => undefined);
      const server = createHttpServer(answerWith(taker)).listen(0, "127.0.0.1");
      await once(server, "listening");
      const client = connect((server.address() as AddressInfo).port, "127.0.0.1");
      let got = "";
      client.on("data", (part: Buffer) => (got += part.toString()));
      client.write(text);
      if (text.startsWith("POST")) setTimeout(() => client.destroy(), 100);
      await once(client, "close");
      await new Promise((resolve) => setTimeout(resolve, 100));
      server.close();
      assert.match(got.split("\r\n", 1)[0] ?? "", answer);
      assert.equal(log.mock.callCount(), 0);
    });
  }
});
