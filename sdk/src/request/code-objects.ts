import { type Hex, keccak256, stringToBytes } from "viem";
import type { SigningDomain } from "./payment-request.ts";

/** The version of the account template: sub-object 01. */
export const REQUEST_VERSION = "1";

/** The objects that carry the terminal's signature, 32 bytes each; then the CRC, and nothing after it. */
export const SEAL_IDS = { r: "80", yParityAndS: "81" } as const;

/** A code on a screen: at most this many UTF-8 bytes, which QR version 13 at level L holds. */
export const MAX_SCREEN_BYTES = 400;
/** A printed code: at most this many, for QR version 11. */
export const MAX_PRINT_BYTES = 321;

/** A time in a code: Unix seconds in 10 or 11 digits. One in milliseconds is none. */
export function isTimeText(text: string): boolean {
  return /^[1-9][0-9]{9,10}$/.test(text);
}

/** One network's domain and the name that its codes bear. */
export interface RequestNetwork extends SigningDomain {
  /** EMV object 26, sub-object 00; 8 to 12 characters. */
  guid: string;
}

/** keccak256 of all UTF-8 bytes of a code up to the object 80: name, city, bill number and tip rules are signed too. */
export function contentHash(unsealedText: string): Hex {
  return keccak256(stringToBytes(unsealedText));
}
