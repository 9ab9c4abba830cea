import { createServer } from "node:net";
import { Refusal } from "../scripts/refusal.ts";
import type { Node } from "./nodes.ts";
import { isRunning } from "./processes.ts";

/** Of the nodes that are about to start. Another network's node at such a port would answer as if it were ours. */
export async function requireFreePorts(nodes: readonly Node[]): Promise<void> {
  for (const { home, validator } of nodes) {
    if (isRunning(home)) continue;
    for (const port of Object.values(validator.ports) as number[]) {
      if (await isFree(validator.host, port)) continue;
      throw new Refusal(
        `Port ${port}, which ${validator.name}'s node needs, is in use: end what uses it, or begin another network with ` +
          "`npm run network -- --first-port N --folder FOLDER`.",
      );
    }
  }
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
