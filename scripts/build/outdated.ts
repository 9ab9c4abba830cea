import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { root } from "../command.ts";

const WRITTEN_BY_BUILDING = new Set(["node_modules", "dist"]);

/** Something that is built from files: rebuilt when their content differs from what it was last built from. */
export interface Built {
  output: string;
  /** Files and folders, from the root of the repository. */
  inputs: string[];
}

export async function buildIfOutdated(built: Built, build: () => Promise<void>): Promise<void> {
  const stamp = join(root, "cache", `${built.output.replaceAll("/", "-")}.built-from`);
  const last = existsSync(stamp) ? readFileSync(stamp, "utf8") : "";
  if (existsSync(join(root, built.output)) && last === hashOf(built.inputs)) return;
  rmSync(stamp, { force: true });
  await build();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hashOf(built.inputs)); // again: building may write inputs too, such as the catalogs of texts
}

/** Of the content of files and folders, named from the root of the repository. */
export function hashOf(inputs: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of inputs.flatMap((input) => filesUnder(join(root, input)))) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesUnder(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter(({ name }) => !WRITTEN_BY_BUILDING.has(name))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap(({ name }) => filesUnder(join(path, name)));
}
