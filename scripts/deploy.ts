// Brings a network to its manifest: npm run deploy -- --help
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { http, HttpRequestError } from "viem";
import { generatePrivateKey } from "viem/accounts";
import { compileContracts } from "./build.ts";
import { readArguments, runCommandLine, UsageError } from "./command-line.ts";
import { root } from "./command.ts";
import { readKeyFile } from "./network-files.ts";
import { DEMONSTRATION, type NetworkManifest, type Parties } from "./network/manifest.ts";
import { applyNetwork, planNetwork } from "./network/plan.ts";
import type { DeploymentRecord } from "./network/record.ts";
import { createSender } from "./network/sender.ts";
import type { Standing, Step } from "./network/steps.ts";
import { Refusal } from "./refusal.ts";
import { writeWholeFile } from "./whole-file.ts";

const USAGE = `Usage: npm run deploy -- [--rpc URL] [--manifest FILE] [--key FILE] [--apply]

Says what a network lacks of its manifest, and whose act each step is. With --apply, what the key may do is done, what
it may do after a delay is announced, and done by the same command when the delay has passed.

  --rpc URL             the network's RPC address (http://localhost:5173/rpc)
  --manifest FILE       a module that exports "manifest" and, where a bank or the network is new, "parties"
                        (the demonstration's: scripts/network/manifest.ts)
  --key FILE            whose acts are done: a deployer's, the operator's, a bank administration's
  --deployments FOLDER  where the addresses are kept, in <chain id>.json (deployments)
  --apply               do it`;

async function deploy(): Promise<void> {
  const values = readOptions();
  if (values.help) {
    console.log(USAGE);
    return;
  }
  if (values.apply && values.key === undefined) throw new UsageError("--apply needs the --key of who does it.");
  const key = values.key === undefined ? generatePrivateKey() : readKeyFile(values.key);
  const { manifest, parties } = await readManifest(values.manifest);
  const transport = http(values.rpc)({ retryCount: 1 });
  const chainId = await askChainId(transport, values.rpc);
  const sender = createSender(transport, chainId, key);
  const file = join(resolve(values.deployments), `${chainId}.json`);
  const record = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as DeploymentRecord) : undefined;

  await compileContracts();
  if (!values.apply) {
    printSteps(await planNetwork(sender, { manifest, parties, record }));
    return;
  }
  const onRecord = (filled: DeploymentRecord) => {
    mkdirSync(resolve(values.deployments), { recursive: true });
    writeWholeFile(file, `${JSON.stringify(filled, null, 2)}\n`, 0o644);
  };
  const { steps } = await applyNetwork(sender, { manifest, parties, record, onRecord });
  printSteps(steps);
}

function readOptions() {
  return readArguments({
    options: {
      rpc: { type: "string", default: "http://localhost:5173/rpc" },
      manifest: { type: "string" },
      key: { type: "string" },
      deployments: { type: "string", default: join(root, "deployments") },
      apply: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  }).values;
}

async function readManifest(file: string | undefined): Promise<{ manifest: NetworkManifest; parties?: Parties }> {
  if (file === undefined) return { manifest: DEMONSTRATION };
  if (!existsSync(file)) throw new Refusal(`${file} cannot be read.`);
  const module = (await import(pathToFileURL(resolve(file)).href)) as { manifest?: NetworkManifest; parties?: Parties };
  const { manifest, parties } = module;
  if (manifest === undefined) throw new Refusal(`${file} exports no "manifest".`);
  return parties === undefined ? { manifest } : { manifest, parties };
}

async function askChainId(transport: ReturnType<ReturnType<typeof http>>, rpc: string): Promise<number> {
  try {
    return Number(await transport.request({ method: "eth_chainId" }));
  } catch (error) {
    if (error instanceof HttpRequestError) throw new Refusal(`Nobody answers at ${rpc}. Is the network running?`);
    throw error;
  }
}

function printSteps(steps: readonly Step[]): void {
  if (steps.length === 0) console.log("Nothing to do: the network is as its manifest has it.");
  for (const { sentence, by, standing } of steps) console.log(`${sentence}\n    ${by}: ${describe(standing)}`);
}

function describe(standing: Standing): string {
  if (standing.is === "to be announced") {
    return `to be announced, and done ${standing.delaySeconds / 3600} hours later`;
  }
  if (standing.is === "announced") {
    return `announced, can be done from ${new Date(standing.from * 1000).toISOString()}`;
  }
  return {
    possible: "at once",
    "another's": "with its own key",
    waiting: "after what stands above",
    "for people": "no transaction puts it right",
    done: "done",
  }[standing.is];
}

runCommandLine({
  name: "npm run deploy",
  work: deploy,
  whenUnknown: "The same command without --apply says what is left to do.",
});
