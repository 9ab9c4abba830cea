import type { Address, Hex } from "viem";

/** Bill numbers of the requests that this till has made, for its own list: they are in the codes, not on the chain. */
export function rememberBill(terminal: Address, requestId: Hex, billNumber: string): void {
  localStorage.setItem(`jiaozi:bill:${terminal}:${requestId}`, billNumber);
}

export function billOf(terminal: Address, requestId: Hex): string | undefined {
  return localStorage.getItem(`jiaozi:bill:${terminal}:${requestId}`) ?? undefined;
}
