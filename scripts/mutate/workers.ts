import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type { Mutant } from "./mutants.ts";
import type { Verdict } from "./verdicts.ts";

const WORKER = join(import.meta.dirname, "worker.ts");
const MAX_TIMES = 30; // as long as the tests take on unchanged contracts

/** Judges mutants, one at a time, in a process of its own. One that does not come to an end is killed with it. */
export class Worker {
  #process: ChildProcess | undefined;
  #maxMilliseconds = 0;

  async judge(mutant: Mutant): Promise<Verdict> {
    const worker = (this.#process ??= await this.#start());
    const answer = nextMessage(worker);
    worker.send(mutant);
    const timer = setTimeout(() => this.end("SIGKILL"), this.#maxMilliseconds);
    try {
      return (await answer) as Verdict;
    } catch (error) {
      if (worker.signalCode !== "SIGKILL") throw error;
      return { end: "killed by time" };
    } finally {
      clearTimeout(timer);
    }
  }

  async #start(): Promise<ChildProcess> {
    // As many workers as there are cores: each keeps to its own.
    const worker = fork(WORKER, { env: { ...process.env, RAYON_NUM_THREADS: "1" } });
    this.#maxMilliseconds = MAX_TIMES * ((await nextMessage(worker)) as number);
    return worker;
  }

  end(signal: NodeJS.Signals = "SIGTERM"): void {
    this.#process?.kill(signal);
    this.#process = undefined;
  }
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
