import { join } from "node:path";
import { privateKeyToAccount } from "viem/accounts";
import { relayerPath, type TakeApprovals } from "../../scripts/embedded/web-server.ts";
import type { Demonstration } from "../../scripts/network/demonstration.ts";
import { reach } from "./reach.ts";
import { startRelayer } from "./relayer.ts";
import { answerApprovals } from "./service.ts";

/**
 * A relayer for each bank of the demonstration that has a key for one, and the deployment that says where they are.
 * @param folder of their journals: the next start goes on with them.
 */
export function startRelayers(
  { deployment, relayerKeys }: Pick<Demonstration, "deployment" | "relayerKeys">,
  nodes: readonly string[],
  folder: string,
) {
  const relayers = new Map<number, TakeApprovals>();
  for (const { id } of deployment.banks) {
    const key = relayerKeys[id];
    if (!key) continue;
    const relayer = startRelayer({
      reach: reach(nodes),
      deployment,
      bank: id,
      account: privateKeyToAccount(key),
      journalFile: join(folder, `relayer-${id}.journal`),
    });
    relayers.set(id, (request, response, path) => answerApprovals(relayer, request, response, path));
  }
  const banks = deployment.banks.map((bank) =>
    relayers.has(bank.id) ? { ...bank, relayer: relayerPath(bank.id) } : bank,
  );
  return { relayers, deployment: { ...deployment, banks } };
}
