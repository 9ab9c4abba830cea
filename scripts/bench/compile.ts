import { readFileSync } from "node:fs";
import { join } from "node:path";
import solc from "solc";
import type { Abi, Hex } from "viem";
import { root } from "../command.ts";

const FILE = "Bench.sol";

/** A contract of the bench alone, by the compiler and the settings of our own contracts. */
export function compileForBench(name: string, source: string): { abi: Abi; bytecode: Hex } {
  const input = {
    language: "Solidity",
    sources: { [FILE]: { content: source } },
    settings: {
      evmVersion: "osaka",
      optimizer: { enabled: true, runs: 10_000 },
      outputSelection: { "*": { [name]: ["abi", "evm.bytecode.object"] } },
    },
  };
  const readImport = (path: string) => ({ contents: readFileSync(join(root, "node_modules", path), "utf8") });
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: readImport })) as {
    errors?: { severity: string; formattedMessage: string }[];
    contracts?: Record<string, Record<string, { abi: Abi; evm: { bytecode: { object: string } } }>>;
  };
  const compiled = output.contracts?.[FILE]?.[name];
  if (compiled === undefined) throw new Error(output.errors?.map((error) => error.formattedMessage).join("\n"));
  return { abi: compiled.abi, bytecode: `0x${compiled.evm.bytecode.object}` };
}
