// The settlement operator's desk on the command line: npm run operate -- --help
import { join } from "node:path";
import { networkAuthorityAbi } from "@jiaozi/sdk/abis/network-authority";
import { participantRegistryAbi } from "@jiaozi/sdk/abis/participant-registry";
import { reserveTokenAbi } from "@jiaozi/sdk/abis/reserve-token";
import { settlementHubAbi } from "@jiaozi/sdk/abis/settlement-hub";
import { type Currency, currencyByCode, currencyByNumber } from "@jiaozi/sdk/currencies";
import type { Deployment } from "@jiaozi/sdk/deployment";
import { AmountError, formatAmount, parseAmount } from "@jiaozi/sdk/money";
import { STATUS } from "@jiaozi/sdk/status";
import { type Hex, http, padHex, stringToHex } from "viem";
import { readArguments, runCommandLine, UsageError } from "./command-line.ts";
import { root } from "./command.ts";
import { readDeployment, readKeyFile } from "./network-files.ts";
import { requireDeployed } from "./network/deployed.ts";
import { NETWORK_ROLES } from "./network/roles.ts";
import { type Sender, createSender } from "./network/sender.ts";

const USAGE = `Usage: npm run operate -- COMMAND [OPTIONS]

  reserves issue     --bank N --currency HKD --amount 1000000.00 --reason TEXT
  reserves withdraw  --bank N --currency HKD --amount 1000000.00 --reason TEXT
  bank suspend       --bank N --reason TEXT
  bank reinstate     --bank N --reason TEXT
  bank close         --bank N --reason TEXT   (final)
  status             every bank: its state, reserves outside the hub, settlement balance

  --rpc URL          the network's RPC address (http://localhost:5173/rpc)
  --network FILE     its addresses (deployments/20071.json)
  --key FILE         the operator's key file (deployments/20071.operator.key)`;

const STATUS_WORDS = ["not admitted", "active", "suspended", "closed"];
const BANK_ACTS: Record<string, number> = {
  suspend: STATUS.suspended,
  reinstate: STATUS.active,
  close: STATUS.closed,
};

type Options = ReturnType<typeof readOptions>["values"];

interface Desk {
  operator: Sender;
  deployment: Deployment;
}

async function operate(): Promise<void> {
  const { values, positionals } = readOptions();
  const [subject, act = ""] = positionals;
  if (values.help || subject === undefined) {
    console.log(USAGE);
    return;
  }
  const command = `${subject} ${act}`.trim();
  if (command === "status") return showStatus(await openDesk(values));
  if (command === "reserves issue" || command === "reserves withdraw") {
    return moveReserves(await openDesk(values), act === "issue" ? "issue" : "withdraw", values);
  }
  const status = subject === "bank" ? BANK_ACTS[act] : undefined;
  if (status === undefined) throw new UsageError(`There is no command "${command}".`);
  return setBankStatus(await openDesk(values), status, values);
}

function readOptions() {
  return readArguments({
    allowPositionals: true,
    options: {
      bank: { type: "string" },
      currency: { type: "string" },
      amount: { type: "string" },
      reason: { type: "string" },
      rpc: { type: "string", default: "http://localhost:5173/rpc" },
      network: { type: "string", default: join(root, "deployments/20071.json") },
      key: { type: "string", default: join(root, "deployments/20071.operator.key") },
      help: { type: "boolean", default: false },
    },
  });
}

async function openDesk({ rpc, network, key }: Options): Promise<Desk> {
  const deployment = readDeployment(network);
  const operatorKey = readKeyFile(key);
  const transport = http(rpc)({ retryCount: 1 });
  const operator = createSender(transport, deployment.chainId, operatorKey);
  await requireDeployed(operator.reader, deployment);
  return { operator, deployment };
}

async function moveReserves({ operator, deployment }: Desk, act: "issue" | "withdraw", options: Options) {
  const bank = bankOf(deployment, options);
  const currency = currencyOf(options);
  const token = deployment.reserveTokens[currency.number];
  if (token === undefined) throw new UsageError(`${currency.code} is not settled in this network.`);
  const amountMinor = amountOf(options, currency);
  const { reserveAccount } = await participant({ operator, deployment }, bank);
  await operator.send(token, reserveTokenAbi, act, [reserveAccount, amountMinor, reasonOf(options)]);
  const done = act === "issue" ? "Issued" : "Withdrew";
  console.log(`${done} ${formatAmount(amountMinor, currency)} of reserves, bank ${bank}.`);
}

async function setBankStatus({ operator, deployment }: Desk, status: number, options: Options) {
  const bank = bankOf(deployment, options);
  const { participantRegistry } = deployment.contracts;
  await operator.send(participantRegistry, participantRegistryAbi, "setStatus", [bank, status, reasonOf(options)]);
  console.log(`Bank ${bank} is ${STATUS_WORDS[status]}.`);
}

async function showStatus(desk: Desk) {
  const { operator, deployment } = desk;
  const { networkAuthority, settlementHub } = deployment.contracts;
  const [isOperator] = await operator.reader.readContract({
    address: networkAuthority,
    abi: networkAuthorityAbi,
    functionName: "hasRole",
    args: [NETWORK_ROLES.operator, operator.address],
  });
  console.log(`This key ${isOperator ? "is" : "is not"} the operator's.`);
  for (const { id, name } of deployment.banks) {
    const { status, reserveAccount } = await participant(desk, id);
    console.log(`\n${id}  ${name}: ${STATUS_WORDS[status]}`);
    for (const [number, token] of Object.entries(deployment.reserveTokens)) {
      const currency = currencyByNumber(Number(number));
      if (currency === undefined) continue;
      const outsideMinor = await operator.reader.readContract({
        address: token,
        abi: reserveTokenAbi,
        functionName: "balanceOf",
        args: [reserveAccount],
      });
      const lockedMinor = await operator.reader.readContract({
        address: settlementHub,
        abi: settlementHubAbi,
        functionName: "settlementBalance",
        args: [id, currency.number],
      });
      console.log(
        `   reserves ${formatAmount(outsideMinor, currency)}, settlement balance ${formatAmount(lockedMinor, currency)}`,
      );
    }
  }
}

function participant({ operator, deployment }: Desk, bank: number) {
  return operator.reader.readContract({
    address: deployment.contracts.participantRegistry,
    abi: participantRegistryAbi,
    functionName: "participant",
    args: [bank],
  });
}

function bankOf({ banks }: Deployment, { bank }: Options): number {
  const known = banks.map(({ id, name }) => `${id} (${name})`).join(", ");
  if (!banks.some(({ id }) => String(id) === bank)) throw new UsageError(`--bank is one of ${known}.`);
  return Number(bank);
}

function currencyOf({ currency }: Options): Currency {
  const found = currencyByCode(currency ?? "");
  if (found === undefined) throw new UsageError("--currency is a code like HKD.");
  return found;
}

function amountOf({ amount }: Options, currency: Currency): bigint {
  try {
    return parseAmount(amount ?? "", currency);
  } catch (error) {
    if (error instanceof AmountError) throw new UsageError(`--amount: ${error.message}`, { cause: error });
    throw error;
  }
}

function reasonOf({ reason }: Options): Hex {
  const bytes = new TextEncoder().encode(reason ?? "");
  if (bytes.length === 0 || bytes.length > 32) throw new UsageError("--reason is a text of at most 32 bytes.");
  return padHex(stringToHex(reason ?? ""), { size: 32, dir: "right" });
}

runCommandLine({
  name: "npm run operate",
  work: operate,
  whenUnknown: "Look at `npm run operate -- status` before you repeat it.",
});
