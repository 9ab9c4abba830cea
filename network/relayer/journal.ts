import { appendFileSync, closeSync, fsyncSync, ftruncateSync, openSync, readSync, renameSync, rmSync } from "node:fs";
import { lockFile } from "./lock.ts";

/** A file that grows, an entry to a line, each on the disk before `append` returns. */
export interface Journal<entry> {
  /** Throws where the disk takes no more; the file is then as it was. */
  append(entry: entry): void;
  /** Has it begin anew with these. A machine that dies meanwhile, or a full disk, leaves it as it was. */
  replace(entries: Iterable<entry>): void;
  /** How long the file is. */
  bytes(): number;
  close(): void;
}

const PIECE_BYTES = 1 << 20;
const NEWLINE = 0x0a;

/**
 * A line that a dying machine left unfinished was never promised to anyone: it is cut off.
 * Throws a Refusal where another process has it open: what each of them appends, the other would not know.
 * @param replay is given what stands there, one after the other: a file may be longer than a text can be.
 */
export function openJournal<entry>(file: string, replay: (entry: entry) => void): Journal<entry> {
  const unlock = lockFile(file);
  let handle = openToAppend(file);
  let length = 0;
  for (const line of linesOf(handle)) {
    replay(JSON.parse(line.toString("utf8")) as entry);
    length += line.length;
  }
  ftruncateSync(handle, length);
  return {
    bytes: () => length,
    append(entry) {
      const line = lineOf(entry);
      try {
        appendFileSync(handle, line);
        fsyncSync(handle);
      } catch (error) {
        ftruncateSync(handle, length); // half a line would spoil the next one too
        throw error;
      }
      length += line.length;
    },
    replace(entries) {
      const nextFile = `${file}.next`;
      rmSync(nextFile, { force: true });
      const next = openToAppend(nextFile);
      let nextLength = 0;
      try {
        for (const entry of entries) {
          const line = lineOf(entry);
          appendFileSync(next, line);
          nextLength += line.length;
        }
        fsyncSync(next);
        renameSync(nextFile, file);
      } catch (error) {
        closeSync(next);
        rmSync(nextFile, { force: true });
        throw error;
      }
      closeSync(handle);
      handle = next;
      length = nextLength;
    },
    close() {
      closeSync(handle);
      unlock();
    },
  };
}

/** Every write is at its end: after one that failed half-way and was cut off, another mode leaves a hole. */
function openToAppend(file: string): number {
  return openSync(file, "a+", 0o600);
}

function lineOf(entry: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(entry)}\n`);
}

/** Each with its end; what has none is left out. */
function* linesOf(handle: number): Generator<Buffer> {
  const piece = Buffer.allocUnsafe(PIECE_BYTES);
  let rest = Buffer.alloc(0);
  for (let position = 0, read = 0; (read = readSync(handle, piece, 0, PIECE_BYTES, position)) > 0; position += read) {
    rest = Buffer.concat([rest, piece.subarray(0, read)]);
    let start = 0;
    for (let end = 0; (end = rest.indexOf(NEWLINE, start)) >= 0; start = end + 1) yield rest.subarray(start, end + 1);
    rest = rest.subarray(start);
  }
}
