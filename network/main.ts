// The permissioned chain on this machine: npm run network -- --help
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { generatePrivateKey, privateKeyToAddress } from "viem/accounts";
import { buildAll, compileContracts } from "../scripts/build.ts";
import { readArguments, readPort, runCommandLine, UsageError } from "../scripts/command-line.ts";
import { root, whenToldToEnd } from "../scripts/command.ts";
import { renderScreen } from "../scripts/embedded/screen.ts";
import { readSite } from "../scripts/embedded/static-site.ts";
import { startWebServer } from "../scripts/embedded/web-server.ts";
import { type Demonstration, demonstrate } from "../scripts/network/demonstration.ts";
import { createSender } from "../scripts/network/sender.ts";
import { filesOf } from "../scripts/network-files.ts";
import { Refusal } from "../scripts/refusal.ts";
import { buildNode } from "./build.ts";
import { loopbackNetwork, portsOf } from "./description.ts";
import { openExistingChain } from "./existing-chain.ts";
import { writeFiles } from "./files.ts";
import { watchNetwork } from "./health.ts";
import { addValidator, handOver, removeValidator } from "./membership.ts";
import {
  configureNodes,
  foundNetwork,
  homeOf,
  joinNetwork,
  makeFolder,
  type Node,
  rpcUrlOf,
  statusOf,
  validatorOf,
  waitForBlocks,
} from "./nodes.ts";
import { requireFreePorts } from "./ports.ts";
import { startNode, stopNode } from "./processes.ts";
import { startRelayers } from "./relayer/banks.ts";
import { httpProvider } from "./rpc-provider.ts";
import { deleteNetwork, hasState, type NetworkState, readState, writeState } from "./state.ts";

const USAGE = `Usage: npm run network -- [COMMAND] [OPTIONS]

  start              builds what is missing, starts the validators, deploys and seeds once, serves the dApp
  start --rpc URL    the same on a chain that is there already: any EVM chain (Osaka) with a gas price of zero
  stop               ends the validators; what the chain knows stays
  status             every validator: running, height, power
  kill N             ends validator N without a warning; start brings it back
  add-validator      a node that catches up, and then votes
  remove-validator N takes its vote, and ends it
  forget             ends the validators and deletes the chain
  files              writes what hosts of their own need: --description FILE --out FOLDER (docs/network.md)

  --port N           serves the dApp at this port of this machine (5174)
  --first-port N     of the validators, ten each (26600)
  --folder FOLDER    where the chain is kept (cache/network/chain), or what is known of those at --rpc
                     (cache/network/existing)
  --rpc URL          given again for each further node of that chain`;

const FIRST_BLOCKS = 2;
const ENDING_EXISTING = "Ctrl-C ends the dApp; what was deployed stays on its chain.";
const ENDING = "Ctrl-C ends the dApp; the validators go on until `npm run network -- stop`.";

interface Place {
  folder: string;
  port: number;
  firstPort: number;
  /** Of a chain that others run. */
  rpc: readonly string[] | undefined;
  /** Of a network on hosts of their own, and where what they need is written. */
  description: string | undefined;
  out: string | undefined;
}

const COMMANDS: Record<string, (place: Place, which: number) => Promise<void>> = {
  start,
  stop,
  status,
  kill: async (place, which) => stopNode(nodeAt(readNodes(place), which).home, "SIGKILL"),
  "add-validator": add,
  "remove-validator": remove,
  files: async ({ description, out }) => {
    if (!description || !out)
      throw new UsageError("Say of which network and where to: files --description FILE --out FOLDER.");
    await compileContracts();
    await buildNode();
    await writeFiles(resolve(description), resolve(out));
    console.log(`Written: ${join(resolve(out), "README.md")} says what each host does with its folder.`);
  },
  forget: async (place) => {
    await stop(place);
    deleteNetwork(place.folder);
  },
};

async function start(place: Place): Promise<void> {
  const web = await startWebServer({ port: place.port, reach: "loopback", command: "npm run network" });
  whenToldToEnd(() => void web.close().then(() => process.exit(0)));
  await buildAll();
  if (place.rpc) {
    const { demonstration, provider, home } = await openExistingChain(place.rpc, place.folder);
    web.serve({ site: readDapp(), provider, ...startRelayers(demonstration, place.rpc, home) });
    console.log(renderScreen(web.addresses, demonstration.people, ENDING_EXISTING));
    return;
  }
  await buildNode();
  const isNew = !hasState(place.folder);
  const state = isNew ? describe(place) : readState(place.folder);
  const nodes = configureNodes(place.folder, state.description);
  if (isNew) {
    await foundNetwork(state.description, nodes, privateKeyToAddress(state.founderKey));
    writeState(place.folder, state);
  }
  await requireFreePorts(nodes);
  console.error(`Starting ${nodes.length} validators …`);
  for (const { home } of nodes) startNode(home);
  await waitForBlocks(nodes, FIRST_BLOCKS).catch((error: unknown) => {
    if (isNew || !(error instanceof Refusal)) throw error;
    throw new Refusal(`${error.message}\nWhere it cannot be mended: npm run network -- forget, and then begin anew.`);
  });

  const provider = httpProvider(nodes.map(rpcUrlOf));
  const demonstration = readDemonstration(state) ?? (await deployAndSeed(place, state, provider));
  const relaying = startRelayers(demonstration, nodes.map(rpcUrlOf), place.folder);
  web.serve({ site: readDapp(), provider, health: watchNetwork(nodes), ...relaying });
  console.log(renderScreen(web.addresses, demonstration.people, ENDING));
}

