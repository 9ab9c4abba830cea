import { HttpRequestError, TimeoutError } from "viem";

/** No node of the network answered: what was asked may have reached one all the same. */
export class UnreachableError extends Error {
  override readonly name = "UnreachableError";
}

export function isUnreachable(thrown: unknown): boolean {
  const kinds = [UnreachableError, HttpRequestError, TimeoutError];
  return causesOf(thrown).some((error) => kinds.some((kind) => error instanceof kind));
}

/** A transaction that was given to a node before: the answer to it was lost, or it is in a block already. */
const HAD_IT = /already (known|imported|in mempool)|tx already|nonce too low/i;
/** JSON-RPC keeps the numbers below for itself and its servers; Ethereum's nodes say 3 of a call that was reverted. */
const HIGHEST_OF_JSON_RPC = -32_000;
const REVERTED = 3;

/** Whether a node answered that it does not take a transaction. Any other error leaves open whether one has it. */
export function isRefusedByNode(thrown: unknown): boolean {
  const causes = causesOf(thrown);
  if (causes.some(({ message }) => HAD_IT.test(message))) return false;
  return causes.some(({ code }) => typeof code === "number" && (code <= HIGHEST_OF_JSON_RPC || code === REVERTED));
}

interface Cause extends Error {
  code?: unknown;
}

/** From the error that was thrown to the innermost. */
function causesOf(thrown: unknown): Cause[] {
  return thrown instanceof Error ? [thrown, ...causesOf(thrown.cause)] : [];
}
