// What docs/proofs.md says is proved, of the code that is deployed. `npm run prove -- proofs`, `-- reached` or `-- planted`
// runs one of the three parts: the proofs; that each is about calls that go through; that each planted bug is found.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { table } from "./bench/table.ts";
import { compileContracts } from "./build.ts";
import { root, runCommand, whenToldToEnd } from "./command.ts";
import { writeDeployed, writeProofs, writeReplaced } from "./prove/compile.ts";
import { PLANTED, type Planted } from "./prove/planted.ts";
import { installPythonTool } from "./python-tool.ts";
import { exitWith, Refusal } from "./refusal.ts";

const PARTS = ["proofs", "reached", "planted"];
const PROOFS_AT_ONCE = 2; // each keeps a core busy
const QUESTION_SECONDS = 240; // what is answered at all is answered sooner, by a machine that does nothing else
const PASSED = 0;
const COUNTEREXAMPLE = 1;

/** What the prover says of one proof. */
interface Verdict {
  name: string;
  exitcode: number;
  models: { is_valid: boolean }[];
  time: [number, number, number];
  num_bounded_loops: number;
}

interface Question {
  contract: string;
  check: string;
  /** Ends with the first counterexample, which is looked for. */
  isToFail: boolean;
  env?: Record<string, string>;
}

async function prove(wanted: readonly string[]): Promise<number> {
  const unknown = wanted.filter((part) => !PARTS.includes(part));
  if (unknown.length > 0)
    throw new Refusal(`There is no part ${unknown.join(", ")}: the parts are ${PARTS.join(", ")}.`);
  const wants = (part: string) => wanted.length === 0 || wanted.includes(part);
  const programs = await installPythonTool("scripts/prove", "halmos");
  await compileContracts();
  const folder = mkdtempSync(join(tmpdir(), "jiaozi-prove-"));
  try {
    writeFileSync(join(folder, "halmos.toml"), settings(programs));
    const proofs = writeProofs(folder);
    writeDeployed(folder);
    let failed = 0;
    if (wants("proofs")) failed += await runProofs(programs, folder, proofs);
    if (wants("reached")) failed += await runReached(programs, folder, proofs);
    if (wants("planted")) failed += await runPlanted(programs, folder);
    console.log(failed === 0 ? "\nAll of it is proved." : `\n${failed} not proved`);
    return failed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whatever a proof itself reverts with is a failure of it: only the call that it is about may revert. */
function settings(programs: string): string {
  return [
    "[global]",
    `solver-command = "${join(programs, "python")} ${join(root, "scripts/prove/solve.py")}"`,
    `solver-timeout-assertion = "${QUESTION_SECONDS}s"`,
    "solver-threads = 1",
    'panic-error-codes = "*"',
  ].join("\n");
}

async function runProofs(programs: string, folder: string, proofs: readonly string[]): Promise<number> {
  const ask = (contract: string) => askProver(programs, folder, { contract, check: "", isToFail: false });
  const verdicts = (await twoAtOnce(proofs, ask)).flat();
  const rows = verdicts.map((verdict) => {
    const [verb = "", ...rule] = verdict.name.replace(/^check_|\(.*/g, "").split("_");
    return [`${verb}: ${rule.join(" ")}`, isProved(verdict) ? "yes" : "NO", verdict.time[0].toFixed(1)];
  });
  console.log(table(["function: rule", "proved", "seconds"], rows));
  return verdicts.filter((verdict) => !isProved(verdict)).length;
}

/** A proof about calls that all revert would say nothing: the prover has to find one that goes through. */
async function runReached(programs: string, folder: string, proofs: readonly string[]): Promise<number> {
  const env = { REACHED: "true" };
  const ask = (contract: string) => askProver(programs, folder, { contract, check: "", isToFail: true, env });
  const calling = proofs.filter((contract) => contract !== "AccountFields"); // which calls nobody
  const unreached = (await twoAtOnce(calling, ask)).flat().filter((verdict) => !isRefuted(verdict));
  for (const { name } of unreached) console.log(`FAILED ${name}: no call that goes through was found`);
  console.log(unreached.length === 0 ? "\nEach proof is about calls that go through." : "");
  return unreached.length;
}

async function runPlanted(programs: string, folder: string): Promise<number> {
  console.log("");
  let missed = 0;
  for (const planted of PLANTED) {
    const isFound = await findPlanted(programs, folder, planted);
    console.log(`${isFound ? "found " : "MISSED"} ${planted.proof.check}: ${planted.file}: ${planted.correct.trim()}`);
    if (!isFound) missed++;
  }
  return missed;
}

async function findPlanted(programs: string, folder: string, planted: Planted): Promise<boolean> {
  const correct = readFileSync(join(root, planted.file), "utf8");
  if (correct.split(planted.correct).length !== 2) return false;
  const text = correct.replace(planted.correct, () => planted.planted);
  writeReplaced(folder, planted.contract, { file: planted.file, text });
  const verdicts = await askProver(programs, folder, { ...planted.proof, isToFail: true });
  writeDeployed(folder);
  return verdicts.length === 1 && verdicts.every(isRefuted);
}

function isProved({ exitcode, num_bounded_loops }: Verdict): boolean {
  return exitcode === PASSED && num_bounded_loops === 0;
}

function isRefuted({ exitcode, models }: Verdict): boolean {
  return exitcode === COUNTEREXAMPLE && models.some((model) => model.is_valid);
}

async function askProver(programs: string, folder: string, question: Question): Promise<Verdict[]> {
  const answer = join(folder, `${question.contract}.json`);
  rmSync(answer, { force: true });
  const options = [
    `--root ${folder} --forge-build-out out --json-output ${answer} --no-status`,
    `--contract ${question.contract} --match-test ^check_${question.check}`,
    ...(question.isToFail ? ["--early-exit"] : []),
  ];
  const { output } = await runCommand(`${join(programs, "halmos")} ${options.join(" ")}`, "kept", {
    cwd: folder,
    env: { ...question.env, PATH: pathWithoutForge(folder) },
  });
  if (!existsSync(answer)) throw new Refusal(`${output.trim()}\nThe prover failed: its own words are above.`);
  const { test_results } = JSON.parse(readFileSync(answer, "utf8")) as { test_results: Record<string, Verdict[]> };
  const verdicts = Object.values(test_results).flat();
  if (verdicts.length === 0) throw new Refusal(`There is no proof ${question.check} in ${question.contract}.`);
  return verdicts;
}

/** Halmos asks forge to build before it reads. All is built already: what it calls by that name does nothing. */
function pathWithoutForge(folder: string): string {
  const bin = join(folder, "bin");
  mkdirSync(bin, { recursive: true });
  if (!existsSync(join(bin, "forge"))) symlinkSync("/usr/bin/true", join(bin, "forge"));
  return [bin, process.env["PATH"]].join(delimiter);
}

async function twoAtOnce<Result>(
  contracts: readonly string[],
  ask: (contract: string) => Promise<Result>,
): Promise<Result[]> {
  const waiting = [...contracts.entries()];
  const results: Result[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      results[next[0]] = await ask(next[1]);
    }
  };
  await Promise.all(Array.from({ length: PROOFS_AT_ONCE }, work));
  return results;
}

whenToldToEnd(() => process.exit(130));
try {
  process.exitCode = (await prove(process.argv.slice(2))) > 0 ? 1 : 0;
} catch (error) {
  exitWith(error);
}
