import { spawn } from "node:child_process";
import { join } from "node:path";
import { Refusal } from "./refusal.ts";

export const root = join(import.meta.dirname, "..");

export interface CommandResult {
  code: number;
  output: string;
}

export type Echo = "shown" | "kept";

/** Where else than from the root of the repository, and what else its environment says. */
interface CommandPlace {
  cwd?: string;
  env?: Record<string, string>;
}

/** Runs an installed command from the root of the repository; what it prints is shown as it comes or only kept. */
export function runCommand(command: string, echo: Echo, place: CommandPlace = {}): Promise<CommandResult> {
  const [file = "", ...args] = command.split(" ");
  const colour = echo === "shown" && process.stdout.isTTY ? { FORCE_COLOR: "1" } : {};
  const child = spawn(file, args, {
    cwd: place.cwd ?? root,
    env: { ...process.env, ...colour, ...place.env },
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32",
  });
  running.add(child);
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
    if (echo === "shown") process.stdout.write(chunk);
  });
  child.stderr.on("data", (chunk: Buffer) => {
    output += chunk.toString();
    if (echo === "shown") process.stderr.write(chunk);
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      running.delete(child);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** Refused with the command's own words where it fails. */
export async function mustRun(command: string): Promise<void> {
  const { code, output } = await runCommand(command, "kept");
  if (code !== 0) throw new Refusal(`${output.trim()}\n\`${command}\` failed: its own words are above.`);
}

const running = new Set<ReturnType<typeof spawn>>();

/** Calls back when this program is told to end; more than once if it is told so more than once. */
export function whenToldToEnd(end: () => void): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      for (const child of running) child.kill(signal);
      end();
    });
  }
}
