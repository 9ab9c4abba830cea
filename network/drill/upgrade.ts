import { Refusal } from "../../scripts/refusal.ts";
import { NEXT_NODE_COMMAND, NEXT_VERSION } from "../build.ts";
import { serviceOf } from "../description.ts";
import type { Node } from "../nodes.ts";
import type { NodeBuild } from "../processes.ts";
import type { Drill } from "./drill.ts";

const RELEASED_VERSION = "";

export const upgrade: Drill = {
  name: "upgrade",
  fault: "Every validator in turn is restarted with the next build of the node, and then with the released one again",
  mustHold: "each has caught up before the next one is restarted, and says which version it is",
  seconds: 80,
  async run({ four, restart }) {
    const since = performance.now();
    await replaceEach(NEXT_VERSION, { command: NEXT_NODE_COMMAND, env: {} });
    const seconds = ((performance.now() - since) / 1000).toFixed(0);
    await replaceEach(RELEASED_VERSION, undefined);
    return `went on; all four were the next version after ${seconds} s`;

    async function replaceEach(version: string, build: NodeBuild | undefined) {
      for (const node of four) {
        await restart(node, build);
        const found = await versionOf(node);
        if (found !== version) throw new Refusal(`${node.validator.name} runs the version "${found}"`);
      }
    }
  },
};

/** The released build says none. */
async function versionOf({ validator }: Node): Promise<string> {
  const response = await fetch(`http://${serviceOf(validator, "consensus")}/abci_info`);
  const { result } = (await response.json()) as { result: { response: { version?: string } } };
  return result.response.version ?? "";
}
