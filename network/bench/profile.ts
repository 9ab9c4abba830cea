import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import type { Node } from "../nodes.ts";

/** Whose work a sample is: the first of its frames, from the innermost on, that belongs to one of these. */
const PARTS = [
  { part: "signatures (secp256k1)", is: /secp256k1|crypto\.(Ecrecover|SigToPub)|crypto\/ecdsa/ },
  {
    part: "store (database, digest, caches)",
    is: /node\/worldstate|blake3|fastcache|\/iavl|store\/v2|cosmos-db|goleveldb|cockroachdb|snappy/,
  },
  { part: "EVM", is: /go-ethereum\/core\/vm|evm\/x\/vm|go-ethereum\/core\/(types|tracing)|holiman\/uint256/ },
  { part: "pool", is: /evm\/mempool/ },
  { part: "JSON-RPC and its index", is: /evm\/(rpc|indexer)|go-ethereum\/rpc|net\/http|encoding\/json/ },
  { part: "consensus and network", is: /cometbft|ed25519|^net\.|internal\/poll/ },
  { part: "checks, codecs, events", is: /cosmos-sdk|cosmos\/(evm|gogoproto)|gogo\/protobuf|google\.golang\.org/ },
  { part: "memory (garbage collector)", is: /^runtime\.(gcBgMarkWorker|bgsweep|bgscavenge|gcAssist)/ },
] as const;
const REST = "runtime, the rest";

const START_SECONDS = 1;
const PROFILE_SECONDS = 10;

/** Watches a node while it works, from its second second on, for ten. */
export async function takeProfile({ validator }: Node): Promise<Buffer> {
  await sleep(START_SECONDS * 1000);
  const url = `http://127.0.0.1:${validator.ports.profile}/debug/pprof/profile?seconds=${PROFILE_SECONDS}`;
  return Buffer.from(await (await fetch(url)).arrayBuffer());
}

/** Each part's share of the node's processor time. Reading is work too, for when nothing is measured. */
export async function readShares(profile: Buffer): Promise<ReadonlyMap<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), "jiaozi-profile-"));
  try {
    writeFileSync(join(folder, "cpu.pprof"), profile);
    const args = ["tool", "pprof", "-traces", join(folder, "cpu.pprof")];
    const { stdout } = await promisify(execFile)("go", args, { maxBuffer: 1 << 28 });
    return sharesOf(stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Reads what `go tool pprof -traces` prints: samples between lines, each with its time before its innermost frame. */
function sharesOf(traces: string): ReadonlyMap<string, number> {
  const shares = new Map<string, number>([...PARTS.map(({ part }) => part), REST].map((part) => [part, 0]));
  let total = 0;
  for (const sample of traces.split(/^-+\+-+$/m).slice(1)) {
    const lines = sample.split("\n").filter((line) => /^\s+\S/.test(line) && !/^\s+\w+:/.test(line));
    const [, time = "", unit = "", innermost = ""] = /^\s+([\d.]+)(ms|s)\s+(.*)/.exec(lines[0] ?? "") ?? [];
    const seconds = Number(time) / (unit === "ms" ? 1000 : 1);
    const part = partOf([innermost, ...lines.slice(1).map((line) => line.trim())]);
    shares.set(part, (shares.get(part) ?? 0) + seconds);
    total += seconds;
  }
  return new Map([...shares].map(([part, seconds]) => [part, seconds / total]));
}

function partOf(frames: readonly string[]): string {
  for (const frame of frames) {
    const found = PARTS.find(({ is }) => is.test(frame));
    if (found) return found.part;
  }
  return REST;
}
