import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import hre from "hardhat";
import { root } from "./command.ts";

// The contracts whose ABIs the sdk exports
const CONTRACTS = [
  "NetworkAuthority",
  "ParticipantRegistry",
  "CustomerRegistry",
  "MerchantRegistry",
  "ReserveToken",
  "DepositToken",
  "DepositBeacon",
  "SettlementHub",
  "PaymentHub",
];
export const ABIS_FILE = "sdk/src/abis.ts";

/** Whether what is written is what the compiled contracts say. */
export async function areAbisCurrent(): Promise<boolean> {
  return readAbis() === (await renderAbis());
}

/** Writes the ABIs of the compiled contracts, if they changed. */
export async function writeAbis(): Promise<void> {
  const text = await renderAbis();
  if (readAbis() !== text) writeFileSync(join(root, ABIS_FILE), text);
}

/** One member of an ABI a line, so that a change shows what changed. */
async function renderAbis(): Promise<string> {
  let text = "// Written by scripts/abis.ts from the compiled contracts.\n";
  const errors = new Map<string, string>();
  for (const name of CONTRACTS) {
    const { abi } = await hre.artifacts.readArtifact(name);
    const members = abi.map((member: { type: string; name?: string }) => {
      const line = `  ${JSON.stringify(member)},\n`;
      if (member.type === "error") errors.set(member.name ?? "", line);
      return line;
    });
    text += `\nexport const ${name.charAt(0).toLowerCase()}${name.slice(1)}Abi = [\n${members.join("")}] as const;\n`;
  }
  // A call can fail deep inside another contract, whose error the called one's ABI does not know.
  const members = [...errors].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, line]) => line);
  text += `\nexport const contractErrorsAbi = [\n${members.join("")}] as const;\n`;
  return text;
}

function readAbis(): string | undefined {
  try {
    return readFileSync(join(root, ABIS_FILE), "utf8");
  } catch {
    return undefined;
  }
}
