import solc from "solc";
import { type Compiled, type CompilerInput, readCompilerInput } from "./artifacts.ts";

export interface ContractCode {
  bytecode: string;
  deployedBytecode: string;
}

interface CompilerOutput {
  errors?: { severity: string }[];
  sources?: Record<string, { id: number }>;
  contracts?: Record<string, Record<string, { evm: { bytecode: Code; deployedBytecode: Code } }>>;
}

interface Code {
  object: string;
  sourceMap: string;
}

/** A file whose text is another than it was. */
interface Change {
  source: string;
  text: string;
}

const QUICK = { viaIR: false, optimizer: { enabled: false } };
const OPTIMIZED = { viaIR: false };
const WANTED = ["bytecode", "deployedBytecode"].flatMap((code) => [`evm.${code}.object`, `evm.${code}.sourceMap`]);

/** A deployed contract, to be compiled again and again in this process with some file of it changed. */
export class DeployedContract {
  readonly source: string;
  readonly code: ContractCode;
  readonly #name: string;
  readonly #input: CompilerInput;
  /** The files whose code is part of the contract's. */
  readonly #parts: Set<string>;

  constructor(compiled: Compiled) {
    const { source, name } = compiled.artifact.id;
    this.source = source;
    this.#name = name;
    this.#input = readCompilerInput(compiled);
    const output = this.#compile(QUICK);
    const code = this.#codeOf(output);
    if (code === undefined) throw new Error(`${source} does not compile`);
    this.code = code;
    this.#parts = partsOf(output);
  }

  has(source: string): boolean {
    return this.#parts.has(source);
  }

  /** Another contract that this one creates is part of it, though no source map says so. */
  takeOn(created: DeployedContract): void {
    if (created === this || !this.code.bytecode.includes(created.code.bytecode.slice(2))) return;
    for (const part of created.#parts) this.#parts.add(part);
  }

  textOf(source: string): string {
    return this.#input.sources[source]?.content ?? "";
  }

  /** `undefined` where it does not compile. */
  codeWith(change: Change): ContractCode | undefined {
    return this.#codeOf(this.#compile(QUICK, change));
  }

  /** Whether the optimizer makes the same code of both. */
  isSameWith(change: Change): boolean {
    const [changed, unchanged] = [this.#compile(OPTIMIZED, change), this.#compile(OPTIMIZED)].map((output) =>
      this.#codeOf(output),
    );
    return changed?.bytecode === unchanged?.bytecode;
  }

  #compile(settings: Record<string, unknown>, change?: Change): CompilerOutput {
    const { sources } = this.#input;
    const input: CompilerInput = {
      ...this.#input,
      sources: change ? { ...sources, [change.source]: { content: change.text } } : sources,
      settings: {
        ...this.#input.settings,
        ...settings,
        metadata: { appendCBOR: false }, // its hash of the text would tell any two apart
        outputSelection: { [this.source]: { [this.#name]: WANTED } },
      },
    };
    return JSON.parse(solc.compile(JSON.stringify(input))) as CompilerOutput;
  }

  #codeOf({ errors = [], contracts }: CompilerOutput): ContractCode | undefined {
    if (errors.some(({ severity }) => severity === "error")) return undefined;
    const evm = contracts?.[this.source]?.[this.#name]?.evm;
    return evm && { bytecode: `0x${evm.bytecode.object}`, deployedBytecode: `0x${evm.deployedBytecode.object}` };
  }
}

/** Source maps name, instruction by instruction, the file that it comes from. */
function partsOf({ sources = {}, contracts = {} }: CompilerOutput): Set<string> {
  const maps = Object.values(contracts)
    .flatMap((ofSource) => Object.values(ofSource))
    .flatMap(({ evm }) => [evm.bytecode.sourceMap, evm.deployedBytecode.sourceMap]);
  const ids = new Set(maps.flatMap((map) => map.split(";")).map((instruction) => instruction.split(":")[2]));
  return new Set(Object.keys(sources).filter((source) => ids.has(String(sources[source]?.id))));
}
