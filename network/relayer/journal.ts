import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";

/** A file that grows, an entry to a line, each on the disk before `append` returns. */
export interface Journal<entry> {
  /** What stood there when it was opened. */
  entries: readonly entry[];
  /** Throws where the disk takes no more; the file is then as it was. */
  append(entry: entry): void;
  /** Has it begin anew with these. A machine that dies meanwhile finds it as it was. */
  replace(entries: readonly entry[]): void;
  /** How many entries the file holds. */
  count(): number;
  close(): void;
}

/** A line that a dying machine left unfinished was never promised to anyone: it is cut off. */
export function openJournal<entry>(file: string): Journal<entry> {
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  let handle = openToAppend(file);
  let length = Buffer.byteLength(whole);
  if (whole !== text) ftruncateSync(handle, length);
  const entries = whole
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as entry);
  let count = entries.length;
  return {
    entries,
    count: () => count,
    append(entry) {
      const line = lineOf(entry);
      try {
        appendFileSync(handle, line);
        fsyncSync(handle);
      } catch (error) {
        ftruncateSync(handle, length); // half a line would spoil the next one too
        throw error;
      }
      length += Buffer.byteLength(line);
      count += 1;
    },
    replace(kept) {
      const lines = kept.map(lineOf).join("");
      rmSync(`${file}.next`, { force: true });
      const next = openToAppend(`${file}.next`);
      appendFileSync(next, lines);
      fsyncSync(next);
      renameSync(`${file}.next`, file);
      closeSync(handle);
      handle = next;
      length = Buffer.byteLength(lines);
      count = kept.length;
    },
    close: () => closeSync(handle),
  };
}

/** Every write is at its end: after one that failed half-way and was cut off, another mode leaves a hole. */
function openToAppend(file: string): number {
  return openSync(file, "a", 0o600);
}

function lineOf(entry: unknown): string {
  return `${JSON.stringify(entry)}\n`;
}
