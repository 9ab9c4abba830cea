import { stripVTControlCharacters } from "node:util";
import type { CommandResult } from "../command.ts";

export interface Counts {
  passed: number;
  failed: number;
}

// How each runner closes: Hardhat (Solidity and mocha), node --test, Playwright, our own check
const PASSED = /^\s*(?:(\d+) passing\b|ℹ pass (\d+)|(\d+) passed\b)/gm;
const FAILED = /^\s*(?:(\d+) failing\b|ℹ fail (\d+)|(\d+) failed\b|\d+ passed, (\d+) failed\b)/gm;

/** What a runner says of itself; one that ends badly, or ran nothing, is one failure whatever it says. */
export function countResults({ code, output }: CommandResult): Counts {
  const text = stripVTControlCharacters(output);
  const passed = lastNumber(text, PASSED) ?? 0;
  const failed = lastNumber(text, FAILED) ?? 0;
  const endedBadly = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: endedBadly ? 1 : failed };
}

function lastNumber(text: string, pattern: RegExp): number | undefined {
  const groups = [...text.matchAll(pattern)].at(-1)?.slice(1);
  const digits = groups?.find((group) => group !== undefined);
  return digits === undefined ? undefined : Number(digits);
}
