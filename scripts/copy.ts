import { cpSync, mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./command.ts";

const COPIED = [
  "contracts",
  "test/solidity",
  "test/contracts",
  "test/support",
  "scripts",
  "sdk",
  "hardhat.config.ts",
  "package.json",
  "tsconfig.json",
  "tsconfig.base.json",
];

/** The contracts, their tests and what they need, in a folder of their own, whose path it returns. */
export function copyRepository(): string {
  const copy = mkdtempSync(join(tmpdir(), "jiaozi-"));
  for (const path of COPIED) cpSync(join(root, path), join(copy, path), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  return copy;
}
