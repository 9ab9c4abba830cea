/** JSON-RPC 2.0, 5.1, and EIP-1474 for what a node adds. */
export interface RpcError {
  code: number;
  message: string;
  data?: string;
}

export const PARSE_ERROR = -32700;
export const INVALID_REQUEST = -32600;
const METHOD_NOT_FOUND = -32601;
export const INVALID_PARAMS = -32602;
const INTERNAL_ERROR = -32603;
const SERVER_ERROR = -32000;
const UNSUPPORTED_METHOD = -32004;
const EXECUTION_REVERTED = 3;

// ethers and viem know a rejected transaction by the words of go-ethereum.
const REJECTIONS: [RegExp, string][] = [
  [/^known transaction/i, "already known"],
  [/nonce too low/i, "nonce too low"],
  [/nonce too high/i, "nonce too high"],
  [/doesn't have enough funds/i, "insufficient funds for gas * price + value: the gas price of this chain is 0"],
  [/requires at least \d+ gas/i, "intrinsic gas too low"],
  [/exceeds (transaction|block) gas (cap|limit)/i, "exceeds block gas limit"],
  [/replacement transaction underpriced/i, "replacement transaction underpriced"],
  [/signed for another chain/i, "invalid chain id for signer"],
  [/invalid transaction type/i, "transaction type not supported"],
];

export function methodNotFound(method: string): RpcError {
  // ethers recognizes this sentence and falls back to what is there, for filters to eth_getLogs.
  return { code: METHOD_NOT_FOUND, message: `the method ${method} does not exist/is not available` };
}

/** What the chain in this process threw, as a public node would say it. */
export function toRpcError(method: string, thrown: unknown): RpcError {
  const { code, message, data } = parts(thrown);
  if (code === EXECUTION_REVERTED && typeof data === "string") return executionError(message, data);
  if (code === UNSUPPORTED_METHOD) return methodNotFound(method);
  if (code === undefined) return { code: INTERNAL_ERROR, message: "internal error" };
  for (const [pattern, words] of REJECTIONS) {
    if (pattern.test(message)) return { code: SERVER_ERROR, message: `${words} (${message})` };
  }
  return { code, message };
}

/** A revert keeps its data as it is; a fault such as running out of gas is no revert and has none. */
function executionError(message: string, data: string): RpcError {
  if (!/revert/i.test(message)) return { code: SERVER_ERROR, message: message.replace(/^VM Exception[^:]*: /, "") };
  const reason = /(?:reason string|custom error) '(.*)'$/s.exec(message)?.[1];
  return { code: EXECUTION_REVERTED, message: `execution reverted${reason ? `: ${reason}` : ""}`, data };
}

function parts(thrown: unknown): { code: number | undefined; message: string; data: unknown } {
  if (!(thrown instanceof Error)) return { code: undefined, message: "", data: undefined };
  const code = "code" in thrown && typeof thrown.code === "number" ? thrown.code : undefined;
  return { code, message: thrown.message, data: "data" in thrown ? thrown.data : undefined };
}
