import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { uptime } from "node:os";
import { Refusal } from "../../scripts/refusal.ts";

/**
 * Says beside a file whose it is; a process that died does not keep it.
 * @returns what gives it back.
 * @throws Refusal where another process has it.
 */
export function lockFile(file: string): () => void {
  const lock = `${file}.lock`;
  for (;;) {
    try {
      writeFileSync(lock, `${process.pid}\n`, { flag: "wx", mode: 0o600 });
      return () => rmSync(lock, { force: true });
    } catch (error) {
      if (!hasCode(error, "EEXIST")) throw error;
    }
    const holder = holderOf(lock);
    if (holder !== undefined) {
      throw new Refusal(
        `${file} is in use by process ${holder}: end that relayer, or choose another journal. ` +
          `If that process is none, delete ${lock}.`,
      );
    }
    rmSync(lock, { force: true });
  }
}

/** `undefined` where it died: this one has its number now, the machine began anew since, or nobody has it. */
function holderOf(lock: string): number | undefined {
  const holder = Number(readFileSync(lock, "utf8"));
  const isOlderThanMachine = statSync(lock).mtimeMs < Date.now() - uptime() * 1000;
  if (!(holder > 0) || holder === process.pid || isOlderThanMachine) return undefined;
  try {
    process.kill(holder, 0);
    return holder;
  } catch (error) {
    return hasCode(error, "ESRCH") ? undefined : holder;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
