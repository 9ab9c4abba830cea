import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { describe, it } from "node:test";
import { readArguments, readNumber, readPort, UsageError } from "../../scripts/command-line.ts";

const root = join(import.meta.dirname, "../..");

describe("every command", { concurrency: 2 }, () => {
  for (const [name, script] of [
    ["npm start", "scripts/start.ts"],
    ["npm run deploy", "scripts/deploy.ts"],
    ["npm run operate", "scripts/operate.ts"],
    ["npm run attest", "scripts/attest.ts"],
    ["npm run relay", "scripts/relay.ts"],
    ["npm run keeper", "scripts/keeper.ts"],
    ["npm run network", "network/main.ts"],
    ["npm run bench:network", "network/bench.ts"],
    ["npm run drill", "network/drill.ts"],
  ] as const) {
    it(`ends at an option that it does not have, and says where its own are: ${name}`, async () => {
      const { code, told } = await run(script, "--nothing");
      assert.equal(told, `Unknown option '--nothing'.\nSee: ${name} -- --help\n`);
      assert.equal(code, 2);
    });
  }
});

describe("what follows a command's name", () => {
  it("is refused where an option lacks its value", () => {
    const read = () => readArguments({ args: ["--port"], options: { port: { type: "string" } } });
    assert.throws(read, new UsageError("Option '--port <value>' argument missing."));
  });

  for (const text of ["", "0", "11", "1.5", "-1", "1e1", "0x5", "lotus"]) {
    it(`is no number from 1 to 10: "${text}"`, () => {
      const sentence = `--bank takes a number from 1 to 10, not "${text}".`;
      assert.throws(() => readNumber("--bank", text, { from: 1, to: 10 }), new UsageError(sentence));
    });
  }

  it("is a number at both ends of its range", () => {
    const range = { from: 1, to: 10 };
    assert.deepEqual([readNumber("--bank", "1", range), readNumber("--bank", "10", range)], [1, 10]);
  });

  it("is a port of which the machine may choose only where that is allowed", () => {
    assert.equal(readPort("--port", "0", 0), 0);
    assert.throws(() => readPort("--port", "0"), UsageError);
  });
});

function run(script: string, ...args: string[]): Promise<{ code: number; told: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [join(root, script), ...args], (error, _stdout, told) => {
      done({ code: Number(error?.code ?? 0), told });
    });
  });
}
