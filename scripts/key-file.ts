import { readFileSync } from "node:fs";
import { type Hex, isHex, size } from "viem";
import { Refusal } from "./refusal.ts";

/** A private key as `npm start` writes the operator's: 32 bytes in hexadecimal. */
export function readKeyFile(file: string): Hex {
  let text;
  try {
    text = readFileSync(file, "utf8").trim();
  } catch {
    throw new Refusal(`${file} cannot be read. Is the network running (npm start)?`);
  }
  if (!isHex(text) || size(text) !== 32) throw new Refusal(`${file} holds no key of 32 bytes.`);
  return text;
}
