import type { Hex } from "viem";
import type { VerifiedRequest } from "@jiaozi/sdk/request/verify";

export function billNumberOf({ decoded }: VerifiedRequest): string | undefined {
  return typeof decoded.additional === "object" ? decoded.additional["billNumber"] : undefined;
}

/** For the receipt of what was paid here: a bill's number is in its code, not on the chain. */
export function rememberBill(paymentId: Hex, billNumber: string | undefined): void {
  if (billNumber) localStorage.setItem(nameOf(paymentId), billNumber);
}

export function billOf(paymentId: Hex): string | undefined {
  return localStorage.getItem(nameOf(paymentId)) ?? undefined;
}

function nameOf(paymentId: Hex): string {
  return `jiaozi:paid-bill:${paymentId}`;
}
