import type { Hex } from "viem";

interface Call {
  method: string;
  params: readonly unknown[];
}

interface Answer {
  result?: unknown;
  error?: { code: number; message: string };
}

const PATIENCE_MILLISECONDS = 30_000;

/** Many calls in one HTTP request, and the answers in their order. Throws where the node cannot be reached. */
async function callMany(url: string, calls: readonly Call[]): Promise<Answer[]> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(calls.map((call, id) => ({ jsonrpc: "2.0", id, ...call }))),
    signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
  });
  const answers = (await response.json()) as (Answer & { id: number })[];
  if (!Array.isArray(answers)) throw new Error(`${url} answered no batch`);
  const byId = new Map(answers.map((answer) => [answer.id, answer]));
  return calls.map((_, id) => byId.get(id) ?? {});
}

/** Hands signed transactions to one node. For each what the node says against it; nothing where it took it. */
export async function sendMany(url: string, serialized: readonly Hex[]): Promise<(string | undefined)[]> {
  const calls = serialized.map((transaction) => ({ method: "eth_sendRawTransaction", params: [transaction] }));
  const answers = await callMany(url, calls);
  return answers.map(({ result, error }) => (result === undefined ? (error?.message ?? "no answer") : undefined));
}
