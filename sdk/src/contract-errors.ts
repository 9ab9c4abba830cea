import { type Hex, decodeErrorResult, isHex } from "viem";
import { contractErrorsAbi } from "./abis/contract-errors.ts";
import { SENTENCES } from "./sentences/en.ts";

export type ContractErrorName = (typeof contractErrorsAbi)[number]["name"];

/** One sentence for each error that a contract can give, in one language; it does not compile while one is missing. */
export type ContractSentences = Record<ContractErrorName, string>;

/** A contract's refusal: nothing was changed. */
export interface ContractError {
  name: ContractErrorName;
  /** As the contract gave them: actual, then allowed. */
  args: readonly unknown[];
  /** For a person: what happened, and what to do next. */
  sentence: string;
}

/**
 * The refusal inside whatever a client library threw, or `undefined` where the chain refused nothing (no network, a
 * request that the wallet's owner declined, ..).
 */
export function findContractError(
  thrown: unknown,
  sentences: ContractSentences = SENTENCES,
): ContractError | undefined {
  const revertData = findRevertData(thrown);
  return revertData === undefined ? undefined : decodeContractError(revertData, sentences);
}

/** Reads the bytes that a call reverted with; `undefined` where they are no error of the network's contracts. */
export function decodeContractError(
  revertData: Hex,
  sentences: ContractSentences = SENTENCES,
): ContractError | undefined {
  try {
    const { errorName, args } = decodeErrorResult({ abi: contractErrorsAbi, data: revertData });
    // Solidity's own Error(string) and Panic(uint256) are decoded too, whatever the ABI
    if (!Object.hasOwn(sentences, errorName)) return undefined;
    return { name: errorName, args: args ?? [], sentence: sentences[errorName] };
  } catch {
    return undefined;
  }
}

/** Libraries nest the node's answer differently: the innermost `data` or `raw` of four bytes or more is it. */
function findRevertData(thrown: unknown): Hex | undefined {
  for (let error = thrown, depth = 0; typeof error === "object" && error !== null && depth < 12; depth++) {
    const { raw, data, cause } = error as { raw?: unknown; data?: unknown; cause?: unknown };
    for (const bytes of [raw, data]) if (isHex(bytes) && bytes.length >= 10) return bytes;
    error = cause ?? data;
  }
  return undefined;
}
