import { readFileSync } from "node:fs";
import type { Deployment } from "@jiaozi/sdk/deployment";
import { type Hex, isHex } from "viem";
import type { Demonstration } from "./network/demonstration.ts";
import { Refusal } from "./refusal.ts";

const OPEN = 0o644;
const SECRET = 0o600;

/** What the command line reads of a network that was started: its addresses, and the keys of those without a browser. */
export function filesOf({ deployment, operatorKey, relayerKeys }: Demonstration) {
  const { chainId } = deployment;
  return [
    { name: `${chainId}.json`, text: `${JSON.stringify(deployment, null, 2)}\n`, mode: OPEN },
    { name: `${chainId}.operator.key`, text: `${operatorKey}\n`, mode: SECRET },
    ...Object.entries(relayerKeys).map(([bank, key]) => ({
      name: `${chainId}.relayer-${bank}.key`,
      text: `${key}\n`,
      mode: SECRET,
    })),
  ];
}

/** size() of viem would take half a byte for a whole one. */
const KEY_CHARACTERS = 2 + 2 * 32;

/** A private key as `npm start` writes the operator's: 32 bytes in hexadecimal. */
export function readKeyFile(file: string): Hex {
  const key = read(file).trim();
  if (!isHex(key) || key.length !== KEY_CHARACTERS) throw new Refusal(`${file} holds no key of 32 bytes.`);
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
