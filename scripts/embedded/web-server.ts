import type { IncomingMessage, ServerResponse } from "node:http";
import type { ChainHealth } from "@jiaozi/sdk/chain-health";
import type { Provider } from "../network/sender.ts";
import { listen, type Place } from "./listen.ts";
import { type Reach, refusalOf } from "./origin.ts";
import { serveRpc } from "./rpc-endpoint.ts";
import { SECURITY_HEADERS } from "./security-headers.ts";
import type { Site } from "./static-site.ts";

/** What is served under one origin. */
interface Network {
  site: Site;
  deployment: unknown;
  provider: Provider;
  /** Of a chain that has validators. */
  health?: () => Promise<ChainHealth>;
  /** By bank id: takes its customers' approvals at `relayerPath(bank)`. */
  relayers?: ReadonlyMap<number, TakeApprovals>;
}

/** `path` is what follows the relayer's own. */
export type TakeApprovals = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void>;

/** Where a bank's relayer is on the dApp's own origin. */
export function relayerPath(bank: number): string {
  return `/relayer/${bank}`;
}

export interface WebServer {
  addresses: string[];
  /** Until this is called, every request hears that the network is starting. */
  serve(network: Network): void;
  close(): Promise<void>;
}

/** Takes the port first, so that a busy one is known before the minute that building may take. */
export async function startWebServer(options: Place): Promise<WebServer> {
  let network: Network | undefined;
  const listening = await listen(options, (request, response) => {
    answer(request, response, options.reach, network).catch((error: unknown) => {
      console.error(error);
      if (response.headersSent) response.destroy();
      else sendText(response, 500, "The network failed to answer.");
    });
  });
  return {
    ...listening,
    serve(what) {
      network = what;
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  reach: Reach,
  network: Network | undefined,
): Promise<void> {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
  const refusal = refusalOf(request, reach);
  if (refusal !== undefined) return sendText(response, 403, refusal);
  if (network === undefined) {
    response.setHeader("retry-after", "1");
    return sendText(response, 503, "The network is starting.");
  }
  const path = pathOf(request);
  if (path === undefined) return sendText(response, 400, "The address cannot be read.");
  if (path === "/rpc") return serveRpc(network.provider, request, response);
  const [, bank, rest = ""] = /^\/relayer\/(\d{1,5})(\/.*)$/.exec(request.url ?? "") ?? [];
  const relayer = bank === undefined ? undefined : network.relayers?.get(Number(bank));
  if (relayer) return relayer(request, response, rest);
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("allow", "GET, HEAD");
    return sendText(response, 405, "Only reading is possible here.");
  }
  if (path === "/deployment.json") return sendJson(response, network.deployment);
  if (path === "/chain-health.json") return sendJson(response, (await network.health?.()) ?? null);
  return network.site(request, response, path);
}

function pathOf(request: IncomingMessage): string | undefined {
  try {
    return decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
  } catch {
    return undefined;
  }
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(value));
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" });
  response.end(text);
}
