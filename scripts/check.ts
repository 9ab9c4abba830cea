// Types, linters and formats; silent about what holds. One failure does not hide the others.
import { ABIS_FOLDER, areAbisCurrent } from "./abis.ts";
import { compileContracts } from "./build.ts";
import { runCommand, whenToldToEnd } from "./command.ts";
import { exitWith } from "./refusal.ts";
import { areLayoutsCurrent, findMovedStorage, LAYOUTS_FILE } from "./storage-layouts.ts";

const COMMANDS = [
  "tsc -p .",
  "tsc -p sdk",
  "tsc -p frontend",
  "tsc -p frontend/tsconfig.node.json",
  "oxlint --type-aware",
  "oxfmt --check",
  "prettier --check --log-level warn contracts/**/*.sol test/**/*.sol",
  "solhint --disc --max-warnings 0 contracts/**/*.sol",
  "knip",
];

async function check(): Promise<number> {
  await compileContracts(); // the types of the contracts' tests come from it
  let failed = 0;
  const fail = (what: string, output: string) => {
    failed++;
    console.error(`FAILED ${what}\n${output.trim()}\n`);
  };
  if (!(await areAbisCurrent())) fail(ABIS_FOLDER, "It is not what the contracts say: `npm test` writes it again.");
  const moved = await findMovedStorage();
  if (moved.length > 0) {
    fail(LAYOUTS_FILE, `An upgrade would read these elsewhere than they were written:\n${moved.join("\n")}`);
  } else if (!(await areLayoutsCurrent())) fail(LAYOUTS_FILE, "It lacks what was added: `npm test` writes it.");
  const waiting = [...COMMANDS];
  const work = async () => {
    for (let command = waiting.shift(); command !== undefined; command = waiting.shift()) {
      const { code, output } = await runCommand(command, "kept");
      if (code !== 0) fail(command, output);
    }
  };
  await Promise.all([work(), work()]);
  console.log(`${COMMANDS.length + 2 - failed} passed, ${failed} failed`);
  return failed;
}

whenToldToEnd(() => process.exit(130));
try {
  process.exitCode = (await check()) > 0 ? 1 : 0;
} catch (error) {
  exitWith(error);
}
