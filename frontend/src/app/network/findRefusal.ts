import type { ContractError } from "@jiaozi/sdk/contract-errors";

/** The contract's refusal inside what was thrown. Its sentences are loaded when something was refused, not before. */
export async function findRefusal(thrown: unknown): Promise<ContractError | undefined> {
  const { findContractError } = await import("@jiaozi/sdk/contract-errors");
  return findContractError(thrown);
}
