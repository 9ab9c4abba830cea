import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Deployment } from "@jiaozi/sdk/deployment";
import { WORKER } from "./worker.ts";

const PORT = 5273 + 2 * WORKER;
const RING_PORT = PORT + 1;
const START_SECONDS = 240;

/** Holds what another network's screen printed: then that one is used, and nothing is started or ended. */
export const SCREEN_FILE = process.env["JIAOZI_SCREEN"];

/** A network as `npm start` or `npm run network` starts it; what is known of it is what its screen prints. */
export interface RunningNetwork {
  address: string;
  deployment: Deployment;
  /** The enrolment link of each person of the screen, by the words before it. */
  links: ReadonlyMap<string, string>;
  /** Where the addresses and the operator's key lie, of one that was started here. */
  folder: string;
  stop(): Promise<void>;
}

export async function startNetwork(): Promise<RunningNetwork> {
  if (SCREEN_FILE !== undefined) {
    return { ...(await readNetwork(readFileSync(SCREEN_FILE, "utf8"))), folder: "", stop: async () => {} };
  }
  const folder = mkdtempSync(join(tmpdir(), "jiaozi-e2e-"));
  const root = join(import.meta.dirname, "../../..");
  const child = spawn(process.execPath, ["scripts/start.ts", "--port", String(PORT), "--deployments", folder], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  return { ...(await readNetwork(await readScreen(child))), folder, stop: () => end(child) };
}

/** A network of three banks on a chain of its own, whatever network the other tests use. */
export async function startRing(): Promise<RunningNetwork> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "three-banks.ts"), String(RING_PORT)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return { ...(await readNetwork(await readScreen(child))), folder: "", stop: () => end(child) };
}

/** What a screen tells. */
export async function readNetwork(screen: string): Promise<Pick<RunningNetwork, "address" | "deployment" | "links">> {
  const address = /Jiaozi is open at\s+(\S+)/.exec(screen)?.[1];
  if (address === undefined) throw new Error(`the screen has no address:\n${screen}`);
  const links = new Map(
    Array.from(screen.matchAll(/^\s{4}(\S.*?)\s{2,}(https?:\/\/\S+#\S+)$/gm), ([, who = "", link = ""]) => [who, link]),
  );
  const deployment = (await (await fetch(`${address}/deployment.json`)).json()) as Deployment;
  return { address, deployment, links };
}

/** All that it prints until it says how to end it. */
export function readScreen(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let screen = "";
    const timer = setTimeout(() => reject(new Error(`not started after ${START_SECONDS} s`)), START_SECONDS * 1000);
    child.stdout?.on("data", (chunk: Buffer) => {
      screen += chunk.toString();
      if (!screen.includes("Ctrl-C")) return;
      clearTimeout(timer);
      resolve(screen);
    });
    child.once("exit", (code) => reject(new Error(`ended with ${code} before it was open:\n${screen}`)));
  });
}

export function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.removeAllListeners("exit");
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}
