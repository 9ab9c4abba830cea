import { setTimeout as sleep } from "node:timers/promises";
import { UnreachableError } from "../scripts/network/answers.ts";
import type { Provider } from "../scripts/network/sender.ts";

/** What a node answered instead of a result: code and data as JSON-RPC has them. */
class RpcFault extends Error {
  readonly code: number;
  readonly data: unknown;

  constructor({ code, message, data }: { code: number; message: string; data?: unknown }) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/** A chain behind RPC addresses: the next one is asked where one cannot be reached. */
export function httpProvider(urls: readonly string[]): Provider {
  let preferred = 0;
  let id = 0;
  return {
    async request({ method, params = [] }) {
      const body = JSON.stringify({ jsonrpc: "2.0", id: ++id, method, params });
      let unreachable: unknown;
      for (let tried = 0; tried < urls.length; tried++) {
        const which = (preferred + tried) % urls.length;
        try {
          const answer = await postUntilExecuted(urls[which] ?? "", body);
          preferred = which;
          return answer;
        } catch (error) {
          if (error instanceof RpcFault) throw error;
          unreachable = error;
        }
      }
      throw new UnreachableError("no node of the network can be reached", { cause: unreachable });
    },
  };
}

const PATIENCE_MILLISECONDS = 10_000;
const POLL_MILLISECONDS = 100;
const NOT_EXECUTED_YET = /could not find results for height/;

/** A node may know the newest block before it has executed it, and then has no logs of it: it is asked again. */
async function postUntilExecuted(url: string, body: string): Promise<unknown> {
  const givenUpAt = Date.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    try {
      return await post(url, body);
    } catch (error) {
      const isTooEarly = error instanceof RpcFault && NOT_EXECUTED_YET.test(error.message);
      if (!isTooEarly || Date.now() > givenUpAt) throw error;
      await sleep(POLL_MILLISECONDS);
    }
  }
}

async function post(url: string, body: string): Promise<unknown> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
    signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
  });
  const answer = (await response.json()) as { result?: unknown; error?: { code: number; message: string } };
  if (answer.error) throw new RpcFault(answer.error);
  return answer.result;
}
