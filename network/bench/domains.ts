import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { cpus } from "node:os";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { grouped, table } from "../../scripts/bench/table.ts";
import { root } from "../../scripts/command.ts";
import { Refusal } from "../../scripts/refusal.ts";
import type { Measurement } from "../load/measure.ts";

/** What a domain's own process says when it has signed everything; any line tells it to begin. */
export const READY = "ready";
const GOAL = "≥ 1.8 ×";
/** For the arithmetic of docs/scale.md. */
const WANTED_PER_SECOND = 144_700;
const PORTS_EACH = 100;

/** Of each domain. */
interface Load {
  payments: number;
  customers: number;
}

interface Terms extends Load {
  firstPort: number;
}

/** One network with its client on one core; then two such, each on its own. Nothing is shared but the machine. */
export async function benchDomains({ firstPort, payments, customers }: Terms): Promise<string> {
  if (process.platform !== "linux" || cpus().length < 2) throw new Refusal("It needs Linux, and two cores.");
  const load = { payments, customers };
  const [alone] = await runTogether([{ core: 0, firstPort }], load);
  const both = await runTogether(
    [0, 1].map((core) => ({ core, firstPort: firstPort + core * PORTS_EACH })),
    load,
  );
  if (!alone) throw new Error("the first domain measured nothing");
  const sum = both.reduce((total, { perSecond }) => total + perSecond, 0);
  const counted = [alone, ...both];
  const total = (name: "made" | "lost" | "doubled") =>
    counted.reduce((all, { accounting }) => all + accounting[name], 0);
  const differences = counted.flatMap(({ accounting }) => accounting.differences);
  const rates = table(
    ["payments in batches", "included/s", "of one", "goal"],
    [
      ["one domain on one core", alone.perSecond.toFixed(0), "1.00 ×", ""],
      ...both.map(({ perSecond }, n) => [`domain ${n + 1} of two, on its own core`, perSecond.toFixed(0), "", ""]),
      ["both together", sum.toFixed(0), `${(sum / alone.perSecond).toFixed(2)} ×`, GOAL],
    ],
  );
  const account = `${total("made")} payments: ${total("lost")} lost, ${total("doubled")} doubled, ${differences.length} balances not to the unit.`;
  const domains = Math.ceil(WANTED_PER_SECOND / (sum / both.length));
  const line = `On paper: ${grouped(WANTED_PER_SECOND)} payments/s are ${grouped(domains)} such domains, a core each.`;
  return `${rates}\n\n${account}\n\n${line}`;
}

interface Place {
  core: number;
  firstPort: number;
}

/** Begins all at the same moment, when the last one is ready. */
async function runTogether(places: readonly Place[], load: Load): Promise<Measurement[]> {
  const domains = places.map((place) => startDomain(place, load));
  try {
    await Promise.all(domains.map(({ ready }) => ready));
    for (const { child } of domains) child.stdin.write("begin\n");
    return await Promise.all(domains.map(({ measured }) => measured));
  } catch (error) {
    for (const { child } of domains) child.kill("SIGTERM");
    throw error;
  }
}

function startDomain({ core, firstPort }: Place, load: Load) {
  const script = join(root, "network/bench.ts");
  const args = ["-c", String(core), process.execPath, script, "--as-domain"];
  for (const [name, value] of Object.entries({ ...load, "first-port": firstPort }))
    args.push(`--${name}`, String(value));
  const child: ChildProcessWithoutNullStreams = spawn("taskset", args);
  child.stderr.pipe(process.stderr);
  const lines: string[] = [];
  const ended = new Promise<never>((_, reject) => {
    child.once("error", reject);
    child.once("close", (code) => reject(new Error(`the domain on core ${core} ended with ${code}`)));
  });
  const ready = new Promise<void>((resolve) => {
    createInterface(child.stdout).on("line", (line) => {
      if (line === READY) resolve();
      else lines.push(line);
    });
  });
  const measured = new Promise<Measurement>((resolve, reject) => {
    child.once("close", (code) => {
      if (code === 0) resolve(JSON.parse(lines.join("\n")) as Measurement);
      else reject(new Error(`the domain on core ${core} ended with ${code}`));
    });
  });
  measured.catch(() => undefined); // told by `ready` where it ends before that
  return { child, ready: Promise.race([ready, ended]), measured };
}
