// Whether each attack's test fails once its defence is taken away, and what slither finds. `npm run audit -- patches`
// or `-- slither` runs one of the two.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DEFENCES, type Defence } from "./audit/defences.ts";
import { runCommand, whenToldToEnd } from "./command.ts";
import { copyRepository } from "./copy.ts";
import { installPythonTool } from "./python-tool.ts";
import { exitWith, Refusal } from "./refusal.ts";

const PARTS = ["patches", "slither"];
const COPIES = 2; // compiling keeps a core busy
const QUICK = { JIAOZI_BUILD: "quick" };
/** Detectors that cannot know this project, and why. Single places have their reason in the source. */
const NOT_ASKED: Record<string, string> = {
  assembly: "each use says beside it why Solidity has no other way",
  "calls-loop": "loops over a bank's own tokens and the settlement hubs, bounded by constants",
  "dead-code": "functions of value types, bound by `using for`, are counted as unused",
  "incorrect-equality": "meant for balances that anyone can change; these are days and states of our own",
  "naming-convention": "solhint checks names",
  "reentrancy-benign": "every callee is a contract of the scheme, admitted with a delay, that calls nobody back",
  "reentrancy-events": "the same; a payer's contract is asked last, by a static call",
  "shadowing-local": "parameters of interfaces, which have no code to confuse",
  timestamp: "expiry is about time; each is tested at its very second",
  "unimplemented-functions": "of abstract contracts, taken by themselves",
  "uninitialized-state": "of abstract contracts, taken by themselves",
};

async function audit(wanted: readonly string[]): Promise<number> {
  const unknown = wanted.filter((part) => !PARTS.includes(part));
  if (unknown.length > 0)
    throw new Refusal(`There is no part ${unknown.join(", ")}: the parts are ${PARTS.join(", ")}.`);
  const wants = (part: string) => wanted.length === 0 || wanted.includes(part);
  let failed = 0;
  if (wants("patches")) failed += await auditDefences();
  if (wants("slither")) failed += await runSlither();
  console.log(failed === 0 ? "\nThe audit found nothing." : `\n${failed} findings`);
  return failed;
}

/** In copies of the repository: one defence taken away at a time. */
async function auditDefences(): Promise<number> {
  const waiting = [...DEFENCES];
  let failed = 0;
  const work = async () => {
    const copy = copyRepository();
    try {
      for (let defence = waiting.shift(); defence !== undefined; defence = waiting.shift()) {
        const finding = await auditDefence(copy, defence);
        const number = String(defence.attack).padStart(2, "0");
        console.log(
          `${finding ? "FAILED" : "ok    "} attack ${number}: ${defence.test.title}${finding ? `: ${finding}` : ""}`,
        );
        if (finding) failed++;
      }
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  };
  await Promise.all(Array.from({ length: COPIES }, work));
  return failed;
}

/** What is wrong: `undefined` where the test fails without its defence, as it must. */
async function auditDefence(copy: string, { file, defence, without, test }: Defence): Promise<string | undefined> {
  const path = join(copy, file);
  const text = readFileSync(path, "utf8");
  if (text.split(defence).length !== 2) return `its defence stands ${text.split(defence).length - 1} times in ${file}`;
  try {
    writeFileSync(
      path,
      text.replace(defence, () => without),
    );
    const kind = test.file.endsWith(".sol") ? "solidity" : "mocha";
    const { output } = await runCommand(`hardhat test ${kind} ${test.file}`, "kept", { cwd: copy, env: QUICK });
    if (/HHE\d+: Compilation failed/.test(output)) return `it does not compile: ${/\w*Error: .*/.exec(output)?.[0]}`;
    const failures = output.slice(output.search(/\d+ failing/));
    if (output.includes(" failing") && failures.includes(test.title)) return undefined;
    return output.includes(test.title) ? "it passes without its defence" : "it did not run";
  } finally {
    writeFileSync(path, text);
  }
}

async function runSlither(): Promise<number> {
  const slither = join(await installPythonTool("scripts/audit", "slither"), "slither");
  await runCommand("hardhat build --force --no-tests", "kept", { env: QUICK });
  const { code } = await runCommand(
    `${slither} . --compile-force-framework hardhat --npx-disable --ignore-compile --filter-paths node_modules --fail-low --exclude ${Object.keys(NOT_ASKED).join(",")}`,
    "shown",
  );
  await runCommand("hardhat build --force --no-tests", "kept");
  return code === 0 ? 0 : 1;
}

whenToldToEnd(() => process.exit(130));
try {
  process.exitCode = (await audit(process.argv.slice(2))) > 0 ? 1 : 0;
} catch (error) {
  exitWith(error);
}
