// The whole network on this machine: builds what changed, starts a chain in memory, deploys, seeds, serves the dApp.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildAll } from "./build.ts";
import { readArguments, readPort, runCommandLine } from "./command-line.ts";
import { root, whenToldToEnd } from "./command.ts";
import { startEmbeddedChain } from "./embedded/chain.ts";
import { renderScreen } from "./embedded/screen.ts";
import { readSite } from "./embedded/static-site.ts";
import { startWebServer } from "./embedded/web-server.ts";
import { demonstrate } from "./network/demonstration.ts";
import { filesOf } from "./network-files.ts";

const USAGE = `Usage: npm start -- [--port N] [--lan] [--deployments FOLDER]

  --port N              serve at this port of this machine (5173)
  --lan                 serve to the local network, over HTTPS, so that a phone can scan with its camera
  --deployments FOLDER  where addresses and the machines' keys are written for the command line (deployments)`;

const ENDING = "Ctrl-C ends it; the chain is in memory and forgets everything.";

/** What has to be undone at the end, the last one first. */
const undo: (() => void | Promise<void>)[] = [];

async function start(): Promise<void> {
  const { port, reach, folder } = readOptions();
  const web = await startWebServer({ port, reach, command: "npm start" });
  undo.push(() => web.close());
  await buildAll();

  const chain = await startEmbeddedChain();
  undo.push(() => chain.stop());
  const demonstration = await demonstrate(chain.provider);
  await chain.startBlocks();

  mkdirSync(folder, { recursive: true });
  for (const { name, text, mode } of filesOf(demonstration)) writeTemporarily(join(folder, name), text, mode);
  const { deployment, people } = demonstration;
  web.serve({ site: readSite(join(root, "frontend/dist")), deployment, provider: chain.provider });
  console.log(renderScreen(web.addresses, people, ENDING));
}

function readOptions() {
  const { values } = readArguments({
    options: {
      port: { type: "string", default: "5173" },
      lan: { type: "boolean", default: false },
      deployments: { type: "string", default: join(root, "deployments") },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    process.exit(0);
  }
  const port = readPort("--port", values.port, 0);
  return { port, reach: values.lan ? "lan" : "loopback", folder: resolve(values.deployments) } as const;
}

/** The chain forgets at the end, so what describes it goes too. */
function writeTemporarily(file: string, text: string, mode: number): void {
  rmSync(file, { force: true }); // an older file would keep its own mode
  writeFileSync(file, text, { mode });
  undo.push(() => rmSync(file, { force: true }));
}

let stopping = false;

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  for (const step of undo.toReversed()) await step();
  process.exit(0);
}

whenToldToEnd(() => void stop());
runCommandLine({ name: "npm start", work: start });
