import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Node } from "../nodes.ts";
import { pidOf } from "../processes.ts";

export interface Resources {
  /** Since the node's start, on all cores. */
  cpuSeconds: number;
  /** In memory now. */
  residentBytes: number;
  diskBytes: number;
}

const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4_096;

/** What one node has used, as the kernel counts it (proc(5)). */
export function readResources({ home }: Node): Resources {
  const pid = pidOf(home);
  if (pid === undefined) throw new Error(`the node of ${home} does not run`);
  // The name in brackets may hold spaces: fields are counted from behind it, where the third one stands first
  const [, stat = ""] = /\) (.*)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
  const fields = stat.split(" ").map(Number);
  return {
    cpuSeconds: ((fields[11] ?? 0) + (fields[12] ?? 0)) / TICKS_PER_SECOND,
    residentBytes: (fields[21] ?? 0) * PAGE_BYTES,
    diskBytes: sizeOf(join(home, "data")),
  };
}

function sizeOf(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    // A database drops files while it is looked at
    if (entry.isFile()) bytes += statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0;
  }
  return bytes;
}
