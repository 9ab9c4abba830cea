import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";

/** Writes a file so that a machine that stops meanwhile leaves the one before or this one, and never half of it. */
export function writeWholeFile(file: string, text: string, mode: number): void {
  const next = `${file}.next`;
  rmSync(next, { force: true }); // one that was left behind would keep its own mode
  const handle = openSync(next, "w", mode);
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(next, file);
}
