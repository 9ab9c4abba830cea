import { appendFileSync, closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync } from "node:fs";

/** A file that only grows, an entry to a line, each on the disk before `append` returns. */
export interface Journal<entry> {
  /** What stood there when it was opened. */
  entries: readonly entry[];
  /** Throws where the disk takes no more; the file is then as it was. */
  append(entry: entry): void;
  close(): void;
}

/** A line that a dying machine left unfinished was never promised to anyone: it is cut off. */
export function openJournal<entry>(file: string): Journal<entry> {
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  const handle = openSync(file, "a", 0o600);
  let length = Buffer.byteLength(whole);
  if (whole !== text) ftruncateSync(handle, length);
  return {
    entries: whole
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as entry),
    append(entry) {
      const line = `${JSON.stringify(entry)}\n`;
      try {
        appendFileSync(handle, line);
        fsyncSync(handle);
      } catch (error) {
        ftruncateSync(handle, length); // half a line would spoil the next one too
        throw error;
      }
      length += Buffer.byteLength(line);
    },
    close: () => closeSync(handle),
  };
}
