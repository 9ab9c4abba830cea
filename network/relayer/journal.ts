import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";

/** A file that only grows, an entry to a line, each on the disk before `append` returns. */
export interface Journal<entry> {
  /** What stood there when it was opened. */
  entries: readonly entry[];
  append(entry: entry): void;
  close(): void;
}

/** A line that a dying machine left unfinished was never promised to anyone: it is cut off. */
export function openJournal<entry>(file: string): Journal<entry> {
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  const handle = openSync(file, "a", 0o600);
  if (whole !== text) ftruncateSync(handle, Buffer.byteLength(whole));
  return {
    entries: whole
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as entry),
    append(entry) {
      writeSync(handle, `${JSON.stringify(entry)}\n`);
      fsyncSync(handle);
    },
    close: () => closeSync(handle),
  };
}
