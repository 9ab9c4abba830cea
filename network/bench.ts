// What a network of four validators on this machine takes: npm run bench:network -- --help
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildAll } from "../scripts/build.ts";
import { readArguments, readNumber, readPort, runCommandLine } from "../scripts/command-line.ts";
import { mustRun, root, whenToldToEnd } from "../scripts/command.ts";
import { Refusal } from "../scripts/refusal.ts";
import { benchDomains, serveDomain } from "./bench/domains.ts";
import { runPhases } from "./bench/phases.ts";
import { report } from "./bench/report.ts";
import { buildNode } from "./build.ts";
import { type Fleet, openFleet } from "./load/fleet.ts";
import { type LoadedNetwork, openNetwork } from "./load/network.ts";

const USAGE = `Usage: npm run bench:network -- [OPTIONS]

Transfers, payments on us and across banks, and batches, on a network of its own; every balance is checked at the end.
Goals are shown, not enforced: a busy machine is no defect.

  --payments N       in all (60000)
  --customers N      at each of two banks (200)
  --waiting N        single transactions that wait at once, at the highest rate (600)
  --first-port N     of the validators, ten each (27400)
  --domains          two networks, each with its client on a core of its own, by turns alone and together
  --write            puts the tables into docs/network.md (of --domains: docs/scale.md)`;

const MANY = { from: 1, to: 10_000_000 };
const NETWORK = join(root, "docs/network.md");
const DOMAINS = join(root, "docs/scale.md");
/** The tables' place on a page. */
const MARKED = /(<!-- bench:network -->\n)[^]*(<!-- \/bench:network -->)/;

interface Terms {
  payments: number;
  customers: number;
  maxWaiting: number;
  firstPort: number;
}

async function bench(terms: Terms): Promise<string> {
  return await onNetwork(terms, async (network, fleet) => report(await runPhases(network, fleet, terms)));
}

async function onNetwork<result>(
  { customers, firstPort }: Terms,
  work: (network: LoadedNetwork, fleet: Fleet) => Promise<result>,
): Promise<result> {
  console.error("Starting, deploying and seeding (a minute) …");
  const network = await openNetwork(mkdtempSync(join(tmpdir(), "jiaozi-bench-")), firstPort);
  whenToldToEnd(() => void network.close().then(() => process.exit(130)));
  try {
    return await work(network, await openFleet(network.urls, network.demonstration, customers));
  } finally {
    await network.close();
  }
}

async function write(file: string, tables: string): Promise<void> {
  const page = readFileSync(file, "utf8");
  if (!MARKED.test(page)) throw new Refusal(`${file} has no place for the tables.`);
  writeFileSync(
    file,
    page.replace(MARKED, (_, begin: string, end: string) => `${begin}\n${tables}\n\n${end}`),
  );
  await mustRun(`oxfmt ${file}`);
}

async function run(): Promise<void> {
  const { values } = readArguments({
    options: {
      payments: { type: "string", default: "60000" },
      customers: { type: "string", default: "200" },
      waiting: { type: "string", default: "600" },
      "first-port": { type: "string", default: "27400" },
      domains: { type: "boolean", default: false },
      "as-domain": { type: "boolean", default: false },
      write: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const terms = {
    payments: readNumber("--payments", values.payments, MANY),
    customers: readNumber("--customers", values.customers, MANY),
    maxWaiting: readNumber("--waiting", values.waiting, MANY),
    firstPort: readPort("--first-port", values["first-port"]),
  };
  if (values["as-domain"]) {
    console.log(await onNetwork(terms, (network, fleet) => serveDomain(network, fleet, terms)));
    return;
  }
  await buildAll();
  await buildNode();
  const tables = values.domains ? await benchDomains(terms) : await bench(terms);
  console.log(tables);
  if (values.write) await write(values.domains ? DOMAINS : NETWORK, tables);
}

runCommandLine({ name: "npm run bench:network", work: run });
