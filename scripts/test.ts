// Everything that must hold before a change lands. `npm test -- contracts sdk` runs only those steps.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildAll, GENERATED_FILES } from "./build.ts";
import { root, runCommand, whenToldToEnd } from "./command.ts";
import { exitWith, Refusal } from "./refusal.ts";
import { type Counts, countResults } from "./testing/counts.ts";

const STEPS: Record<string, string[]> = {
  contracts: ["hardhat test solidity", "hardhat test mocha"],
  sdk: ["node --test --test-reporter=spec test/sdk/*.test.ts"],
  scripts: ["node --test --test-reporter=spec test/scripts/*.test.ts"],
  check: ["node scripts/check.ts"],
  journey: ["playwright test -c test/e2e/playwright.config.ts"],
};

async function test(wanted: string[]): Promise<number> {
  const unknown = wanted.filter((name) => !(name in STEPS));
  if (unknown.length > 0) {
    throw new Refusal(`There is no step ${unknown.join(", ")}: the steps are ${Object.keys(STEPS).join(", ")}.`);
  }
  const lines: string[] = [];
  const total: Counts = { passed: 0, failed: 0 };
  const add = (what: string, { passed, failed }: Counts, startedAt: number) => {
    total.passed += passed;
    total.failed += failed;
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    lines.push(`${failed > 0 ? "FAILED" : "ok    "} ${what}: ${passed} passed, ${failed} failed, ${seconds} s`);
  };

  const committed = generatedText();
  const buildingSince = performance.now();
  await buildAll();
  const current = generatedText() === committed || !process.env["CI"];
  add("build, with its generated files committed", countOf(current), buildingSince);

  for (const [name, commands] of Object.entries(STEPS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    for (const command of commands) {
      console.log(`\n> ${command}`);
      const startedAt = performance.now();
      add(`${name} (${command})`, countResults(await runCommand(command, "shown")), startedAt);
    }
  }
  console.log(`\n${lines.join("\n")}\n\n${total.passed} passed, ${total.failed} failed`);
  return total.failed;
}

function countOf(holds: boolean): Counts {
  return { passed: Number(holds), failed: Number(!holds) };
}

function generatedText(): string {
  return GENERATED_FILES.map((file) => join(root, file))
    .map((file) => (existsSync(file) ? readFileSync(file, "utf8") : ""))
    .join("\0");
}

whenToldToEnd(() => process.exit(130));
try {
  process.exitCode = (await test(process.argv.slice(2))) > 0 ? 1 : 0;
} catch (error) {
  exitWith(error);
}
