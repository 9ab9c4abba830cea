import { parseArgs } from "node:util";
import { type Hex, isAddress, isAddressEqual } from "viem";
import { amountText } from "../money.ts";
import { codeOf } from "../request/link.ts";
import { readRequest } from "../request/read.ts";
import { registryReader } from "../request/registry-reader.ts";
import { RequestError } from "../request/request-error.ts";
import { authenticateRequest, verifyRequest, type AuthenticRequest, type VerifiedRequest } from "../request/verify.ts";
import { UsageError, type Command } from "./command.ts";
import { readLines } from "./lines.ts";
import { NETWORK_HELP, NETWORK_OPTIONS, reachNetwork, type ReachedNetwork } from "./network-option.ts";

const help = `Usage: jiaozi request verify [--network ADDRESS|FILE] [--terminal ADDRESS]

Verifies signed payment codes, one a line from standard input: the text of a code, or a link that carries one. Answers
each with one line of JSON:
  {"ok":true,"merchant":"...","amount":"48.00","currency":"HKD","terminal":"0x...","checkCode":"6841",...}
  {"ok":false,"error":"CHANGED_OR_FOREIGN","message":"...","detail":"..."}
Against a running network it asks the registries about terminal, merchant and bank. With --terminal it asks nobody:
the code must be signed by that terminal and valid now.

${NETWORK_HELP}
  --terminal ADDRESS      offline: trust this terminal
  -h, --help              show this

Exit code: 0 when every code is payable, 1 when one is not or the network stops answering, 2 for a bad argument.
Example: jiaozi request create --amount 48 --key till.key | jiaozi request verify
`;

export const requestVerify: Command = { help, run };

async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { ...NETWORK_OPTIONS, terminal: { type: "string" } },
  });
  const { terminal } = values;
  if (terminal !== undefined && !isAddress(terminal)) throw new UsageError(`"${terminal}" is not an address`);
  const reached = await reachNetwork(values);
  if (terminal === undefined && reached.client === undefined) {
    throw new UsageError("with a file as --network give --terminal to verify offline, or --rpc to ask the network");
  }
  let exitCode = 0;
  process.stdin.setEncoding("utf8");
  for await (const line of readLines(process.stdin)) {
    const answer = await answerCode(line, reached, terminal);
    if (!answer.ok) exitCode = 1;
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
  return exitCode;
}

async function answerCode(line: string, reached: ReachedNetwork, terminal: Hex | undefined) {
  const { network } = reached;
  try {
    const read = readRequest(codeOf(line), network.guid);
    if (terminal === undefined) {
      const { client, deployment } = reached;
      if (client === undefined) throw new UsageError("no chain to ask");
      const { timestamp } = await client.getBlock();
      return acceptance(await verifyRequest(read, network, timestamp, registryReader(client, deployment.contracts)));
    }
    const authentic = await authenticateRequest(read, network, BigInt(Math.floor(Date.now() / 1000)));
    if (isAddressEqual(authentic.terminal, terminal)) return acceptance(authentic);
    throw new RequestError("CHANGED_OR_FOREIGN", `signed by ${authentic.terminal}`);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    return { ok: false, error: error.code, message: error.message, detail: error.detail } as const;
  }
}

function acceptance(verified: AuthenticRequest | VerifiedRequest) {
  const { request, decoded, currency } = verified;
  return {
    ok: true,
    merchant: decoded.merchantName,
    city: decoded.merchantCity,
    ...("acquirer" in verified ? { bank: verified.acquirer.name } : {}),
    // A static code names no amount: its payer does.
    ...(request.amountMinor === 0n ? {} : { amount: amountText(request.amountMinor, currency) }),
    currency: currency.code,
    expiresAt: Number(request.expiresAt),
    merchantId: request.merchantId,
    requestId: request.requestId,
    terminal: verified.terminal,
    digest: verified.digest,
    checkCode: verified.checkCode,
  } as const;
}
