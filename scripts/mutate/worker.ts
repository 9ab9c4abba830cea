// Compiles one mutant after the other and runs the tests on it. Started by workers.ts, with which it talks.
import type { ArtifactId } from "@nomicfoundation/edr";
import { type Compiled, readContracts, readTests } from "./artifacts.ts";
import { type ContractCode, DeployedContract } from "./deployed-contract.ts";
import { applyTo, type Mutant } from "./mutants.ts";
import { type Failure, SolidityTests } from "./solidity-tests.ts";
import type { Verdict } from "./verdicts.ts";

const WALKS = new Set(["InvariantsTest", "NettingInvariantsTest"]);
const WALK_CALLS = 2000;
const ASKED_FIRST = 8;
// What a test may use, so that a loop without an end comes to one.
const RULE_GAS = 2_000_000_000n;
const WALK_GAS = 50_000_000_000n;

/** The code that the tests run on, by the artifact's source. */
type Code = ReadonlyMap<string, ContractCode>;

const compiled = [...readContracts(), ...readTests()];
const suites = compiled.filter(({ isTest }) => isTest).map(({ artifact }) => artifact.id);
const rules = suites.filter(({ name }) => !WALKS.has(name));
const walks = suites.filter(({ name }) => WALKS.has(name));
const deployed = compiled.filter(isDeployedByTests).map((contract) => new DeployedContract(contract));
for (const one of deployed) for (const other of deployed) one.takeOn(other);
const unchanged: Code = new Map(deployed.map(({ source, code }) => [source, code]));
const kills = new Map<string, number>(); // by suite
const runner = await new SolidityTests().register();

process.env["CALLS"] = String(WALK_CALLS);
process.once("disconnect", () => process.exit());
const startedAt = performance.now();
const failure = await findKiller(unchanged);
if (failure !== undefined) throw new Error(`${failure.suite}.${failure.test} fails without any mutant`);
process.on("message", (mutant: Mutant) => void judge(mutant).then((verdict) => process.send?.(verdict)));
process.send?.(performance.now() - startedAt);

async function judge(mutant: Mutant): Promise<Verdict> {
  const source = compiled.find(({ file }) => file === mutant.file)?.artifact.id.source ?? "";
  const mutated = deployed.filter((contract) => contract.has(source));
  const code = new Map(unchanged);
  const changeOf = (contract: DeployedContract) => ({ source, text: applyTo(contract.textOf(source), mutant) });
  for (const contract of mutated) {
    const changed = contract.codeWith(changeOf(contract));
    if (changed === undefined) return { end: "does not compile" };
    code.set(contract.source, changed);
  }
  const killer = await findKiller(code);
  if (killer) return { end: "killed", ...killer };
  return { end: mutated.every((contract) => contract.isSameWith(changeOf(contract))) ? "same code" : "survived" };
}

/** The suites that killed most are asked first, and the walks, which take longest, last. */
async function findKiller(code: Code): Promise<Failure | undefined> {
  const byKills = rules.toSorted((one, other) => (kills.get(other.name) ?? 0) - (kills.get(one.name) ?? 0));
  const steps = [
    { tests: byKills.slice(0, ASKED_FIRST), gasLimit: RULE_GAS },
    { tests: byKills.slice(ASKED_FIRST), gasLimit: RULE_GAS },
    { tests: walks, gasLimit: WALK_GAS },
  ];
  for (const { tests, gasLimit } of steps) {
    const [killer] = await run(tests, gasLimit, code);
    if (killer === undefined) continue;
    kills.set(killer.suite, (kills.get(killer.suite) ?? 0) + 1);
    return killer;
  }
  return undefined;
}

function run(tests: ArtifactId[], gasLimit: bigint, code: Code): Promise<Failure[]> {
  const artifacts = compiled.map(({ artifact }) => ({
    ...artifact,
    contract: { ...artifact.contract, ...code.get(artifact.id.source) },
  }));
  return runner.run(artifacts, tests, gasLimit);
}

function isDeployedByTests({ file, isDeployed }: Compiled): boolean {
  return isDeployed && file.startsWith("contracts/");
}
