import { UsageError, type Command } from "./command.ts";

// Loaded only when used, so that reading a code does not wait for what signing one needs.
const COMMANDS = new Map<string, () => Promise<Command>>([
  ["qr decode", async () => (await import("./qr-decode.ts")).qrDecode],
  ["request create", async () => (await import("./request-create.ts")).requestCreate],
  ["request verify", async () => (await import("./request-verify.ts")).requestVerify],
  ["netting solve", async () => (await import("./netting-solve.ts")).nettingSolve],
]);

/** Runs `jiaozi ARGS`. @returns the exit code: the command's own, 1 where the network is lost, 2 for a bad argument. */
export async function main(args: readonly string[]): Promise<number> {
  endQuietlyWhenReaderLeaves();
  const load = COMMANDS.get(args.slice(0, 2).join(" "));
  try {
    if (load === undefined) return await mainHelp(args);
    const command = await load();
    const commandArgs = args.slice(2);
    if (!asksForHelp(commandArgs)) return await command.run(commandArgs);
    process.stdout.write(command.help);
    return 0;
  } catch (error) {
    if (error instanceof UsageError || isParseArgsError(error)) {
      const [sentence] = error.message.split(". "); // `parseArgs` adds advice that is of no use here
      process.stderr.write(`jiaozi: ${sentence}\nSee: jiaozi --help\n`);
      return 2;
    }
    const lost = await networkErrorIn(error);
    if (lost === undefined) throw error;
    process.stderr.write(`jiaozi: the network stopped answering (${lost}); try again when it is back\n`);
    return 1;
  }
}

async function mainHelp(args: readonly string[]): Promise<number> {
  const names = Array.from(COMMANDS.keys()).join(", ");
  if (!asksForHelp(args)) {
    const given = args.slice(0, 2).join(" ");
    throw new UsageError(given === "" ? `say what to do: ${names}` : `there is no command "${given}", only: ${names}`);
  }
  const commands = await Promise.all(Array.from(COMMANDS.values(), (load) => load()));
  process.stdout.write(
    ["jiaozi: payment codes and netting of the Jiaozi network\n", ...commands.map(({ help }) => help)].join("\n"),
  );
  return 0;
}

function asksForHelp(args: readonly string[]): boolean {
  return args.includes("--help") || args.includes("-h");
}

/** What went wrong between here and the network's node, in its own words. */
async function networkErrorIn(error: unknown): Promise<string | undefined> {
  const { BaseError, HttpRequestError, TimeoutError } = await import("viem");
  if (!(error instanceof BaseError)) return undefined;
  const cause = error.walk((inner) => inner instanceof HttpRequestError || inner instanceof TimeoutError);
  return cause instanceof BaseError ? cause.shortMessage : undefined;
}

function isParseArgsError(error: unknown): error is Error {
  return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS_");
}

/** `jiaozi ... | head -1` closes the pipe early: that is no failure of ours, and no stack trace either. */
function endQuietlyWhenReaderLeaves(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(0);
  });
}
