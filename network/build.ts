import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { buildIfOutdated } from "../scripts/build/outdated.ts";
import { root, runCommand } from "../scripts/command.ts";
import { exclusively } from "../scripts/lock.mjs";
import { Refusal } from "../scripts/refusal.ts";

const SOURCES = "network/node";
const OUTPUT = "cache/network/bin/jiaozi-node";
export const NODE_COMMAND = join(root, OUTPUT);
const WHAT_TO_INSTALL = "It needs Go 1.26 (https://go.dev/dl) and a C compiler (gcc) to build the network's node.";

/** Builds the node where its sources are newer; the first time takes some minutes. */
export async function buildNode(): Promise<void> {
  await exclusively("node-build", () =>
    buildIfOutdated({ output: OUTPUT, inputs: [SOURCES] }, async () => {
      await requireCommand("go version");
      await requireCommand("gcc --version");
      console.error("Building the network's node (some minutes the first time, seconds afterwards) …");
      mkdirSync(join(root, "cache/network/bin"), { recursive: true });
      const { code, output } = await runCommand(`go build -buildvcs=false -ldflags=-s -o ${NODE_COMMAND} .`, "kept", {
        cwd: join(root, SOURCES),
      });
      if (code !== 0)
        throw new Refusal(`${output.trim()}\nThe node could not be built: the compiler's words are above.`);
    }),
  );
}

async function requireCommand(command: string): Promise<void> {
  const { code } = await runCommand(command, "kept").catch(() => ({ code: 1 }));
  if (code !== 0) throw new Refusal(WHAT_TO_INSTALL);
}
