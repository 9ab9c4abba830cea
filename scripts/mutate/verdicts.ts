import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { hashOf } from "../build/outdated.ts";
import { root } from "../command.ts";
import { type Compiled, hashOfCode } from "./artifacts.ts";

/** What became of a mutant. Only those that were killed or survived count. */
export type Verdict =
  | { end: "killed"; suite: string; test: string }
  | { end: "killed by time" | "survived" | "same code" | "does not compile" };

interface Line {
  id: string;
  verdict: Verdict;
  /** Of the tests that it depends on. */
  tests: string;
}

const CONTRACTS = ["contracts", "package-lock.json", "scripts/mutate/solidity-tests.ts", "scripts/mutate/worker.ts"];

export function counts({ end }: Verdict): boolean {
  return end !== "same code" && end !== "does not compile";
}

export function isKilled({ end }: Verdict): boolean {
  return end.startsWith("killed");
}

/**
 * Verdicts on one version of the contracts, kept as they come. A kill holds as long as the test that killed stays what
 * it is, a survival as long as all tests do.
 */
export class Verdicts {
  readonly #path = join(root, `cache/mutate/${hashOf(CONTRACTS).slice(0, 16)}.jsonl`);
  readonly #byId = new Map<string, Verdict>();
  readonly #tests: readonly Compiled[];

  constructor(tests: readonly Compiled[]) {
    this.#tests = tests;
    mkdirSync(dirname(this.#path), { recursive: true });
    for (const line of existsSync(this.#path) ? readFileSync(this.#path, "utf8").split("\n").filter(Boolean) : []) {
      const { id, verdict, tests: hash } = JSON.parse(line) as Line;
      if (hash === this.#hashFor(verdict)) this.#byId.set(id, verdict);
    }
  }

  of(id: string): Verdict | undefined {
    return this.#byId.get(id);
  }

  add(id: string, verdict: Verdict): void {
    this.#byId.set(id, verdict);
    const line: Line = { id, verdict, tests: this.#hashFor(verdict) };
    appendFileSync(this.#path, `${JSON.stringify(line)}\n`);
  }

  #hashFor(verdict: Verdict): string {
    if (verdict.end === "killed") {
      return hashOfCode(this.#tests.filter(({ artifact }) => artifact.id.name === verdict.suite));
    }
    return counts(verdict) ? hashOfCode(this.#tests) : "";
  }
}
