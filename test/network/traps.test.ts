// What the network's node does otherwise than other nodes, and nothing of ours may need.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { before, it } from "node:test";
import hre from "hardhat";
import { type Hex, hexToBytes } from "viem";
import { compileContracts } from "../../scripts/build.ts";
import { root } from "../../scripts/command.ts";

const PUSH1 = 0x60;
const PUSH32 = 0x7f;
const FOREIGN_OPCODES = { BLOBBASEFEE: 0x4a, PREVRANDAO: 0x44 };
const FOREIGN_CALLS = /createAccessList|simulateBlocks|simulateCalls|simulateV1|\bgetProof\b|newHeads|fillTransaction/;
const SOURCES = ["sdk/src", "frontend/src", "scripts/network", "network/relayer"];

before(compileContracts);

/** The opcodes of a contract's code, without what is pushed and without the compiler's note at its end. */
function opcodesOf(code: Hex): Set<number> {
  const bytes = hexToBytes(code);
  const noteBytes = ((bytes.at(-2) ?? 0) << 8) + (bytes.at(-1) ?? 0) + 2;
  const opcodes = new Set<number>();
  for (let at = 0; at < bytes.length - noteBytes; at++) {
    const opcode = bytes[at] ?? 0;
    opcodes.add(opcode);
    if (opcode >= PUSH1 && opcode <= PUSH32) at += opcode - PUSH1 + 1;
  }
  return opcodes;
}

for (const [name, opcode] of Object.entries(FOREIGN_OPCODES)) {
  it(`no contract of ours asks for ${name}`, async () => {
    const names = [...(await hre.artifacts.getAllFullyQualifiedNames())].filter((each) =>
      each.startsWith("contracts/"),
    );
    let checked = 0;
    for (const each of names) {
      const { deployedBytecode } = await hre.artifacts.readArtifact(each);
      if (deployedBytecode === "0x") continue; // an interface
      const unlinked = deployedBytecode.replaceAll(/__\$.{34}\$__/g, "0".repeat(40)) as Hex;
      assert.ok(!opcodesOf(unlinked).has(opcode), each);
      checked += 1;
    }
    assert.ok(checked > 10, `${checked} contracts`);
  });
}

it("no code of ours asks a node for what the network's does not answer", () => {
  let checked = 0;
  for (const folder of SOURCES) {
    for (const file of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })) {
      if (![".ts", ".tsx"].includes(extname(file))) continue;
      assert.doesNotMatch(readFileSync(join(root, folder, file), "utf8"), FOREIGN_CALLS, join(folder, file));
      checked += 1;
    }
  }
  assert.ok(checked > 100, `${checked} files`);
});
