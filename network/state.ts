import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Hex } from "viem";
import type { Demonstration } from "../scripts/network/demonstration.ts";
import { Refusal } from "../scripts/refusal.ts";
import { writeWholeFile } from "../scripts/whole-file.ts";
import type { NetworkDescription } from "./description.ts";

/** What is known of the network beside its nodes, for their folder alone: keys are among it. */
export interface NetworkState extends Partial<Demonstration> {
  description: NetworkDescription;
  founderKey: Hex;
}

/** All that `npm run network` makes in its folder: nodes, state, what `filesOf` names, and the relayers' journals. */
const OURS = [
  /^node-\d+$/,
  /^state\.json(\.next)?$/,
  /^\d+\.json$/,
  /^\d+\.(operator|relayer-\d+)\.key$/,
  /^relayer-\d+\.journal(\.next)?$/,
];

export function hasState(folder: string): boolean {
  return existsSync(stateFile(folder));
}

export function readState(folder: string): NetworkState {
  if (!hasState(folder)) throw new Refusal(`There is no network in ${folder} yet: npm run network`);
  const state = parse(readFileSync(stateFile(folder), "utf8"));
  if (state?.founderKey && Array.isArray(state.description?.validators)) return state as NetworkState;
  throw new Refusal(`${stateFile(folder)} is not a network's: say where yours is with --folder FOLDER.`);
}

export function writeState(folder: string, state: NetworkState): void {
  writeWholeFile(stateFile(folder), `${JSON.stringify(state, null, 2)}\n`, 0o600);
}

/** Deletes what is ours in a folder that somebody named, and the folder itself only where nothing else is in it. */
export function deleteNetwork(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (OURS.some((one) => one.test(name))) rmSync(join(folder, name), { recursive: true });
  }
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}

function parse(text: string): Partial<NetworkState> | null {
  try {
    return JSON.parse(text) as Partial<NetworkState> | null;
  } catch {
    return null;
  }
}

function stateFile(folder: string): string {
  return join(folder, "state.json");
}
