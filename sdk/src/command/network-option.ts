import { readFile } from "node:fs/promises";
import { createPublicClient, http, type PublicClient } from "viem";
import type { Deployment } from "../deployment.ts";
import type { RequestNetwork } from "../request/code-objects.ts";
import { UsageError } from "./command.ts";

export const NETWORK_HELP = `  --network ADDRESS|FILE  the dApp's address (http://localhost:5173), or a file with the network's addresses, as
                          npm start writes it to deployments/ and serves it at /deployment.json
  --rpc URL               the network's RPC address (with a dApp's address: its /rpc)`;

/** For `parseArgs`. */
export const NETWORK_OPTIONS = {
  network: { type: "string", default: "http://localhost:5173" },
  rpc: { type: "string" },
} as const;

export interface ReachedNetwork {
  deployment: Deployment;
  network: RequestNetwork;
  /** `undefined` where only a file was given: then nothing is asked of a chain. */
  client: PublicClient | undefined;
}

/** @throws UsageError where the network cannot be found there. */
export async function reachNetwork(options: { network: string; rpc?: string | undefined }): Promise<ReachedNetwork> {
  const isAddress = /^https?:\/\//.test(options.network);
  const deployment = isAddress ? await fetchDeployment(options.network) : await readDeployment(options.network);
  const rpc = options.rpc ?? (isAddress ? new URL("/rpc", options.network).href : undefined);
  const { chainId, guid, contracts } = deployment;
  const client = rpc === undefined ? undefined : createPublicClient({ transport: http(rpc) });
  if (client !== undefined) await requireChain(client, chainId, rpc);
  return { deployment, network: { chainId, guid, paymentHub: contracts.paymentHub }, client };
}

async function fetchDeployment(address: string): Promise<Deployment> {
  try {
    const response = await fetch(new URL("/deployment.json", address));
    if (!response.ok) throw new Error(`it answers ${response.status}`);
    return toDeployment(await response.json());
  } catch (error) {
    throw unreachable(`no network answers at ${address}`, error);
  }
}

async function readDeployment(file: string): Promise<Deployment> {
  try {
    return toDeployment(JSON.parse(await readFile(file, "utf8")));
  } catch (error) {
    throw unreachable(`${file} does not hold a network's addresses`, error);
  }
}

function toDeployment(json: unknown): Deployment {
  const { chainId, guid, contracts } = json as Partial<Deployment>;
  if (typeof chainId !== "number" || typeof guid !== "string" || contracts?.paymentHub === undefined) {
    throw new Error("fields are missing");
  }
  return json as Deployment;
}

async function requireChain(client: PublicClient, chainId: number, rpc: string | undefined): Promise<void> {
  const found = await client.getChainId().catch((error: unknown) => {
    throw unreachable(`no chain answers at ${rpc}`, error);
  });
  if (found !== chainId) throw new UsageError(`the chain at ${rpc} is number ${found}, the network's is ${chainId}`);
}

function unreachable(what: string, cause: unknown): UsageError {
  const why = cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause);
  return new UsageError(`${what} (${why}); start it with npm start, or name another with --network`);
}
