import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "../command.ts";
import { grouped, table } from "./table.ts";

/** The most that a place may load before it is drawn. */
export const FIRST_LOAD_BYTES = 200_000;
const PLACES = {
  "front door": undefined,
  till: "src/app/places/Till.tsx",
  wallet: "src/app/places/Wallet.tsx",
  bank: "src/app/places/Bank.tsx",
};

/** As Vite writes it: which file holds which module, and what it imports at once. */
type Manifest = Record<string, { file: string; css?: string[]; imports?: string[] }>;

/** What a browser fetches before a place is drawn: HTML, JavaScript and CSS, compressed; fonts apart. By place. */
export function firstLoadBytes(): Map<string, number> {
  const dist = join(root, "frontend/dist");
  const manifest = JSON.parse(readFileSync(join(dist, ".vite/manifest.json"), "utf8")) as Manifest;
  return new Map(
    Object.entries(PLACES).map(([place, module]) => {
      const files = new Set(["index.html"]);
      for (const entry of ["index.html", module]) if (entry !== undefined) addFiles(manifest, entry, files);
      return [place, [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0)];
    }),
  );
}

export function benchFirstLoad(): Promise<string> {
  const rows = Array.from(firstLoadBytes(), ([place, bytes]) => [place, grouped(bytes), grouped(FIRST_LOAD_BYTES)]);
  return Promise.resolve(`## First load\n${table(["first load", "gzip bytes", "at most"], rows)}`);
}

function addFiles(manifest: Manifest, entry: string, files: Set<string>): void {
  const chunk = manifest[entry];
  if (chunk === undefined) throw new Error(`the build has no ${entry}`);
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const css of chunk.css ?? []) files.add(css);
  for (const imported of chunk.imports ?? []) addFiles(manifest, imported, files);
}
