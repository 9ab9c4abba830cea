import { type Hex, bytesToHex, hexToBytes } from "viem";

/** Bytes as base64url without padding (RFC 4648, 5). */
export function toBase64Url(bytes: Hex | Uint8Array): string {
  const array = typeof bytes === "string" ? hexToBytes(bytes) : bytes;
  let binary = "";
  for (const byte of array) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/**
 * The bytes of a base64url text, or `undefined` where it is none, has another length than `length` bytes, or is not
 * the one canonical spelling: two texts for the same bytes would be two codes for the same request.
 */
export function fromBase64Url(text: string, length?: number): Hex | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return undefined;
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    if (length !== undefined && bytes.length !== length) return undefined;
    return toBase64Url(bytes) === text ? bytesToHex(bytes) : undefined;
  } catch {
    return undefined;
  }
}
