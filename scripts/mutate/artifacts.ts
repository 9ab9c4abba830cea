import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Artifact } from "@nomicfoundation/edr";
import { root } from "../command.ts";
import type { SyntaxNode } from "./mutants.ts";

/** What Hardhat writes about a compiled contract. */
interface HardhatArtifact {
  contractName: string;
  sourceName: string;
  inputSourceName?: string;
  buildInfoId: string;
  abi: { type: string; name?: string }[];
  bytecode: string;
  deployedBytecode: string;
}

export interface CompilerInput {
  language: string;
  sources: Record<string, { content: string }>;
  settings: Record<string, unknown>;
}

export interface Compiled {
  /** From the root of the repository. */
  file: string;
  buildInfoId: string;
  artifact: Artifact & { contract: { bytecode: string } };
  isTest: boolean;
  isDeployed: boolean;
}

const CONTRACTS = join(root, "artifacts");
const TESTS = join(root, "cache/test-artifacts");

export function readContracts(): Compiled[] {
  return readFolder(CONTRACTS);
}

export function readTests(): Compiled[] {
  return readFolder(TESTS);
}

export function readCompilerInput({ buildInfoId }: Compiled): CompilerInput {
  return (readBuildInfo(`${buildInfoId}.json`) as { input: CompilerInput }).input;
}

export function readSyntaxTree({ buildInfoId, artifact }: Compiled): SyntaxNode {
  const { output } = readBuildInfo(`${buildInfoId}.output.json`) as {
    output: { sources: Record<string, { ast: SyntaxNode }> };
  };
  const source = output.sources[artifact.id.source];
  if (source === undefined) throw new Error(`${artifact.id.source} was not compiled`);
  return source.ast;
}

/** Changes with the compiled tests: what a mutant survived then, another test may notice now. */
export function hashOfCode(compiled: readonly Compiled[]): string {
  const hash = createHash("sha256");
  for (const { artifact } of compiled) hash.update(artifact.contract.bytecode);
  return hash.digest("hex").slice(0, 16);
}

function readBuildInfo(name: string): unknown {
  return JSON.parse(readFileSync(join(CONTRACTS, "build-info", name), "utf8"));
}

function readFolder(folder: string): Compiled[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".json") && !entry.parentPath.endsWith("build-info"))
    .map(({ parentPath, name }) => join(parentPath, name))
    .toSorted()
    .map((path) => asCompiled(JSON.parse(readFileSync(path, "utf8")) as HardhatArtifact));
}

function asCompiled({
  contractName,
  sourceName,
  inputSourceName,
  buildInfoId,
  abi,
  ...code
}: HardhatArtifact): Compiled {
  const functions = abi.filter(({ type }) => type === "function").map(({ name = "" }) => name);
  const hasCode = code.bytecode !== "0x" && functions.length > 0; // a library that is built into others has none
  const isTest = hasCode && functions.some((name) => name.startsWith("test"));
  const version = /^solc-(\d+)_(\d+)_(\d+)/.exec(buildInfoId)?.slice(1).join(".") ?? "";
  return {
    file: sourceName,
    buildInfoId,
    isTest,
    isDeployed: hasCode && !isTest,
    artifact: {
      id: { name: contractName, source: inputSourceName ?? sourceName, solcVersion: version },
      contract: { abi: JSON.stringify(abi), bytecode: code.bytecode, deployedBytecode: code.deployedBytecode },
    },
  };
}
