import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { root } from "../../scripts/command.ts";

/** 32 bytes that stand in the sources and are no keys: storage slots, and hashes in tests. */
const KNOWN = new Set([
  "e0ac3217d5ec717c6481b6da668d0f902bda3cc0170afe872dde6a9dd4ed7800", // keccak256 of jiaozi.storage.AdmittedCallers
  "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", // the order of secp256k1
  "132a3dfdee5ba72539580001ea39e9c98050641d7f45f9075c37358fa3090f7a", // a genesis block that was
]);
/** Of the mnemonic that every development chain knows. */
const KNOWN_MNEMONIC = Array(6).fill("test").join(" ");
const KNOWN_KEY = ["ac0974bec39a17e36ba4a6b4d238ff94", "4bacb478cbed5efcae784d7bf4f2ff80"].join("");

it("no private key and no mnemonic stands in the repository", () => {
  const files = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" }).split("\0");
  const sources = files.filter(
    (file) => /\.(ts|tsx|mjs|sol|json|md|html|sh)$/.test(file) && !/lock|vectors/.test(file),
  );
  assert.ok(sources.length > 100);
  for (const file of sources) {
    const text = readFileSync(join(root, file), "utf8");
    assert.ok(!text.includes(KNOWN_MNEMONIC), file);
    for (const [, bytes = ""] of text.matchAll(/(?<![0-9a-fA-F])(?:0x)?([0-9a-f]{64})(?![0-9a-fA-F])/g)) {
      const isPattern = /^(..)\1{31}$/.test(bytes);
      assert.ok(isPattern || KNOWN.has(bytes), `${file} holds 32 bytes that may be a key: ${bytes}`);
    }
  }
});

it("no known key and no mnemonic stands in the bundle", () => {
  const assets = join(root, "frontend/dist/assets");
  const names = readdirSync(assets);
  assert.ok(names.length > 10);
  for (const name of names) {
    const text = readFileSync(join(assets, name), "latin1");
    assert.ok(!text.includes(KNOWN_KEY) && !text.includes(KNOWN_MNEMONIC), name);
  }
});
