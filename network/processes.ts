import { spawn } from "node:child_process";
import { existsSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { NODE_COMMAND } from "./build.ts";

const PATIENCE_MILLISECONDS = 20_000;
const POLL_MILLISECONDS = 100;

/** Another build of the node than the released one, and what its environment says. */
export interface NodeBuild {
  command: string;
  env: Record<string, string>;
  /** The command that runs it elsewhere, such as in a network namespace, and becomes it. */
  within?: readonly string[];
}

/** As released, in this program's own surroundings. */
const RELEASED: NodeBuild = { command: NODE_COMMAND, env: {} };

/** Starts the node of a folder, unless it runs already; it outlives this program. */
export function startNode(home: string, { command, env, within = [] }: NodeBuild = RELEASED): void {
  if (pidOf(home) !== undefined) return;
  const log = openSync(logFile(home), "a");
  const words = [...within, command, "start", "--home", home];
  const node = spawn(words[0] ?? command, words.slice(1), {
    detached: true,
    stdio: ["ignore", log, log],
    env: { ...process.env, ...env },
  });
  node.unref();
  if (node.pid === undefined) throw new Error(`the node of ${home} did not start`);
  writeFileSync(pidFile(home), String(node.pid));
}

/** Ends it as it wishes to end (SIGTERM), or at once (SIGKILL), and waits until it has. */
export async function stopNode(home: string, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  const pid = pidOf(home);
  if (pid !== undefined) {
    process.kill(pid, signal);
    const end = Date.now() + PATIENCE_MILLISECONDS;
    while (pidOf(home) !== undefined && Date.now() < end) await sleep(POLL_MILLISECONDS);
    if (pidOf(home) !== undefined) process.kill(pid, "SIGKILL");
  }
  rmSync(pidFile(home), { force: true });
}

/** Why a folder's node ended by itself: the last that it said. Nothing where it runs, or was told to end. */
export function lastWordsOf(home: string): string | undefined {
  if (!existsSync(pidFile(home)) || isAlive(readPid(home))) return undefined;
  const lines = readFileSync(logFile(home), "utf8").trim().split("\n");
  return lines.findLast((line) => /^(Error|panic): /.test(line)) ?? lines.at(-1) ?? "";
}

export function isRunning(home: string): boolean {
  return pidOf(home) !== undefined;
}

/** The process of a folder's node, as long as it runs. A number that another program has by now is not it. */
export function pidOf(home: string): number | undefined {
  if (!existsSync(pidFile(home))) return undefined;
  const pid = readPid(home);
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(home) ? pid : undefined;
  } catch {
    return undefined;
  }
}

function logFile(home: string): string {
  return join(home, "node.log");
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function readPid(home: string): number {
  return Number(readFileSync(pidFile(home), "utf8"));
}

function pidFile(home: string): string {
  return join(home, "node.pid");
}
