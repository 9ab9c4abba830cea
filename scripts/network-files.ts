import { readFileSync } from "node:fs";
import type { Deployment } from "@jiaozi/sdk/deployment";
import { type Hex, isHex, size } from "viem";
import { Refusal } from "./refusal.ts";

/** A private key as `npm start` writes the operator's: 32 bytes in hexadecimal. */
export function readKeyFile(file: string): Hex {
  const key = read(file).trim();
  if (!isHex(key) || size(key) !== 32) throw new Refusal(`${file} holds no key of 32 bytes.`);
  return key;
}

/** A network's addresses, as `npm start` and `npm run deploy` write them. */
export function readDeployment(file: string): Deployment {
  return JSON.parse(read(file)) as Deployment;
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new Refusal(`${file} cannot be read. Is the network running (npm start)?`);
  }
}
