import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
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
  "DepositRelease",
  "FourEyes",
  "SettlementHub",
  "NettingQueue",
  "BypassAuction",
  "PaymentHub",
  "ChainMembership",
];

/** A file for each contract, so that a page loads only those that it calls. */
export const ABIS_FOLDER = "sdk/src/abis";
const HEAD = "// Written by scripts/abis.ts from the compiled contracts.\n";

/** Whether what is written is what the compiled contracts say. */
export async function areAbisCurrent(): Promise<boolean> {
  const rendered = await renderAbis();
  return rendered.every(([file, text]) => read(file) === text);
}

/** Writes the ABIs of the compiled contracts, where they changed. */
export async function writeAbis(): Promise<void> {
  mkdirSync(join(root, ABIS_FOLDER), { recursive: true });
  for (const [file, text] of await renderAbis()) if (read(file) !== text) writeFileSync(join(root, file), text);
}

/** The written files. */
export function abiFiles(): string[] {
  return [...CONTRACTS, "ContractErrors"].map(fileOf);
}

/**
 * One member of an ABI a line, so that a change shows what changed. Errors stand apart and once: a call can fail deep
 * inside another contract, whose error the called one's ABI does not know. Without the compiler's `internalType`,
 * which no client needs and every page would load.
 */
async function renderAbis(): Promise<[file: string, text: string][]> {
  const errors = new Map<string, string>();
  const files: [string, string][] = [];
  for (const name of CONTRACTS) {
    const { abi } = await hre.artifacts.readArtifact(name);
    const members: string[] = [];
    for (const member of abi as readonly { type: string; name?: string }[]) {
      const line = `  ${JSON.stringify(member, (key, value: unknown) => (key === "internalType" ? undefined : value))},\n`;
      if (member.type === "error") errors.set(member.name ?? "", line);
      else if (member.type !== "constructor") members.push(line);
    }
    files.push([fileOf(name), renderFile(name, members)]);
  }
  const sorted = [...errors].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, line]) => line);
  return [...files, [fileOf("ContractErrors"), renderFile("ContractErrors", sorted)]];
}

function renderFile(name: string, members: readonly string[]): string {
  const constant = `${name.charAt(0).toLowerCase()}${name.slice(1)}Abi`;
  return `${HEAD}\nexport const ${constant} = [\n${members.join("")}] as const;\n`;
}

/** PaymentHub in payment-hub.ts. */
function fileOf(name: string): string {
  return `${ABIS_FOLDER}/${name.replace(/(?<=.)(?=[A-Z])/g, "-").toLowerCase()}.ts`;
}

function read(file: string): string | undefined {
  return existsSync(join(root, file)) ? readFileSync(join(root, file), "utf8") : undefined;
}
