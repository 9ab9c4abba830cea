import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { ApprovedPaymentError, readApprovedPayment } from "@jiaozi/sdk/approval/approved-payment";
import { isHex } from "viem";
import { NodeUnreachableError, OtherBankError, type Relayer, RelayerFullError } from "./relayer.ts";

const MAX_BODY_BYTES = 8_192;
const MAX_WAIT_SECONDS = 30;
const APPROVALS = "/approvals";

class HttpError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

type Taker = Pick<Relayer, "accept" | "settled">;

/** The relayer by itself, for wallets of any origin. */
export function answerWith(relayer: Taker): RequestListener {
  return (request, response) => {
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-allow-headers", "content-type");
    void answerApprovals(relayer, request, response, request.url ?? "/");
  };
}

/**
 * The relayer over HTTP, in JSON:
 * `POST /approvals` takes an approved payment and answers 202 while it waits, 200 when its outcome is known;
 * `GET /approvals/ID?wait=SECONDS` tells its outcome, at the latest after so many seconds.
 * @param path with its query, as it stands after the relayer's own address.
 */
export async function answerApprovals(
  relayer: Taker,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
) {
  response.setHeader("cache-control", "no-store");
  try {
    const told = await answer(relayer, request, path);
    reply(response, told?.state === "waiting" ? 202 : 200, told);
  } catch (error) {
    if (request.errored && !(error instanceof HttpError)) return; // who asked has gone in the middle
    reply(response, statusOf(error), { error: sentenceOf(error) });
  }
}

async function answer(relayer: Taker, request: IncomingMessage, path: string) {
  const url = URL.parse(path, "http://relayer");
  if (!url) throw new HttpError(400, "The address cannot be read.");
  const { pathname, searchParams } = url;
  if (request.method === "OPTIONS") return undefined;
  if (request.method === "POST" && pathname === APPROVALS) {
    return await relayer.accept(readApprovedPayment(await bodyOf(request)));
  }
  const id = pathname.startsWith(`${APPROVALS}/`) ? pathname.slice(APPROVALS.length + 1) : undefined;
  if (request.method !== "GET" || !isHex(id)) throw new HttpError(404, "There is nothing at this address.");
  const asked = Number(searchParams.get("wait") ?? 0);
  const seconds = Number.isFinite(asked) ? Math.min(Math.max(asked, 0), MAX_WAIT_SECONDS) : 0;
  const outcome = await relayer.settled(id, seconds);
  if (!outcome) throw new HttpError(404, "This approval was not brought here.");
  return outcome;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > MAX_BODY_BYTES) throw new HttpError(413, `An approval has at most ${MAX_BODY_BYTES} bytes.`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function statusOf(error: unknown): number {
  if (error instanceof HttpError) return error.status;
  if (error instanceof ApprovedPaymentError) return 400;
  if (error instanceof OtherBankError) return 403;
  return error instanceof RelayerFullError || error instanceof NodeUnreachableError ? 503 : 500;
}

function sentenceOf(error: unknown): string {
  if (error instanceof HttpError || error instanceof ApprovedPaymentError) return error.message;
  if (error instanceof OtherBankError) return "This bank brings its own customers' payments only.";
  if (error instanceof RelayerFullError) return "Too many payments wait just now. Try again in a minute.";
  if (error instanceof NodeUnreachableError) return "The network cannot be reached just now. Try again in a minute.";
  console.error(error);
  return "The payment could not be taken. Try again in a minute.";
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(body === undefined ? "" : JSON.stringify(body));
}
