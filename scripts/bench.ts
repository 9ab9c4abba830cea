// Prints what codes, payments, netting and pages cost, as tables in Markdown. Goals are shown, not enforced: a busy
// machine is no defect. `npm run bench -- code gas` prints only those; `costs` writes the last column of
// docs/rulebook.md.
import { benchCode } from "./bench/code.ts";
import { benchCosts } from "./bench/costs.ts";
import { benchCut } from "./bench/cut.ts";
import { benchFirstLoad } from "./bench/first-load.ts";
import { benchGas } from "./bench/gas.ts";
import { benchNetting } from "./bench/netting.ts";
import { buildAll } from "./build.ts";
import { whenToldToEnd } from "./command.ts";
import { exitWith, Refusal } from "./refusal.ts";

const BENCHES: Record<string, () => Promise<string>> = {
  code: benchCode,
  gas: benchGas,
  costs: benchCosts,
  netting: benchNetting,
  cut: benchCut,
  size: benchFirstLoad,
};

async function bench(wanted: string[]): Promise<void> {
  const unknown = wanted.filter((name) => !(name in BENCHES));
  if (unknown.length > 0) {
    throw new Refusal(`There is no bench ${unknown.join(", ")}: the benches are ${Object.keys(BENCHES).join(", ")}.`);
  }
  await buildAll();
  for (const [name, run] of Object.entries(BENCHES)) {
    if (wanted.length === 0 || wanted.includes(name)) console.log(`\n${await run()}`);
  }
}

whenToldToEnd(() => process.exit(130));
try {
  await bench(process.argv.slice(2));
} catch (error) {
  exitWith(error);
}
