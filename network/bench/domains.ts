import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { cpus } from "node:os";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { grouped, table } from "../../scripts/bench/table.ts";
import { root } from "../../scripts/command.ts";
import { Refusal } from "../../scripts/refusal.ts";
import type { Fleet } from "../load/fleet.ts";
import type { Measurement } from "../load/measure.ts";
import type { LoadedNetwork } from "../load/network.ts";
import { measureBatches } from "./phases.ts";

const GOAL = "≥ 1.8 ×";
/** For the arithmetic of docs/scale.md. */
const WANTED_PER_SECOND = 144_700;
const PORTS_EACH = 100;
const CORES = [0, 1] as const;
/** What a machine does in a second differs from minute to minute, and what a chain takes grows with it. */
const TURNS = 3;
/** Each domain is measured with the other at rest, and with both at work. */
const COURSES = ["alone", "together"] as const;
type Course = (typeof COURSES)[number];

/** What a domain says when it has signed everything, and when all of it is included. */
const READY = "ready";
const DONE = "done";

interface Terms {
  /** Of both domains in all courses. */
  payments: number;
  /** At each bank. */
  customers: number;
  firstPort: number;
}

/** Two networks, each with its client on a core of its own, by turns alone and together. They share the machine only. */
export async function benchDomains(terms: Terms): Promise<string> {
  if (process.platform !== "linux" || cpus().length < CORES.length) throw new Refusal("It needs Linux, and two cores.");
  const domains = CORES.map((core) => startDomain(core, terms));
  try {
    const courses = [
      ...domains.map((domain) => ({ course: "alone" as const, at: [domain] })),
      { course: "together" as const, at: domains },
    ];
    for (let turn = 1; turn <= TURNS; turn++) {
      for (const { course, at } of turn % 2 === 1 ? courses : courses.toReversed()) {
        console.error(`turn ${turn} of ${TURNS}: ${course} …`);
        await Promise.all(at.map((domain) => domain.ask(course, READY)));
        await Promise.all(at.map((domain) => domain.ask("begin", DONE)));
      }
    }
    return report(await Promise.all(domains.map((domain) => domain.end())));
  } catch (error) {
    for (const domain of domains) domain.kill();
    throw error;
  }
}

/** The domain's own process: a line names what is measured next, and another begins it when it says that it is ready. */
export async function serveDomain(network: LoadedNetwork, fleet: Fleet, { payments }: Terms): Promise<string> {
  const lines = createInterface(process.stdin)[Symbol.asyncIterator]();
  const each = Math.ceil(payments / CORES.length / COURSES.length / TURNS);
  const measured = { alone: measureBatches(network, fleet), together: measureBatches(network, fleet) };
  for (;;) {
    const { value: course, done } = await lines.next();
    if (done) break;
    await measured[course as Course].round(each, async () => {
      console.log(READY);
      await lines.next();
    });
    console.log(DONE);
  }
  const sums: Record<Course, Measurement> = { alone: measured.alone.sum(), together: measured.together.sum() };
  return JSON.stringify(sums);
}

function startDomain(core: number, { payments, customers, firstPort }: Terms) {
  const options = { payments, customers, "first-port": firstPort + core * PORTS_EACH };
  const named = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const command = [process.execPath, join(root, "network/bench.ts"), "--as-domain", ...named];
  const child: ChildProcessWithoutNullStreams = spawn("taskset", ["-c", String(core), ...command]);
  child.stderr.pipe(process.stderr);
  child.stdin.on("error", () => undefined); // where it has ended, which `hear` tells
  let cause: Error | undefined;
  child.once("error", (error) => (cause = error)); // where it could not begin
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  async function hear(): Promise<string> {
    const { value, done } = await lines.next();
    if (done) throw new Error(`the domain on core ${core} ended before it had measured everything`, { cause });
    return value;
  }
  return {
    async ask(what: Course | "begin", expected: string): Promise<void> {
      child.stdin.write(`${what}\n`);
      const heard = await hear();
      if (heard !== expected) throw new Error(`the domain on core ${core} said: ${heard}`);
    },
    async end(): Promise<Record<Course, Measurement>> {
      child.stdin.end();
      return JSON.parse(await hear()) as Record<Course, Measurement>;
    },
    kill(): void {
      child.kill("SIGTERM");
    },
  };
}

function report(domains: readonly Record<Course, Measurement>[]): string {
  const sum = (course: Course) => domains.reduce((total, measured) => total + measured[course].perSecond, 0);
  const ofOne = sum("together") / (sum("alone") / domains.length);
  const rates = table(
    ["payments in batches, included/s", "alone", "beside the other", "of one", "goal"],
    [
      ...domains.map((measured, n) => [
        `domain ${n + 1}, on a core of its own`,
        ...COURSES.map((course) => measured[course].perSecond.toFixed(0)),
        "",
        "",
      ]),
      ["both together", "", sum("together").toFixed(0), `${ofOne.toFixed(2)} ×`, GOAL],
    ],
  );
  const accounts = domains.flatMap((measured) => COURSES.map((course) => measured[course].accounting));
  const total = (name: "made" | "lost" | "doubled") => accounts.reduce((all, account) => all + account[name], 0);
  const differences = accounts.flatMap((account) => account.differences).length;
  const account = `${grouped(total("made"))} payments: ${total("lost")} lost, ${total("doubled")} doubled, ${differences} balances not to the unit.`;
  const needed = Math.ceil(WANTED_PER_SECOND / (sum("together") / domains.length));
  const line = `On paper: ${grouped(WANTED_PER_SECOND)} payments/s are ${grouped(needed)} such domains, a core each.`;
  return `${rates}\n\n${account}\n\n${line}`;
}
