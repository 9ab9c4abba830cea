import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { it } from "node:test";

const root = join(import.meta.dirname, "../..");

function start(...args: string[]) {
  return run("scripts/start.ts", ...args);
}

function run(script: string, ...args: string[]) {
  return spawnSync(process.execPath, [script, ...args], { cwd: root, encoding: "utf8", timeout: 30_000 });
}

for (const [script, command] of [
  ["scripts/start.ts", "npm start"],
  ["network/main.ts", "npm run network"],
] as const) {
  it(`${command} on a busy port ends with one sentence that names the port and the way out`, async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const address = other.address();
    assert.ok(address !== null && typeof address === "object");
    const { status, stdout, stderr } = run(script, "--port", String(address.port));
    other.close();
    assert.equal(status, 1);
    assert.equal(stdout, "");
    const sentence = `Port ${address.port} is in use: choose another one with \`${command} -- --port ${address.port + 1}\`.\n`;
    assert.equal(stderr, sentence);
  });
}

it("start refuses a port that is none", () => {
  const port = start("--port", "99999");
  assert.equal(port.status, 2);
  assert.equal(port.stderr, '--port takes a number from 0 to 65535, not "99999".\nSee: npm start -- --help\n');
});
