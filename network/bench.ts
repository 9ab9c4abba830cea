// What a network of four validators on this machine takes: npm run bench:network -- --help
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildAll } from "../scripts/build.ts";
import { mustRun, root } from "../scripts/command.ts";
import { exitWith, Refusal } from "../scripts/refusal.ts";
import { runPhases } from "./bench/phases.ts";
import { report } from "./bench/report.ts";
import { buildNode } from "./build.ts";
import { openFleet } from "./load/fleet.ts";
import { openNetwork } from "./load/network.ts";

const USAGE = `Usage: npm run bench:network -- [OPTIONS]

Transfers, payments on us and across banks, and batches, on a network of its own; every balance is checked at the end.
Goals are shown, not enforced: a busy machine is no defect.

  --payments N       in all (60000)
  --customers N      at each of two banks (200)
  --first-port N     of the validators, ten each (27400)
  --write            puts the tables into docs/network.md`;

const PAGE = join(root, "docs/network.md");
const MARKED = /(<!-- bench:network -->\n)[^]*(<!-- \/bench:network -->)/;

async function bench(payments: number, customers: number, firstPort: number): Promise<string> {
  await buildAll();
  await buildNode();
  console.error("Starting, deploying and seeding (a minute) …");
  const network = await openNetwork(mkdtempSync(join(tmpdir(), "jiaozi-bench-")), firstPort);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => void network.close().then(() => process.exit(130)));
  }
  try {
    const fleet = await openFleet(network.urls, network.demonstration, customers);
    return report(await runPhases(network, fleet, payments));
  } finally {
    await network.close();
  }
}

async function write(tables: string): Promise<void> {
  const page = readFileSync(PAGE, "utf8");
  if (!MARKED.test(page)) throw new Refusal(`${PAGE} has no place for the tables.`);
  writeFileSync(
    PAGE,
    page.replace(MARKED, (_, begin: string, end: string) => `${begin}\n${tables}\n\n${end}`),
  );
  await mustRun(`oxfmt ${PAGE}`);
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      payments: { type: "string", default: "60000" },
      customers: { type: "string", default: "200" },
      "first-port": { type: "string", default: "27400" },
      write: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const tables = await bench(Number(values.payments), Number(values.customers), Number(values["first-port"]));
  console.log(tables);
  if (values.write) await write(tables);
}

run().catch(exitWith);
