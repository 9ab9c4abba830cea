import type { ContractError } from "@jiaozi/sdk/contract-errors";

/** The contract's refusal inside what was thrown. `undefined` too where its sentences cannot be fetched any more. */
export async function findRefusal(thrown: unknown): Promise<ContractError | undefined> {
  const sentences = await loadSentences().catch(() => undefined);
  return sentences?.findContractError(thrown);
}

/** Before they are needed: what fails is often the connection, and then they cannot be fetched. */
export function loadSentences() {
  return import("@jiaozi/sdk/contract-errors");
}
