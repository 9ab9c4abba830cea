import type { IncomingMessage, ServerResponse } from "node:http";
import type { Provider } from "../network/sender.ts";
import { answerRpc, BODY_BYTES_LIMIT } from "./rpc-gate.ts";

/** The gate over HTTP. No CORS header: only pages of this origin may read the answers. */
export async function serveRpc(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader("cache-control", "no-store");
  if (request.method !== "POST") {
    response.writeHead(405, { allow: "POST" }).end();
    return;
  }
  // A page of another origin can send text/plain without asking, application/json it cannot.
  if (!/^application\/json\b/i.test(request.headers["content-type"] ?? "")) {
    response.writeHead(415).end();
    return;
  }
  const body = await readBody(request);
  if (body === undefined) {
    response.writeHead(413, { connection: "close" }).end();
    return;
  }
  const answer = await answerRpc(provider, body);
  if (answer === undefined) response.writeHead(204).end();
  else response.writeHead(200, { "content-type": "application/json" }).end(answer);
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  if (Number(request.headers["content-length"]) > BODY_BYTES_LIMIT) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > BODY_BYTES_LIMIT) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
