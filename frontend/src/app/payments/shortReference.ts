import type { Hex } from "viem";

const CHARACTERS = 10;

/** What customer and shop call one payment: the same on the receipt and at the till. */
export function shortReference(paymentId: Hex): string {
  return paymentId.slice(2, 2 + CHARACTERS).toUpperCase();
}
