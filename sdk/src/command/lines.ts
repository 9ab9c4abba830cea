/** A line is kept up to here; no code is longer, and input without any line end must not fill the memory. */
const MAX_LINE_UNITS = 4096;

/**
 * The lines of a text stream as they arrive, each without its end (LF or CRLF) and otherwise untouched: `node:readline`
 * would also split at characters that a payload may contain. What is over 4,096 UTF-16 units of a line is dropped.
 */
export async function* readLines(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let line = "";
  for await (const chunk of chunks) {
    const [continued = "", ...begun] = chunk.split("\n");
    line = extendLine(line, continued);
    for (const next of begun) {
      yield withoutCarriageReturn(line);
      line = extendLine("", next);
    }
  }
  if (line !== "") yield withoutCarriageReturn(line);
}

function extendLine(line: string, more: string): string {
  return line.length + more.length <= MAX_LINE_UNITS ? line + more : (line + more).slice(0, MAX_LINE_UNITS);
}

function withoutCarriageReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}
