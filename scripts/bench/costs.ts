import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mustRun, root } from "../command.ts";
import { ACCESS, type ManagedContract } from "../network/roles.ts";
import { grouped } from "./table.ts";

const PAGE = join(root, "docs/rulebook.md");
const RULES = "test/solidity/rules";
/** Looks at gas itself, which being watched changes. */
const LEFT_OUT = "PayApprovedAccount.t.sol";

interface GasStatistics {
  contracts: Record<string, { contractName: string; functions: Record<string, { median: number }> | null }>;
}

/** Writes what each function costs into the last column of the rulebook's tables: the median of the rules' tests. */
export async function benchCosts(): Promise<string> {
  const medians = await measured();
  const [before = "", ...sections] = readFileSync(PAGE, "utf8").split("\n### ");
  const written = sections.map((section) => {
    const [contract = ""] = section.split("\n");
    if (!(contract in ACCESS)) return section;
    return withCosts(section, contract as ManagedContract, medians);
  });
  writeFileSync(PAGE, [before, ...written].join("\n### "));
  await mustRun(`oxfmt ${PAGE}`);
  return `## Costs\n${medians.size} functions measured; docs/rulebook.md has them.`;
}

async function measured(): Promise<ReadonlyMap<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), "jiaozi-costs-"));
  const report = join(folder, "gas.json");
  try {
    const files = readdirSync(join(root, RULES)).filter((file) => file !== LEFT_OUT);
    const names = files.map((file) => join(RULES, file)).join(" ");
    await mustRun(`hardhat test solidity ${names} --gas-stats-json ${report}`);
    const { contracts } = JSON.parse(readFileSync(report, "utf8")) as GasStatistics;
    return new Map(
      Object.values(contracts).flatMap(({ contractName, functions }) =>
        Object.entries(functions ?? {}).map(([name, { median }]) => [`${contractName}.${name}`, median] as const),
      ),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function withCosts(section: string, contract: ManagedContract, medians: ReadonlyMap<string, number>): string {
  const access: Record<string, string | readonly string[]> = ACCESS[contract];
  return section
    .split("\n")
    .map((line) => {
      if (!line.startsWith("|")) return line;
      const cells = line.split("|").slice(1, 6);
      const name = /`(\w+)`/.exec(cells[0] ?? "")?.[1];
      if (name === undefined) return `|${[...cells, line.includes("---") ? "---:" : "costs"].join("|")}|`;
      const median = medians.get(`${contract}.${name}`);
      const who = [access[name]].flat();
      const announced = who.includes("governor") ? "announced" : "—";
      return `|${[...cells, median === undefined ? announced : grouped(median)].join("|")}|`;
    })
    .join("\n");
}
