import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import solc from "solc";
import { root } from "../command.ts";
import { Refusal } from "../refusal.ts";

const PROOFS = "test/proofs";
/** What the proofs deploy. */
const DEPLOYED = [
  "contracts/authority/NetworkAuthority.sol",
  "contracts/money/DepositToken.sol",
  "contracts/money/ReserveToken.sol",
  "contracts/registry/ParticipantRegistry.sol",
  "contracts/settlement/SettlementHub.sol",
  "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol",
];
const SETTINGS = { evmVersion: "osaka", optimizer: { enabled: true, runs: 800 } }; // hardhat.config.ts, without viaIR
const FOR_THE_PROVER = ["abi", "metadata", "evm.bytecode", "evm.deployedBytecode", "evm.methodIdentifiers"];

/** A source that says something else than the file, for a planted bug. */
export interface Replaced {
  file: string;
  text: string;
}

interface Compiled {
  abi: unknown;
  metadata: string;
  evm: { bytecode: { object: string }; deployedBytecode: object; methodIdentifiers: object };
}

interface Output {
  errors?: { severity: string; formattedMessage: string }[];
  contracts: Record<string, Record<string, Compiled>>;
  sources: Record<string, { ast: unknown; id: number }>;
}

/** Lays out the proofs and what they deploy as the prover reads them; returns the names of the proofs' contracts. */
export function writeProofs(folder: string): string[] {
  const files = readdirSync(join(root, PROOFS)).map((name) => `${PROOFS}/${name}`);
  const output = compile(files, Object.fromEntries(files.map((file) => [file, { "": ["ast"], "*": FOR_THE_PROVER }])));
  const proofs: string[] = [];
  for (const file of files) {
    for (const [name, { abi, metadata, evm }] of Object.entries(output.contracts[file] ?? {})) {
      if (evm.bytecode.object === "") continue; // abstract
      mkdirSync(join(folder, "out", basename(file)), { recursive: true });
      const artifact = { abi, ...evm, metadata: JSON.parse(metadata) as unknown, ...output.sources[file] };
      writeFileSync(join(folder, "out", basename(file), `${name}.json`), JSON.stringify(artifact));
      proofs.push(name);
    }
  }
  return proofs.toSorted();
}

/** The very code that Hardhat has built for deployment, under the names by which the proofs ask for it. */
export function writeDeployed(folder: string): void {
  for (const file of DEPLOYED) {
    const name = basename(file, ".sol");
    const artifact = JSON.parse(readFileSync(join(root, "artifacts", file, `${name}.json`), "utf8")) as {
      bytecode: string;
    };
    writeFileSync(join(folder, name), JSON.stringify({ bytecode: { object: artifact.bytecode } }));
  }
}

/** The contract of this file with something else in it. Quicker than Hardhat's build, by the same settings but the IR. */
export function writeReplaced(folder: string, file: string, replaced: Replaced): void {
  const name = basename(file, ".sol");
  const output = compile([file], { [file]: { [name]: ["evm.bytecode"] } }, replaced);
  const { bytecode } = output.contracts[file]![name]!.evm;
  writeFileSync(join(folder, name), JSON.stringify({ bytecode }));
}

function compile(files: readonly string[], outputSelection: object, replaced?: Replaced): Output {
  const read = (file: string) => {
    if (file === replaced?.file) return replaced.text;
    const own = join(root, file);
    return readFileSync(existsSync(own) ? own : join(root, "node_modules", file), "utf8");
  };
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(files.map((file) => [file, { content: read(file) }])),
    settings: { ...SETTINGS, outputSelection },
  };
  const compiled = solc.compile(JSON.stringify(input), { import: (file) => ({ contents: read(file) }) });
  const output = JSON.parse(compiled) as Output;
  const error = output.errors?.find(({ severity }) => severity === "error");
  if (error) throw new Refusal(error.formattedMessage);
  return output;
}
