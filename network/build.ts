import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { buildIfOutdated } from "../scripts/build/outdated.ts";
import { root, runCommand } from "../scripts/command.ts";
import { exclusively } from "../scripts/lock.mjs";
import { Refusal } from "../scripts/refusal.ts";

const SOURCES = "network/node";
const FOLDER = "cache/network/bin";
const OUTPUT = `${FOLDER}/jiaozi-node`;
export const NODE_COMMAND = join(root, OUTPUT);
/** Can be told to propose invalid blocks and to have a wrong clock: for drills. */
export const FAULTY_NODE_COMMAND = `${NODE_COMMAND}-faulty`;
/** Says another version, and is otherwise the same: for drills of an upgrade. */
export const NEXT_NODE_COMMAND = `${NODE_COMMAND}-next`;
export const NEXT_VERSION = "next";
const RELEASED_FLAGS = "-s";
const NEXT_FLAGS = `-X=github.com/cosmos/cosmos-sdk/version.Version=${NEXT_VERSION}`;
const WHAT_TO_INSTALL = "It needs Go 1.26 (https://go.dev/dl) and a C compiler (gcc) to build the network's node.";

/** Builds the node where its sources are newer; the first time takes some minutes. */
export function buildNode(): Promise<void> {
  return build(OUTPUT, "sound", RELEASED_FLAGS);
}

export function buildFaultyNode(): Promise<void> {
  return build(`${OUTPUT}-faulty`, "faulty", RELEASED_FLAGS);
}

export function buildNextNode(): Promise<void> {
  return build(`${OUTPUT}-next`, "sound", NEXT_FLAGS);
}

async function build(output: string, tag: "sound" | "faulty", linkerFlags: string): Promise<void> {
  await exclusively("node-build", () =>
    buildIfOutdated({ output, inputs: [SOURCES] }, async () => {
      await requireCommand("go version");
      await requireCommand("gcc --version");
      console.error("Building the network's node (some minutes the first time, seconds afterwards) …");
      mkdirSync(join(root, FOLDER), { recursive: true });
      const command = `go build -tags ${tag} -buildvcs=false -ldflags=${linkerFlags} -o ${join(root, output)} .`;
      const { code, output: words } = await runCommand(command, "kept", { cwd: join(root, SOURCES) });
      if (code !== 0)
        throw new Refusal(`${words.trim()}\nThe node could not be built: the compiler's words are above.`);
    }),
  );
}

async function requireCommand(command: string): Promise<void> {
  const { code } = await runCommand(command, "kept").catch(() => ({ code: 1 }));
  if (code !== 0) throw new Refusal(WHAT_TO_INSTALL);
}
