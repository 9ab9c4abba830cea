// Which lines and statements of the contracts the rules reach, and which they do not. In a copy: what is compiled for
// counting is nothing to deploy.
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root, runCommand, whenToldToEnd } from "./command.ts";
import { copyRepository } from "./copy.ts";
import { exitWith, Refusal } from "./refusal.ts";

const LEAST_PERCENT = 98;
const FOLDERS = ["test/solidity/rules", "test/solidity/attacks"]; // the walk would take hours, and is no rule
const ROW = /║ (\S+) +│ +([\d.]+) +│ +([\d.]+) +│ (.*?) +║/g;

async function measureCoverage(): Promise<boolean> {
  const copy = copyRepository();
  try {
    const tests = FOLDERS.flatMap((folder) => readdirSync(join(root, folder)).map((file) => `${folder}/${file}`));
    const place = { cwd: copy, env: { JIAOZI_BUILD: "quick" } };
    const { code, output } = await runCommand(`hardhat test solidity --coverage ${tests.join(" ")}`, "kept", place);
    const rows = [...output.matchAll(ROW)].map(([, file = "", lines, statements, uncovered = ""]) => ({
      file,
      percents: [Number(lines), Number(statements)],
      uncovered,
    }));
    const total = rows.find(({ file }) => file === "Total");
    if (code !== 0 || !total)
      throw new Refusal(`${output.slice(output.indexOf("failing"))}\nThe tests must pass first.`);
    for (const { file, percents, uncovered } of rows) {
      const [lines, statements] = percents.map((percent) => percent.toFixed(2).padStart(6));
      console.log(
        `${lines} % of lines, ${statements} % of statements  ${file}${uncovered === "-" ? "" : ` ${uncovered}`}`,
      );
    }
    return total.percents.every((percent) => percent >= LEAST_PERCENT);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

whenToldToEnd(() => process.exit(130));
try {
  process.exitCode = (await measureCoverage()) ? 0 : 1;
} catch (error) {
  exitWith(error);
}
