import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import encodeQR from "qr";
import { bytesToHex, hexToString, isHex, size, type Hex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { currencyByCode, currencyByNumber, type Currency } from "../currencies.ts";
import { AmountError, parseAmount } from "../money.ts";
import { composeCode, type CodeMerchant } from "../request/compose.ts";
import { requestLink } from "../request/link.ts";
import { registryReader } from "../request/registry-reader.ts";
import { RequestError } from "../request/request-error.ts";
import { STATUS } from "../status.ts";
import { MAX_LIFE_SECONDS } from "../typed-data.ts";
import { UsageError, type Command } from "./command.ts";
import { NETWORK_HELP, NETWORK_OPTIONS, reachNetwork, type ReachedNetwork } from "./network-option.ts";

const DEFAULT_SECONDS = 5 * 60;
const YEAR_SECONDS = 365 * 24 * 60 * 60;
const FORMATS = ["text", "svg", "terminal", "link"] as const;

const help = `Usage: jiaozi request create (--amount 48.00 | --static) --key FILE [OPTIONS]

Signs a payment request with a terminal's key and prints its code. The merchant's name, city and currency are read from
the network's registries; without a network to ask, give them yourself.

  --key FILE              the terminal's key: 0x and 64 hexadecimal digits (or in the variable JIAOZI_TERMINAL_KEY)
  --amount AMOUNT         like 48.00
  --static                a code to print, whose payer enters the amount
  --valid-for SECONDS     ${DEFAULT_SECONDS}, at most ${MAX_LIFE_SECONDS}; with --static a year, at most five
  --bill TEXT             bill number, at most 25 characters
  --till TEXT             which till, at most 25 characters
  --format FORMAT         ${FORMATS.join(", ")} (text)
${NETWORK_HELP}
  --merchant ID --name NAME --city CITY --country HK --category 5812 --currency HKD
                          offline, with a file as --network: the merchant as its bank registered it
  -h, --help              show this

Exit code: 0, 1 when the code cannot be made, 2 for a bad argument.
Example: jiaozi request create --amount 48.00 --key till.key --format terminal
`;

export const requestCreate: Command = { help, run };

const OPTIONS = {
  ...NETWORK_OPTIONS,
  key: { type: "string" },
  amount: { type: "string" },
  static: { type: "boolean", default: false },
  "valid-for": { type: "string" },
  bill: { type: "string" },
  till: { type: "string" },
  format: { type: "string", default: "text" },
  merchant: { type: "string" },
  name: { type: "string" },
  city: { type: "string" },
  country: { type: "string" },
  category: { type: "string" },
  currency: { type: "string" },
} as const;
type Options = ReturnType<typeof parse>;

interface Till {
  merchant: CodeMerchant;
  currency: Currency;
}

async function run(args: readonly string[]): Promise<number> {
  const options = parse(args);
  const terminal = privateKeyToAccount(await readKey(options.key));
  const format = FORMATS.find((known) => known === options.format);
  if (format === undefined) throw new UsageError(`--format is one of ${FORMATS.join(", ")}`);
  if (format === "link" && !/^https?:/.test(options.network)) {
    throw new UsageError("a link needs the dApp's address as --network");
  }
  if (options.static === (options.amount !== undefined)) throw new UsageError("give either --amount or --static");
  const lifeSeconds = lifeOf(options);
  const reached = await reachNetwork(options);
  const { merchant, currency } = await tillOf(options, reached, terminal.address);
  try {
    const { text } = await composeCode(
      merchant,
      {
        requestId: bytesToHex(crypto.getRandomValues(new Uint8Array(16))),
        currency,
        amountMinor: amountOf(options.amount, currency),
        expiresAt: BigInt(Math.floor(Date.now() / 1000) + lifeSeconds),
        ...(options.bill === undefined ? {} : { billNumber: options.bill }),
        ...(options.till === undefined ? {} : { terminalLabel: options.till }),
      },
      reached.network,
      terminal,
    );
    process.stdout.write(`${render(text, format, options.network)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    process.stderr.write(`jiaozi: ${error.message} (${error.detail})\n`);
    return 1;
  }
}

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS }).values;
}

/** From a file or the environment, never an argument: those are shown to every process of the machine. */
async function readKey(file: string | undefined): Promise<Hex> {
  const text = file === undefined ? process.env["JIAOZI_TERMINAL_KEY"] : await readFile(file, "utf8").catch(() => "");
  const key = text?.trim();
  if (isHex(key) && size(key) === 32) return key;
  throw new UsageError(file === undefined ? "give the terminal's key with --key FILE" : `${file} holds no key`);
}

function lifeOf(options: Options): number {
  const text = options["valid-for"];
  const [usual, most] = options.static ? [YEAR_SECONDS, 5 * YEAR_SECONDS] : [DEFAULT_SECONDS, MAX_LIFE_SECONDS];
  if (text === undefined) return usual;
  if (!/^[1-9][0-9]{0,9}$/.test(text) || Number(text) > most) {
    throw new UsageError(`--valid-for is a number of seconds up to ${most}`);
  }
  return Number(text);
}

/** As the registries know the terminal, or as the caller says where there is no network to ask. */
async function tillOf(options: Options, reached: ReachedNetwork, terminal: Hex): Promise<Till> {
  const { client, deployment } = reached;
  if (client === undefined) return statedTill(options);
  const registry = registryReader(client, deployment.contracts);
  const row = await registry.terminal(terminal);
  if (row.status !== STATUS.active) {
    throw new UsageError(`${terminal} is not an active terminal of this network: its bank must register it first`);
  }
  const { name, city, country, category } = await registry.merchant(row.merchantId);
  const currency = currencyByNumber(row.currency);
  if (currency === undefined) throw new UsageError(`this version does not know the currency ${row.currency}`);
  return { merchant: { merchantId: row.merchantId, name, city, country: hexToString(country), category }, currency };
}

function statedTill({ merchant, name, city, country, category, currency }: Options): Till {
  const found = currencyByCode(currency ?? "");
  if (found === undefined) throw new UsageError("--currency is a code like HKD");
  if (!isHex(merchant) || size(merchant) !== 8) throw new UsageError("--merchant is 0x and 16 hexadecimal digits");
  if (!name || !city) throw new UsageError("--name and --city are needed without a network to ask");
  if (!/^[A-Z]{2}$/.test(country ?? "")) throw new UsageError("--country is two capital letters like HK");
  if (!/^[0-9]{4}$/.test(category ?? "")) throw new UsageError("--category is four digits like 5812");
  const stated = { merchantId: merchant, name, city, country: country ?? "", category: Number(category) };
  return { merchant: stated, currency: found };
}

function amountOf(text: string | undefined, currency: Currency): bigint {
  if (text === undefined) return 0n;
  try {
    const amountMinor = parseAmount(text, currency);
    if (amountMinor > 0n) return amountMinor;
  } catch (error) {
    if (!(error instanceof AmountError)) throw error;
  }
  throw new UsageError(`--amount is above zero and like 48.00, not "${text}"`);
}

function render(text: string, format: (typeof FORMATS)[number], network: string): string {
  if (format === "text") return text;
  if (format === "link") return requestLink(new URL(network).origin, text);
  // Level L, on white, with the quiet zone of 4 modules without which scanners find nothing
  const look = { ecc: "low", encoding: "byte", border: 4 } as const;
  if (format === "terminal") return renderForTerminal(encodeQR(text, "raw", look));
  return encodeQR(text, "svg", look).replace(/<svg[^>]*>/, '$&<rect width="100%" height="100%" fill="#fff"/>');
}

/** Two modules a character, black on white whatever the terminal's colours: half as wide as one module in two. */
function renderForTerminal(modules: boolean[][]): string {
  const lines: string[] = [];
  for (let y = 0; y < modules.length; y += 2) {
    const below = modules[y + 1] ?? [];
    const characters = (modules[y] ?? []).map((upper, x) => (upper ? (below[x] ? "█" : "▀") : below[x] ? "▄" : " "));
    lines.push(`\u001b[30;107m${characters.join("")}\u001b[0m`);
  }
  return lines.join("\n");
}
