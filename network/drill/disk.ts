import { execFileSync } from "node:child_process";
import { closeSync, cpSync, mkdirSync, openSync, readdirSync, rmSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";

/** A disk of its own for a folder, small enough to be filled; needs root. */
export interface SmallDisk {
  /** To the last byte. */
  fill(): void;
  free(): void;
  /** The folder is where it was again, with what is in it by now. */
  remove(): void;
}

const SPARE_MEBIBYTES = 64;
const MEBIBYTE = 1_048_576;
const PIECE = Buffer.alloc(65_536);
const mounted = new Set<string>();

/** Where a drill was ended in the middle. */
export function unmountDisks(): void {
  for (const folder of mounted) unmount(folder);
}

function unmount(folder: string): void {
  execFileSync("umount", [folder], { stdio: "pipe" });
  mounted.delete(folder);
}

/** Nothing may use the folder meanwhile, nor when the disk is removed. */
export function makeSmallDisk(folder: string): SmallDisk {
  const aside = `${folder}-aside`;
  const filling = join(folder, "filling");
  const mebibytes = Math.ceil(sizeOf(folder) / MEBIBYTE) + SPARE_MEBIBYTES;
  copy(folder, aside);
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${mebibytes}m`, "jiaozi-disk", folder], { stdio: "pipe" });
  mounted.add(folder);
  copy(aside, folder);
  return {
    fill() {
      const file = openSync(filling, "w");
      try {
        for (;;) writeSync(file, PIECE);
      } catch (error) {
        if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(filling, { force: true }),
    remove() {
      copy(folder, aside);
      unmount(folder);
      copy(aside, folder);
      rmSync(aside, { recursive: true });
    },
  };
}

/** So that it is exactly the same, except for a socket, which its owner makes anew. */
function copy(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(to)) rmSync(join(to, name), { recursive: true });
  cpSync(from, to, { recursive: true, filter: (source) => !statSync(source).isSocket() });
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((bytes, { parentPath, name }) => bytes + statSync(join(parentPath, name)).size, 0);
}
