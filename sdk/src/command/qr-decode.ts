import { once } from "node:events";
import { parseArgs } from "node:util";
import { decodeQr } from "../emv/decode.ts";
import { EmvError } from "../emv/errors.ts";
import type { ReadingRules } from "../emv/mpm-decode.ts";
import { NETWORK_GUIDS } from "../network.ts";
import { UsageError, type Command } from "./command.ts";
import { readLines } from "./lines.ts";

const help = `Usage: jiaozi qr decode [--strict] [--guid GUID]...

Reads EMV payment codes, merchant-presented or consumer-presented, one a line from standard input, and answers each
with one line of JSON on standard output, in the same order:
  {"ok":true,"mode":"mpm","decoded":{...},"warnings":[...]}
  {"ok":false,"error":"CRC_MISMATCH","id":"63","offset":83,"message":"..."}
"id" and "offset" (counted in characters) are there where they are known. Every line is answered, an empty one too.

  --strict      make the first warning the error
  --guid GUID   read codes that bear this network's GUID strictly as well, like our own
                (${Object.values(NETWORK_GUIDS).join(", ")}); may be given several times
  -h, --help    show this

Exit code: 0 when every line was a valid code, 1 when one was not, 2 for a bad argument.
Example: echo 00020101021229370016A000...6304FFFF | jiaozi qr decode
`;

export const qrDecode: Command = { help, run };

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { strict: { type: "boolean", default: false }, guid: { type: "string", multiple: true, default: [] } },
    allowPositionals: true,
  });
  if (positionals.length > 0) {
    throw new UsageError(`codes are read from standard input, not from the arguments ("${positionals[0]}").`);
  }
  const odd = values.guid.find((guid) => !/^[\x21-\x7e]{1,32}$/.test(guid));
  if (odd !== undefined) throw new UsageError(`"${odd}" is not a GUID: 1 to 32 printable characters without spaces.`);

  const rules: ReadingRules = {
    mode: values.strict ? "strict" : "lenient",
    ownGuids: [...Object.values(NETWORK_GUIDS), ...values.guid],
  };
  let exitCode = 0;
  process.stdin.setEncoding("utf8");
  for await (const payload of readLines(process.stdin)) {
    const answer = answerPayload(payload, rules);
    if (!answer.ok) exitCode = 1;
    if (!process.stdout.write(`${JSON.stringify(answer)}\n`)) await once(process.stdout, "drain");
  }
  return exitCode;
}

/** One line of the output; JSON leaves out an id or offset that is not known. */
type Answer =
  | ({ readonly ok: true } & Pick<ReturnType<typeof decodeQr>, "mode" | "decoded" | "warnings">)
  | ({ readonly ok: false; readonly error: EmvError["code"] } & Record<"id" | "offset" | "message", unknown>);

function answerPayload(payload: string, rules: ReadingRules): Answer {
  try {
    const { mode, decoded, warnings } = decodeQr(payload, rules);
    return { ok: true, mode, decoded, warnings };
  } catch (error) {
    if (!(error instanceof EmvError)) throw error;
    const { code, id, offset, message } = error;
    return { ok: false, error: code, id, offset, message };
  }
}
