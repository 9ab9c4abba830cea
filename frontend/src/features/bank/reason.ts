import { type Hex, hexToString, padHex, stringToHex } from "viem";

/** What a reason on the chain can hold. */
const MAX_REASON_BYTES = 32;

export function isReason(text: string): boolean {
  const { length } = new TextEncoder().encode(text.trim());
  return length > 0 && length <= MAX_REASON_BYTES;
}

export function reasonOf(text: string): Hex {
  return padHex(stringToHex(text.trim()), { size: 32, dir: "right" });
}

export function reasonText(reason: Hex): string {
  return hexToString(reason, { size: 32 });
}
