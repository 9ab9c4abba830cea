// Whether the Solidity tests notice small changes of the contracts that hold and move money. A sample by a fixed seed;
// `npm run mutate -- 1000` takes a larger one. A run that was interrupted goes on where it stopped.
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { root, runCommand, whenToldToEnd } from "./command.ts";
import { readContracts, readSyntaxTree, readTests } from "./mutate/artifacts.ts";
import { EQUIVALENT, type Equivalent, isSame } from "./mutate/equivalent.ts";
import { idOf, type Mutant, mutantsOf } from "./mutate/mutants.ts";
import { inSampleOrder } from "./mutate/sample.ts";
import { counts, isKilled, Verdicts } from "./mutate/verdicts.ts";
import { Worker } from "./mutate/workers.ts";
import { exitWith, Refusal } from "./refusal.ts";

const FOLDERS = /^contracts\/(payment|settlement|money)\//;
const SEED = 20071;
const SAMPLE = 400;
const LEAST_KILLED = 0.95;

async function mutate(wanted: number): Promise<number> {
  const { code, output } = await runCommand("hardhat build", "kept");
  if (code !== 0) throw new Refusal(`${output.trim()}\nThe contracts and their tests must compile first.`);
  const candidates = inSampleOrder(findMutants(), SEED);
  const verdicts = new Verdicts(readTests().filter(({ isTest }) => isTest));
  console.log(`${candidates.length} candidates, seed ${SEED}`);
  await judgeAll(candidates, wanted, verdicts);
  const stale = EQUIVALENT.filter((entry) => !isMet(entry, candidates, verdicts));
  for (const { file, within, mutated } of stale) console.log(`\nno longer met: ${file} ${within}\n+ ${mutated}`);
  return report(sampleOf(candidates, wanted, verdicts), verdicts);
}

function findMutants(): Mutant[] {
  const files = Map.groupBy(
    readContracts().filter(({ file }) => FOLDERS.test(file)),
    ({ file }) => file,
  );
  return [...files].flatMap(([file, [contract]]) =>
    contract ? mutantsOf(file, readFileSync(join(root, file), "utf8"), readSyntaxTree(contract)) : [],
  );
}

/** In the order of the candidates, until as many count as are wanted. */
async function judgeAll(candidates: readonly Mutant[], wanted: number, verdicts: Verdicts): Promise<void> {
  const startedAt = performance.now();
  const waiting = candidates.values();
  let [counted, killed] = [0, 0];
  const work = async () => {
    const worker = new Worker();
    for (const mutant of waiting) {
      const known = verdicts.of(idOf(mutant));
      const verdict = known ?? (await worker.judge(mutant));
      if (!known) verdicts.add(idOf(mutant), verdict);
      if (counts(verdict)) counted++;
      if (isKilled(verdict)) killed++;
      if (!known) {
        const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
        console.log(`${counted} of ${wanted}, ${killed} killed, ${seconds} s: ${verdict.end} ${placeOf(mutant)}`);
      }
      if (counted >= wanted) break;
    }
    worker.end();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
}

/** The first ones that count: which they are does not depend on who was faster. */
function sampleOf(candidates: readonly Mutant[], wanted: number, verdicts: Verdicts): Mutant[] {
  return candidates
    .filter((mutant) => {
      const verdict = verdicts.of(idOf(mutant));
      return verdict !== undefined && counts(verdict);
    })
    .slice(0, wanted);
}

function report(sample: readonly Mutant[], verdicts: Verdicts): number {
  const survivors = sample.filter((mutant) => verdicts.of(idOf(mutant))?.end === "survived");
  let unexplained = 0;
  for (const survivor of survivors) {
    const why = EQUIVALENT.find((known) => isSame(known, survivor))?.why;
    if (why === undefined) unexplained++;
    console.log(`\n${placeOf(survivor)}\n- ${survivor.original}\n+ ${survivor.mutated}`);
    console.log(
      why ? `equivalent: ${why}` : "SURVIVED: a test is missing, or scripts/mutate/equivalent.ts says why not",
    );
  }
  const share = (sample.length - survivors.length) / sample.length;
  console.log(
    `\n${sample.length} mutants, ${(100 * share).toFixed(1)} % killed, ${survivors.length} survived, ${unexplained} of them unexplained`,
  );
  return unexplained + Number(share < LEAST_KILLED);
}

/** Whether it is still there, and not killed. One that is not in the sample has no verdict. */
function isMet(entry: Equivalent, candidates: readonly Mutant[], verdicts: Verdicts): boolean {
  return candidates.some((mutant) => {
    const verdict = verdicts.of(idOf(mutant));
    return isSame(entry, mutant) && !(verdict && isKilled(verdict));
  });
}

function placeOf({ file, line, within }: Mutant): string {
  return `${file}:${line} ${within}`;
}

function readSample([size]: string[]): number {
  if (size === undefined) return SAMPLE;
  if (!/^[1-9]\d*$/.test(size)) throw new Refusal(`"${size}" is no number of mutants.`);
  return Number(size);
}

whenToldToEnd(() => process.exit(130));
try {
  process.exitCode = (await mutate(readSample(process.argv.slice(2)))) > 0 ? 1 : 0;
} catch (error) {
  exitWith(error);
}
