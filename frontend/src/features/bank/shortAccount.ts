import type { Address } from "viem";

const SHOWN = 6;

/** An account where there is no room for all of it, the same at every place of the desk. */
export function shortAccount(account: Address): string {
  return `···${account.slice(-SHOWN)}`;
}
