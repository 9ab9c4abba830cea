/** One command of `jiaozi`. */
export interface Command {
  /** What `--help` prints: usage, every option, input, output, exit codes. */
  readonly help: string;
  /** Runs with the arguments after the command's own words. @returns the exit code. @throws UsageError */
  readonly run: (args: readonly string[]) => Promise<number>;
}

/** A bad argument; its message is a sentence for the person who typed it, and the exit code is 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
