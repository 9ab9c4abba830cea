// Clears the banks' queue whenever it can: npm run keeper -- --help
import { setTimeout as sleep } from "node:timers/promises";
import { join } from "node:path";
import { currencyByNumber } from "@jiaozi/sdk/currencies";
import type { Deployment } from "@jiaozi/sdk/deployment";
import { formatAmount } from "@jiaozi/sdk/money";
import { BaseError } from "viem";
import { httpProvider } from "../network/rpc-provider.ts";
import { readArguments, runCommandLine } from "./command-line.ts";
import { root, whenToldToEnd } from "./command.ts";
import { readDeployment, readKeyFile } from "./network-files.ts";
import { isUnreachable } from "./network/answers.ts";
import { requireDeployed } from "./network/deployed.ts";
import { createSender, type Sender } from "./network/sender.ts";
import { settleBypass } from "./network/settle-bypass.ts";
import { type Look, settleQueue } from "./network/settle-queue.ts";
import { Refusal } from "./refusal.ts";

const USAGE = `Usage: npm run keeper -- --key FILE [OPTIONS]

Looks at the banks' queue after each block and proposes the greatest cut that settles something; and where nothing more
urgent waits, what settles out of order. It keeps nothing: it can be ended and started at any time, and several at once
do no harm.

  --key FILE         of an account that may send; it needs no other right
  --rpc URL          the network's RPC address; give it again for each further node (http://localhost:5173/rpc)
  --network FILE     its addresses (deployments/20071.json)
  --once             looks once, and ends`;

async function keep(): Promise<void> {
  const { values } = readArguments({
    options: {
      key: { type: "string" },
      rpc: { type: "string", multiple: true, default: ["http://localhost:5173/rpc"] },
      network: { type: "string", default: join(root, "deployments/20071.json") },
      once: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help || !values.key) {
    console.log(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const deployment = readDeployment(values.network);
  const sender = createSender(httpProvider(values.rpc), deployment.chainId, readKeyFile(values.key));
  let isKnown = false;
  const lookAgain = async () => {
    if (!isKnown) await requireDeployed(sender.reader, deployment);
    isKnown = true;
    return await lookAtAll(sender, deployment);
  };
  for (;;) {
    const looks = await lookAgain().catch((error: unknown) => {
      if (values.once || error instanceof Refusal) throw error;
      console.error(`${sentenceOfError(error)}; trying again.`);
      return [];
    });
    const sentences = looks.flatMap((look) => (look.is === "nothing" ? [] : [sentenceOf(look)]));
    for (const sentence of sentences) console.log(sentence);
    if (values.once && sentences.length === 0) console.log("Nothing of the queue would settle now.");
    if (values.once) return;
    await sleep(deployment.blockSeconds * 1000);
  }
}

/** The queues in their order first: what may settle out of order comes after all of them. */
async function lookAtAll(sender: Sender, deployment: Deployment): Promise<Look[]> {
  const looks = [await settleQueue(sender, deployment)];
  for (const currency of deployment.currencies) looks.push(await settleBypass(sender, deployment, currency));
  return looks;
}

/** A node may be down for a while; whatever else it is, the person has to read it. */
function sentenceOfError(error: unknown): string {
  if (isUnreachable(error)) return "The network cannot be reached";
  if (error instanceof BaseError) return `The look failed: ${error.details || error.shortMessage}`;
  return `The look failed: ${error instanceof Error ? error.message : String(error)}`;
}

function sentenceOf(look: Exclude<Look, { is: "nothing" }>): string {
  if (look.is === "overtaken") return `Somebody was first, or a balance moved (${look.error}); looking again.`;
  const sums = [...look.grossMinor].map(([number, minor]) => {
    const currency = currencyByNumber(number);
    return currency ? `${currency.code} ${formatAmount(minor, currency)}` : `${minor} minor units of ${number}`;
  });
  const what = look.is === "settled" ? "Settled" : "Proposed, to settle out of order,";
  return `${what} ${look.obligations} obligations: ${sums.join(", ")}.`;
}

whenToldToEnd(() => process.exit(0));
runCommandLine({ name: "npm run keeper", work: keep });
