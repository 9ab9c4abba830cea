import { readFileSync } from "node:fs";
import { type Hex, isHex, size } from "viem";
import { Refusal } from "./refusal.ts";

/** A private key of 32 bytes, 0x and 64 hexadecimal digits, alone in its file. */
export function readKey(file: string): Hex {
  const key = readFileSync(file, "utf8").trim();
  if (!isHex(key) || size(key) !== 32) throw new Refusal(`${file} holds no key: 0x and 64 hexadecimal digits.`);
  return key;
}
