import { type Hex, hexToString, padHex, stringToHex } from "viem";

/** What a reason on the chain can hold. */
const MAX_REASON_BYTES = 32;

export function isTooLong(text: string): boolean {
  return new TextEncoder().encode(text.trim()).length > MAX_REASON_BYTES;
}

/** `undefined` where nothing is written, or more than fits. */
export function reasonOf(text: string): Hex | undefined {
  if (text.trim() === "" || isTooLong(text)) return undefined;
  return padHex(stringToHex(text.trim()), { size: MAX_REASON_BYTES, dir: "right" });
}

export function reasonText(reason: Hex): string {
  return hexToString(reason, { size: MAX_REASON_BYTES });
}
