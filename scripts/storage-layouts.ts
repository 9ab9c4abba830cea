import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import hre from "hardhat";
import { root } from "./command.ts";

/** Contracts whose code changes while what they store stays. */
const UPGRADEABLE: Record<string, string> = {
  ParticipantRegistry: "contracts/registry/ParticipantRegistry.sol",
  CustomerRegistry: "contracts/registry/CustomerRegistry.sol",
  MerchantRegistry: "contracts/registry/MerchantRegistry.sol",
  ReserveToken: "contracts/money/ReserveToken.sol",
  DepositToken: "contracts/money/DepositToken.sol",
};

/** What stands where, as it was committed last: the compiler's own account, a line for each variable and member. */
export const LAYOUTS_FILE = "contracts/storage-layouts.json";

type Layouts = Record<string, string[]>;

interface StorageItem {
  label: string;
  slot: string;
  offset: number;
  type: string;
}

interface StorageLayout {
  storage: readonly StorageItem[];
  types: Record<string, { members?: readonly StorageItem[] }> | null;
}

/** What an upgrade to the compiled code would read in another place than where it was written; empty where it is safe. */
export async function findMovedStorage(): Promise<string[]> {
  const current = await readLayouts();
  return Object.entries(readCommitted()).flatMap(([name, lines]) => {
    const kept = new Set(current[name]);
    return lines.filter((line) => !kept.has(line)).map((line) => `${name}: ${line}`);
  });
}

export async function areLayoutsCurrent(): Promise<boolean> {
  return readText() === render(await readLayouts());
}

/** Writes what was added. What was moved is left for `npm run check` to refuse. */
export async function writeLayouts(): Promise<void> {
  if ((await findMovedStorage()).length > 0) return;
  const text = render(await readLayouts());
  if (text !== readText()) writeFileSync(join(root, LAYOUTS_FILE), text);
}

async function readLayouts(): Promise<Layouts> {
  const layouts: Layouts = {};
  for (const [name, source] of Object.entries(UPGRADEABLE)) {
    const id = await hre.artifacts.getBuildInfoId(`${source}:${name}`);
    const path = id === undefined ? undefined : await hre.artifacts.getBuildInfoOutputPath(id);
    if (path === undefined) throw new Error(`${name} is not compiled`);
    const { output } = JSON.parse(readFileSync(path, "utf8")) as {
      output: { contracts: Record<string, Record<string, { storageLayout?: StorageLayout }>> };
    };
    const layout = output.contracts[`project/${source}`]?.[name]?.storageLayout;
    if (layout === undefined) throw new Error(`${name} was compiled without its storage layout`);
    layouts[name] = linesOf(layout);
  }
  return layouts;
}

/** The compiler numbers types anew at each run; their names are what counts. */
function linesOf({ storage, types }: StorageLayout): string[] {
  const named = (type: string) => type.replace(/\)\d+/g, ")");
  const line = (item: StorageItem) => `slot ${item.slot} byte ${item.offset}: ${item.label} ${named(item.type)}`;
  const members = Object.entries(types ?? {}).flatMap(([type, { members: own = [] }]) =>
    own.map((member) => `${named(type)} ${line(member)}`),
  );
  return [...storage.map(line), ...members.toSorted()];
}

function render(layouts: Layouts): string {
  return `${JSON.stringify(layouts, undefined, 2)}\n`;
}

function readCommitted(): Layouts {
  const text = readText();
  return text === undefined ? {} : (JSON.parse(text) as Layouts);
}

function readText(): string | undefined {
  const path = join(root, LAYOUTS_FILE);
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
