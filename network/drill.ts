// Breaks the network on purpose while payments run, and counts them to the unit: npm run drill -- --help
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildAll } from "../scripts/build.ts";
import { readArguments, readNumber, readPort, runCommandLine, UsageError } from "../scripts/command-line.ts";
import { whenToldToEnd } from "../scripts/command.ts";
import { buildFaultyNode, buildNextNode, buildNode } from "./build.ts";
import { canDo } from "./drill/abilities.ts";
import { diskFull } from "./drill/disk-full.ts";
import type { Drill } from "./drill/drill.ts";
import { invalidProposer, wrongClock } from "./drill/faulty.ts";
import { flooded } from "./drill/flood.ts";
import { nodeRestored, validatorJoins } from "./drill/joined.ts";
import { allKilled, clientNodeKilled, oneKilled, twoKilled } from "./drill/killed.ts";
import { halvesApart, oneApart } from "./drill/partition.ts";
import { type Held, renderTable, writeTable } from "./drill/report.ts";
import { openStage, type Stage } from "./drill/stage.ts";
import { underLoad } from "./drill/under-load.ts";
import { upgrade } from "./drill/upgrade.ts";

const DRILLS: readonly Drill[] = [
  oneKilled,
  validatorJoins,
  nodeRestored,
  twoKilled,
  allKilled,
  clientNodeKilled,
  oneApart,
  halvesApart,
  diskFull,
  invalidProposer,
  wrongClock,
  upgrade,
  flooded,
];

const USAGE = `Usage: npm run drill -- [NAME…] [OPTIONS]

  Holds the named drills, or all of them, on a network of its own while payments run; all of them write docs/drills.md.

${DRILLS.map(({ name, fault }) => `  ${name.padEnd(20)}${fault}`).join("\n")}

  --rate N        payments a second (5)
  --first-port N  of the validators, ten each (26800)`;

const CUSTOMERS_PER_BANK = 20;

async function run(): Promise<void> {
  const { values, positionals } = readArguments({
    allowPositionals: true,
    options: {
      rate: { type: "string", default: "5" },
      "first-port": { type: "string", default: "26800" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return console.log(USAGE);
  const unknown = positionals.filter((name) => !DRILLS.some((drill) => drill.name === name));
  if (unknown.length > 0) throw new UsageError(`There is no drill ${unknown.join(", ")}.`);
  const rate = readNumber("--rate", values.rate, { from: 1, to: 1000 });
  const firstPort = readPort("--first-port", values["first-port"]);
  const wanted = DRILLS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));

  await buildAll();
  await buildNode();
  await buildFaultyNode();
  await buildNextNode();
  say("The network is started, deployed and seeded (two minutes) …");
  const stage = await openStage({
    folder: mkdtempSync(join(tmpdir(), "jiaozi-drill-")),
    firstPort,
    customersPerBank: CUSTOMERS_PER_BANK,
  });
  whenToldToEnd(() => void stage.close().then(() => process.exit(130)));
  try {
    const held: Held[] = [];
    for (const drill of wanted) held.push(await hold(stage, drill, rate));
    const table = renderTable(held);
    console.log(`\n${table}`);
    if (wanted.length === DRILLS.length) await writeTable(table);
    if (held.some(({ outcome }) => outcome && outcome.failures.length > 0)) process.exitCode = 1;
  } finally {
    await stage.close();
  }
}

async function hold(stage: Stage, drill: Drill, ratePerSecond: number): Promise<Held> {
  if (drill.needs && !canDo(drill.needs)) {
    say(`${drill.name}: skipped, because it needs root`);
    return { drill, outcome: undefined };
  }
  say(`${drill.name}: ${drill.fault}. It must hold that ${drill.mustHold}.`);
  const outcome = await underLoad(stage, drill, ratePerSecond);
  const { accounting, failures, did, offered } = outcome;
  say(`${drill.name}: ${did}. ${accounting.made} of ${offered} payments are included.`);
  for (const failure of failures) say(`${drill.name}: FAILED, ${failure}`);
  return { drill, outcome };
}

function say(words: string): void {
  console.error(`${new Date().toLocaleTimeString("en-GB")}  ${words}`);
}

runCommandLine({ name: "npm run drill", work: run });
