import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { root } from "../../scripts/command.ts";

const NOBODY = "http://127.0.0.1:9"; // the discard port: refused at once

it("without a network the install ends with one sentence, and is tried anew the next time", () => {
  const folder = mkdtempSync(join(tmpdir(), "jiaozi-offline-"));
  mkdirSync(join(folder, "scripts"));
  for (const file of ["package.json", "package-lock.json", "scripts/bootstrap.mjs", "scripts/lock.mjs"]) {
    cpSync(join(root, file), join(folder, file));
  }
  for (const workspace of ["sdk", "frontend"]) {
    cpSync(join(root, workspace, "package.json"), join(folder, workspace, "package.json"), { recursive: true });
  }
  const env = {
    ...process.env,
    npm_config_registry: NOBODY,
    npm_config_cache: join(folder, "cache"),
    npm_config_fetch_retries: "0",
  };
  for (let attempt = 1; attempt <= 2; attempt++) {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/bootstrap.mjs", "scripts/start.ts"], {
      cwd: folder,
      env,
      encoding: "utf8",
    });
    assert.equal(status, 1);
    assert.equal(stdout, "");
    const [progress, sentence, ...rest] = stderr.trim().split("\n");
    assert.match(progress ?? "", /^Installing the packages/);
    assert.match(
      sentence ?? "",
      /^The packages could not be downloaded .+: connect this machine to the network and start again\.$/,
    );
    assert.deepEqual(rest, []);
  }
  assert.ok(!existsSync(join(folder, "node_modules", ".installed-for")));
  rmSync(folder, { recursive: true });
});
