import { execFileSync } from "node:child_process";
import { mkdtempSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a drill needs that not everybody has. */
export type Ability = "namespaces" | "disks";

/** Whether this machine lets us: tried, because root alone is not enough where the machine is a container. */
export function canDo(ability: Ability): boolean {
  return ability === "namespaces" ? succeeds("ip netns add jiaozi-trial", "ip netns delete jiaozi-trial") : canMount();
}

function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), "jiaozi-trial-"));
  try {
    return succeeds(`mount -t tmpfs -o size=1m jiaozi-trial ${folder}`, `umount ${folder}`);
  } finally {
    rmdirSync(folder);
  }
}

function succeeds(...commands: readonly string[]): boolean {
  try {
    for (const command of commands) {
      const [file = "", ...args] = command.split(" ");
      execFileSync(file, args, { stdio: "pipe" });
    }
    return true;
  } catch {
    return false;
  }
}