function readDapp() {
  return readSite(join(root, "frontend/dist"));
}

function describe({ folder, firstPort }: Place): NetworkState {
  makeFolder(folder);
  return { description: loopbackNetwork(firstPort), founderKey: generatePrivateKey() };
}

async function deployAndSeed(place: Place, state: NetworkState, provider: ReturnType<typeof httpProvider>) {
  console.error("Deploying and seeding (a minute, once) …");
  const { founderKey, description } = state;
  const founder = createSender(provider, description.chainId, founderKey);
  const demonstration = await demonstrate(provider, {
    key: founderKey,
    handOver: (deployment) => handOver(founder, deployment),
  });
  for (const { name, text, mode } of filesOf(demonstration)) writeFileSync(join(place.folder, name), text, { mode });
  writeState(place.folder, { ...state, ...demonstration });
  return demonstration;
}

function readDemonstration(state: NetworkState): Demonstration | undefined {
  const { deployment, operatorKey, relayerKeys = {}, people } = state;
  return deployment && operatorKey && people && { deployment, operatorKey, relayerKeys, people };
}

async function stop(place: Place): Promise<void> {
  const { validators } = readState(place.folder).description;
  await Promise.all(validators.map((_, n) => stopNode(homeOf(place.folder, n), "SIGTERM")));
}

async function status(place: Place): Promise<void> {
  for (const [n, node] of readNodes(place).entries()) {
    const said = await statusOf(node);
    const words = said
      ? `height ${said.height}, power ${said.power}${said.isCatchingUp ? ", catching up" : ""}`
      : "down";
    console.log(`${n + 1}  ${node.validator.name.padEnd(20)}  ${words}`);
  }
}

/** The others have to know it first, so each is restarted, one at a time. */
async function add(place: Place): Promise<void> {
  const state = readState(place.folder);
  const n = state.description.validators.length;
  const firstPort = state.description.validators[0]?.ports.p2p ?? place.firstPort;
  const validators = [
    ...state.description.validators,
    { name: `Bank ${n + 1}`, host: "127.0.0.1", ports: portsOf(firstPort, n) },
  ];
  const description = { ...state.description, validators };
  const nodes = configureNodes(place.folder, description);
  const newest = nodeAt(nodes, n + 1);
  joinNetwork(newest, nodeAt(nodes, 1));
  writeState(place.folder, { ...state, description });
  await restartEach(nodes.slice(0, n));
  startNode(newest.home);
  await waitForBlocks(nodes, 0); // only then can its vote be counted on
  await addValidator(operatorOf(state, nodes), validatorOf(newest));
}

async function remove(place: Place, which: number): Promise<void> {
  const state = readState(place.folder);
  const nodes = readNodes(place);
  const leaving = nodeAt(nodes, which);
  await removeValidator(operatorOf(state, nodes), validatorOf(leaving));
  await waitForBlocks([leaving], FIRST_BLOCKS);
  await stopNode(leaving.home, "SIGTERM");
}

async function restartEach(nodes: readonly Node[]): Promise<void> {
  for (const node of nodes) {
    await stopNode(node.home, "SIGTERM");
    startNode(node.home);
    await waitForBlocks([node], FIRST_BLOCKS);
  }
}

function operatorOf({ operatorKey, description }: NetworkState, nodes: readonly Node[]) {
  if (operatorKey === undefined) throw new Refusal("The network was not deployed yet: npm run network");
  return createSender(httpProvider(nodes.map(rpcUrlOf)), description.chainId, operatorKey);
}

function nodeAt(nodes: readonly Node[], which: number): Node {
  const node = nodes[which - 1];
  if (node === undefined) throw new Refusal(`There is no validator ${which}: 1 to ${nodes.length}.`);
  return node;
}

function readNodes(place: Place): Node[] {
  return configureNodes(place.folder, readState(place.folder).description);
}

async function run(): Promise<void> {
  const { values, positionals } = readArguments({
    allowPositionals: true,
    options: {
      port: { type: "string", default: "5174" },
      "first-port": { type: "string", default: "26600" },
      folder: { type: "string" },
      rpc: { type: "string", multiple: true },
      description: { type: "string" },
      out: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  const [name = "start", which = ""] = positionals;
  const command = COMMANDS[name];
  if (values.help || command === undefined) {
    console.log(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const { rpc, description, out, folder = join(root, "cache/network", rpc ? "existing" : "chain") } = values;
  if (rpc && command !== start)
    throw new UsageError("--rpc goes with start alone: the chain's nodes are not run from here.");
  const place = {
    rpc,
    description,
    out,
    folder: resolve(folder),
    port: readPort("--port", values.port),
    firstPort: readPort("--first-port", values["first-port"]),
  };
  await command(place, Number(which));
}

runCommandLine({ name: "npm run network", work: run });
