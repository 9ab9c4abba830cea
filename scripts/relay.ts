// A bank's relayer on the command line: npm run relay -- --help
import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { dirname, join, resolve } from "node:path";
import { privateKeyToAccount } from "viem/accounts";
import { reach } from "../network/relayer/reach.ts";
import { startRelayer } from "../network/relayer/relayer.ts";
import { answerWith } from "../network/relayer/service.ts";
import { readArguments, readNumber, readPort, runCommandLine, UsageError } from "./command-line.ts";
import { root, whenToldToEnd } from "./command.ts";
import { readDeployment, readKeyFile } from "./network-files.ts";
import { Refusal } from "./refusal.ts";

const USAGE = `Usage: npm run relay -- --key FILE [OPTIONS]

Takes customers' signed approvals at http://HOST:PORT/approvals and brings them to the chain, many in one transaction.

  --bank N           the bank whose customers it serves; without it, everybody's
  --key FILE         the relayer's own key file: nobody else sends with it
  --journal FILE     what was accepted; kept over restarts (deployments/<chain id>.relayer[-<bank>].journal)
  --rpc URL          the network's RPC address; give it again for each further node (http://localhost:5173/rpc)
  --network FILE     its addresses (deployments/20071.json)
  --host HOST        (127.0.0.1)
  --port N           (8551)`;

const BANKS = { from: 1, to: 65_535 };

async function relay(): Promise<void> {
  const values = readOptions();
  if (values.help || !values.key) {
    console.log(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const { host } = values;
  const port = readPort("--port", values.port);
  const bank = values.bank === undefined ? undefined : readNumber("--bank", values.bank, BANKS);
  const deployment = readDeployment(values.network);
  const account = privateKeyToAccount(readKeyFile(values.key));
  const own = bank === undefined ? "relayer" : `relayer-${bank}`;
  const journalFile = resolve(values.journal ?? join(root, `deployments/${deployment.chainId}.${own}.journal`));
  if (!existsSync(dirname(journalFile))) throw new UsageError(`--journal: there is no folder ${dirname(journalFile)}.`);

  // The port first: a second relayer, started by mistake, ends before it has touched anything of the first.
  const server = createServer();
  await listen(server, port, host);
  const relayer = startRelayer({
    reach: reach(values.rpc),
    deployment,
    ...(bank !== undefined && { bank }),
    account,
    journalFile,
  });
  server.on("request", answerWith(relayer));
  console.log(`Approvals are taken at http://${host}:${port}/approvals`);
  // Whatever is under way is in the journal: the next start goes on with it.
  whenToldToEnd(() => {
    server.close();
    process.exit(0);
  });
}

function readOptions() {
  return readArguments({
    options: {
      bank: { type: "string" },
      key: { type: "string" },
      journal: { type: "string" },
      rpc: { type: "string", multiple: true, default: ["http://localhost:5173/rpc"] },
      network: { type: "string", default: join(root, "deployments/20071.json") },
      host: { type: "string", default: "127.0.0.1" },
      port: { type: "string", default: "8551" },
      help: { type: "boolean", default: false },
    },
  }).values;
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((done, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EADDRINUSE") reject(error);
      else
        reject(new Refusal(`Port ${port} is in use, perhaps by this relayer: end that one, or choose another --port.`));
    });
    server.listen(port, host, done);
  });
}

runCommandLine({ name: "npm run relay", work: relay });
