import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mustRun, root } from "../../scripts/command.ts";
import type { Drill } from "./drill.ts";
import type { Outcome } from "./under-load.ts";

/** A drill, and what it came to; nothing where this machine does not let us hold it. */
export interface Held {
  drill: Drill;
  outcome: Outcome | undefined;
}

const FILE = "docs/drills.md";
const BEGIN = "<!-- what `npm run drill` printed: begin -->";
const END = "<!-- end -->";
const HEAD = [
  "fault",
  "what the network did",
  "longest pause without a block",
  "payments offered",
  "acknowledged",
  "included",
  "lost",
  "doubled",
  "hashes equal",
  "conservation",
];
const TEXT_COLUMNS = 2;

/** The results as a table in Markdown. */
export function renderTable(held: readonly Held[]): string {
  const rule = HEAD.map((_, column) => (column < TEXT_COLUMNS ? "---" : "--:"));
  return [HEAD, rule, ...held.map(rowOf)].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function rowOf({ drill, outcome }: Held): string[] {
  if (!outcome) return [drill.fault, "skipped: it needs root", ...HEAD.slice(TEXT_COLUMNS).map(() => "–")];
  const { did, failures, longestPauseSeconds, offered, acknowledged, accounting, sameHashes } = outcome;
  const { made, lost, doubled, differences } = accounting;
  return [
    drill.fault,
    failures.length === 0 ? did : `**failed**: ${failures.map((failure) => failure.split("\n", 1)[0]).join("; ")}`,
    `${longestPauseSeconds.toFixed(1)} s`,
    ...[offered, acknowledged, made, lost, doubled].map(String),
    sameHashes ? "yes" : "no",
    differences.length === 0 ? "to the unit" : "no",
  ];
}

/** Into the documentation, where the last results were. */
export async function writeTable(table: string): Promise<void> {
  const path = join(root, FILE);
  const [before, rest = ""] = readFileSync(path, "utf8").split(BEGIN);
  const [, after] = rest.split(END);
  if (after === undefined) throw new Error(`${FILE} has no place for the table`);
  writeFileSync(path, `${before}${BEGIN}\n\n${table}\n\n${END}${after}`);
  await mustRun(`oxfmt ${FILE}`);
}
