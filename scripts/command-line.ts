// How the commands of this repository read what follows their name, and how they end.
import { parseArgs, type ParseArgsConfig } from "node:util";
import { findContractError } from "@jiaozi/sdk/contract-errors";
import { OutcomeUnknownError } from "./network/sender.ts";
import { exitWith, Refusal } from "./refusal.ts";

/** What follows a command's name cannot be followed; the message is the sentence that says why. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** A command as the person types it, such as `npm run deploy`. */
interface Command {
  name: string;
  work: () => Promise<void>;
  /** What to do where nobody knows whether an act was made. */
  whenUnknown?: string;
}

/**
 * Runs a command to its end. An argument that cannot be followed ends it with its sentence, where to read on, and exit
 * code 2; what a contract or the command itself refuses, with its sentence and 1; a fault with all that is known of it.
 */
export function runCommandLine({ name, work, whenUnknown = "Look before you repeat it." }: Command): void {
  work().catch((error: unknown) => {
    if (error instanceof UsageError) {
      console.error(`${error.message}\nSee: ${name} -- --help`);
      process.exit(2);
    }
    if (error instanceof OutcomeUnknownError) {
      exitWith(new Refusal(`It may have been made: ${error.message}. ${whenUnknown}`));
    }
    const refusal = findContractError(error);
    exitWith(refusal === undefined ? error : new Refusal(`${refusal.sentence} (${refusal.name})`));
  });
}

/** Options and words, as `parseArgs` describes them. @throws UsageError for an unknown one, and for a missing value. */
export function readArguments<const config extends ParseArgsConfig>(config: config) {
  try {
    return parseArgs(config);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS_"))) throw error;
    const [sentence] = error.message.split(". "); // what follows is advice about positional arguments
    throw new UsageError(`${sentence}.`, { cause: error });
  }
}

/** Both ends are allowed. */
interface Range {
  from: number;
  to: number;
}

/** @throws UsageError unless the option's text is a whole number in decimal digits within the range. */
export function readNumber(option: string, text: string, { from, to }: Range): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= from && number <= to) return number;
  throw new UsageError(`${option} takes a number from ${from} to ${to}, not "${text}".`);
}

/** @throws UsageError unless it is a port of this machine; 0, which lets the machine choose, only where it is allowed. */
export function readPort(option: string, text: string, from: 0 | 1 = 1): number {
  return readNumber(option, text, { from, to: 65_535 });
}
