// A bank's relayer on the command line: npm run relay -- --help
import { join } from "node:path";
import { parseArgs } from "node:util";
import { privateKeyToAccount } from "viem/accounts";
import { reach } from "../network/relayer/reach.ts";
import { startRelayer } from "../network/relayer/relayer.ts";
import { serveRelayer } from "../network/relayer/service.ts";
import { root, whenToldToEnd } from "./command.ts";
import { readDeployment, readKeyFile } from "./network-files.ts";
import { exitWith } from "./refusal.ts";

const USAGE = `Usage: npm run relay -- --key FILE [OPTIONS]

Takes customers' signed approvals at http://HOST:PORT/approvals and brings them to the chain, many in one transaction.

  --bank N           the bank whose customers it serves; without it, everybody's
  --key FILE         the relayer's own key file: nobody else sends with it
  --journal FILE     what was accepted; kept over restarts (deployments/20071.relayer.journal)
  --rpc URL          the network's RPC address; give it again for each further node (http://localhost:5173/rpc)
  --network FILE     its addresses (deployments/20071.json)
  --host HOST        (127.0.0.1)
  --port N           (8551)`;

async function relay(): Promise<void> {
  const { values } = parseArgs({
    options: {
      bank: { type: "string" },
      key: { type: "string" },
      journal: { type: "string", default: join(root, "deployments/20071.relayer.journal") },
      rpc: { type: "string", multiple: true, default: ["http://localhost:5173/rpc"] },
      network: { type: "string", default: join(root, "deployments/20071.json") },
      host: { type: "string", default: "127.0.0.1" },
      port: { type: "string", default: "8551" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help || !values.key) {
    console.log(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const deployment = readDeployment(values.network);
  const relayer = startRelayer({
    reach: reach(values.rpc),
    deployment,
    ...(values.bank !== undefined && { bank: Number(values.bank) }),
    account: privateKeyToAccount(readKeyFile(values.key)),
    journalFile: values.journal,
  });
  const server = serveRelayer(relayer).listen(Number(values.port), values.host, () => {
    console.log(`Approvals are taken at http://${values.host}:${values.port}/approvals`);
  });
  // Whatever is under way is in the journal: the next start goes on with it.
  whenToldToEnd(() => {
    server.close();
    process.exit(0);
  });
}

relay().catch(exitWith);
