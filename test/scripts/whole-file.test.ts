import assert from "node:assert/strict";
import { linkSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, it } from "node:test";
import { generatePrivateKey } from "viem/accounts";
import { loopbackNetwork } from "../../network/description.ts";
import { writeState } from "../../network/state.ts";
import { writeWholeFile } from "../../scripts/whole-file.ts";

const SECRET = 0o600;
let folder = "";
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "jiaozi-whole-"))));
afterEach(() => rmSync(folder, { recursive: true }));

/** What was there before, by a second name: writing in place would change it too. */
function keepSecondName(name: string) {
  writeFileSync(join(folder, name), "before");
  linkSync(join(folder, name), join(folder, "second"));
  return () => readFileSync(join(folder, "second"), "utf8");
}

it("a file is replaced, and never written in place", () => {
  const before = keepSecondName("state.json");
  writeWholeFile(join(folder, "state.json"), "after", SECRET);
  assert.equal(readFileSync(join(folder, "state.json"), "utf8"), "after");
  assert.equal(before(), "before");
  assert.deepEqual(readdirSync(folder).toSorted(), ["second", "state.json"]);
});

it("a file with keys is its owner's alone, whatever an earlier attempt left behind", () => {
  writeFileSync(join(folder, "state.json.next"), "half", { mode: 0o644 });
  writeWholeFile(join(folder, "state.json"), "after", SECRET);
  assert.equal(statSync(join(folder, "state.json")).mode & 0o777, SECRET);
});

it("a network's state is replaced, and never written in place", () => {
  const before = keepSecondName("state.json");
  writeState(folder, { description: loopbackNetwork(27_800), founderKey: generatePrivateKey() });
  assert.equal(before(), "before");
});
