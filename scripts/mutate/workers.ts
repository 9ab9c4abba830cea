import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type { Mutant } from "./mutants.ts";
import type { Verdict } from "./verdicts.ts";

const WORKER = join(import.meta.dirname, "worker.ts");
const MAX_MILLISECONDS = 90_000; // some twenty times what one takes

/** Judges mutants, one at a time, in a process of its own. One that does not come to an end is killed with it. */
export class Worker {
  #process: ChildProcess | undefined;

  async judge(mutant: Mutant): Promise<Verdict> {
    const worker = (this.#process ??= await startWorker());
    const answer = nextMessage(worker);
    worker.send(mutant);
    const timer = setTimeout(() => this.end("SIGKILL"), MAX_MILLISECONDS);
    try {
      return (await answer) as Verdict;
    } catch (error) {
      if (worker.signalCode !== "SIGKILL") throw error;
      return { end: "killed by time" };
    } finally {
      clearTimeout(timer);
    }
  }

  end(signal: NodeJS.Signals = "SIGTERM"): void {
    this.#process?.kill(signal);
    this.#process = undefined;
  }
}

async function startWorker(): Promise<ChildProcess> {
  // As many workers as there are cores: each keeps to its own.
  const worker = fork(WORKER, { env: { ...process.env, RAYON_NUM_THREADS: "1" } });
  await nextMessage(worker);
  return worker;
}

function nextMessage(worker: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onExit = () => reject(new Error("a worker ended before its time"));
    worker.once("exit", onExit);
    worker.once("message", (message) => {
      worker.off("exit", onExit);
      resolve(message);
    });
  });
}
