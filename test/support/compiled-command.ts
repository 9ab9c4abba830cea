import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * The command as it is shipped: compiled JavaScript, compiled anew and aside, so that nothing stale is tested.
 * @returns the folder; `bin/jiaozi.mjs` in it is the command.
 */
export function compileCommand(prefix: string): string {
  mkdirSync(join(root, ".scratch"), { recursive: true });
  const folder = mkdtempSync(join(root, ".scratch", prefix));
  cpSync(join(root, "sdk", "bin"), join(folder, "bin"), { recursive: true });
  cpSync(join(root, "sdk", "package.json"), join(folder, "package.json"));
  const compiler = join(root, "node_modules", ".bin", "tsc");
  const args = ["-p", join(root, "sdk", "tsconfig.build.json"), "--outDir", join(folder, "dist")];
  const { status, stdout } = spawnSync(compiler, args, { encoding: "utf8" });
  assert.equal(status, 0, stdout);
  return folder;
}
