import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { constants } from "node:buffer";
import { once } from "node:events";
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { openJournal } from "../../network/relayer/journal.ts";
import { root } from "../../scripts/command.ts";
import { Refusal } from "../../scripts/refusal.ts";

const IMPORTED = `import { openJournal } from ${JSON.stringify(join(root, "network/relayer/journal.ts"))}`;
const FULL_AT_BYTES = 64 * 512;

describe("a relayer's journal", () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "jiaozi-journal-"));
    file = join(folder, "journal");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("goes on whole after a disk that was full, also where it had begun anew", () => {
    const { stdout, stderr } = onSmallDisk(`
      const journal = openJournal(${JSON.stringify(file)}, () => {});
      journal.replace([{ kept: 1 }]);
      try { journal.append({ long: "x".repeat(${FULL_AT_BYTES}) }); } catch { console.log("full"); }
      journal.append({ kept: 2 });
    `);
    assert.equal(stdout, "full\n", stderr);
    assert.equal(readFileSync(file, "utf8"), '{"kept":1}\n{"kept":2}\n');
  });

  it("tells every entry, however many pieces it is read in, and leaves out a line without its end", () => {
    const entries = Array.from({ length: 3_000 }, (_, n) => ({ n, text: "號".repeat(n % 700) }));
    writeFileSync(file, `${entries.map((entry) => JSON.stringify(entry)).join("\n")}\n{"n":3`);
    const read: unknown[] = [];
    const journal = openJournal(file, (entry) => read.push(entry));
    assert.deepEqual(read, entries);
    journal.append({ n: 3_000 });
    assert.equal(journal.bytes(), statSync(file).size);
    journal.close();
    assert.match(readFileSync(file, "utf8"), /\}\n\{"n":3000\}\n$/);
  });

  it("opens where it is longer than a text can be", { timeout: 60_000 }, () => {
    const line = Buffer.from(`${JSON.stringify({ text: "x".repeat(8_000_000) })}\n`);
    const handle = openSync(file, "w");
    const lines = Math.ceil(constants.MAX_STRING_LENGTH / line.length) + 1;
    for (let n = 0; n < lines; n++) writeSync(handle, line);
    closeSync(handle);
    let read = 0;
    openJournal(file, () => (read += 1)).close();
    assert.equal(read, lines);
  });

  it("is one process's: another is refused until the first has closed it or died", async () => {
    const first = spawn(process.execPath, ["--input-type=module", "--eval", holding(file)], { stdio: "pipe" });
    await once(first.stdout, "data");
    const open = () => openJournal(file, () => {});
    assert.throws(open, (error) => error instanceof Refusal && error.message.includes(`process ${first.pid}`));
    first.kill("SIGKILL");
    await once(first, "close");
    open().close();
    assert.deepEqual(readdirSync(folder), ["journal"]);
  });

  it("begins anew over what a dying machine left of a beginning", () => {
    writeFileSync(`${file}.next`, '{"left":1}\n');
    onSmallDisk(`openJournal(${JSON.stringify(file)}, () => {}).replace([{ kept: 1 }]);`);
    assert.equal(readFileSync(file, "utf8"), '{"kept":1}\n');
  });
});

function holding(file: string): string {
  return `${IMPORTED}; openJournal(${JSON.stringify(file)}, () => {}); console.log("open"); setInterval(() => {}, 1000);`;
}

/** A program whose files grow to no more than {@link FULL_AT_BYTES}. */
function onSmallDisk(program: string) {
  const limited = `ulimit -f ${FULL_AT_BYTES / 512}; exec "$0" "$@"`;
  const command = [process.execPath, "--input-type=module", "--eval", `${IMPORTED};${program}`];
  return spawnSync("sh", ["-c", limited, ...command], { encoding: "utf8" });
}
