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
          const answer = await post(urls[which] ?? "", body);
          preferred = which;
          return answer;
        } catch (error) {
          if (error instanceof RpcFault) throw error;
          unreachable = error;
        }
      }
      throw new Error("no node of the network can be reached", { cause: unreachable });
    },
  };
}

const PATIENCE_MILLISECONDS = 10_000;

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
