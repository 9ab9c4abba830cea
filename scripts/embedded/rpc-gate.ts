import type { Provider } from "../network/sender.ts";
import {
  INVALID_PARAMS,
  INVALID_REQUEST,
  methodNotFound,
  PARSE_ERROR,
  type RpcError,
  toRpcError,
} from "./rpc-errors.ts";

export const BODY_BYTES_LIMIT = 1024 * 1024;
const BATCH_LIMIT = 100;

// Everything else is refused: what administers the chain (hardhat_, evm_, debug_), what would sign with a key of the
// node (eth_sendTransaction, eth_accounts), and filters, whose numbers one caller could take from another.
const FORWARDED = new Set([
  "eth_blockNumber",
  "eth_call",
  "eth_chainId",
  "eth_estimateGas",
  "eth_getBalance",
  "eth_getBlockByHash",
  "eth_getBlockByNumber",
  "eth_getBlockTransactionCountByHash",
  "eth_getBlockTransactionCountByNumber",
  "eth_getCode",
  "eth_getLogs",
  "eth_getProof",
  "eth_getStorageAt",
  "eth_getTransactionByBlockHashAndIndex",
  "eth_getTransactionByBlockNumberAndIndex",
  "eth_getTransactionByHash",
  "eth_getTransactionCount",
  "eth_getTransactionReceipt",
  "eth_feeHistory",
  "eth_sendRawTransaction",
  "eth_syncing",
  "net_version",
  "web3_clientVersion",
]);

// The node would propose a gwei, which is more than anyone here has.
const GAS_PRICE_ZERO = new Set(["eth_gasPrice", "eth_maxPriorityFeePerGas"]);

type RpcId = string | number | null;
type RpcReply = { jsonrpc: "2.0"; id: RpcId } & ({ result: unknown } | { error: RpcError });

/** Answers the body of one HTTP request to the public JSON-RPC endpoint; nothing to answer gives undefined. */
export async function answerRpc(provider: Provider, body: string): Promise<string | undefined> {
  let message: unknown;
  try {
    message = JSON.parse(body);
  } catch {
    return JSON.stringify(failure(null, { code: PARSE_ERROR, message: "parse error" }));
  }
  if (!Array.isArray(message)) return serialize(await answerOne(provider, message));
  if (message.length === 0) return JSON.stringify(failure(null, invalidRequest("the batch is empty")));
  if (message.length > BATCH_LIMIT) {
    return JSON.stringify(failure(null, invalidRequest(`a batch has at most ${BATCH_LIMIT} requests`)));
  }
  const replies: RpcReply[] = [];
  // One after another: transactions of one sender in one batch arrive in their order.
  for (const request of message) {
    const reply = await answerOne(provider, request);
    if (reply) replies.push(reply);
  }
  return replies.length > 0 ? JSON.stringify(replies) : undefined;
}

async function answerOne(provider: Provider, request: unknown): Promise<RpcReply | undefined> {
  if (!isObject(request)) return failure(null, invalidRequest("a request is an object"));
  const { jsonrpc, id, method, params = [] } = request;
  if (id !== undefined && !isRpcId(id)) return failure(null, invalidRequest("an id is a string, a number or null"));
  if (jsonrpc !== "2.0" || typeof method !== "string") {
    return failure(id ?? null, invalidRequest('"jsonrpc" is "2.0" and "method" is a string'));
  }
  const reply = Array.isArray(params)
    ? await execute(provider, id ?? null, method, params)
    : failure(id ?? null, { code: INVALID_PARAMS, message: '"params" is an array' });
  return id === undefined ? undefined : reply; // without an id it is a notification, which is never answered
}

async function execute(provider: Provider, id: RpcId, method: string, params: unknown[]): Promise<RpcReply> {
  if (GAS_PRICE_ZERO.has(method)) return { jsonrpc: "2.0", id, result: "0x0" };
  if (!FORWARDED.has(method)) return failure(id, methodNotFound(method));
  try {
    const result: unknown = await provider.request({ method, params });
    return { jsonrpc: "2.0", id, result };
  } catch (error) {
    return failure(id, toRpcError(method, error));
  }
}

function serialize(reply: RpcReply | undefined): string | undefined {
  return reply && JSON.stringify(reply);
}

function failure(id: RpcId, error: RpcError): RpcReply {
  return { jsonrpc: "2.0", id, error };
}

function invalidRequest(why: string): RpcError {
  return { code: INVALID_REQUEST, message: `invalid request: ${why}` };
}

function isRpcId(id: unknown): id is RpcId {
  return id === null || typeof id === "string" || typeof id === "number";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
