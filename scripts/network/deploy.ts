import type { Hex } from "viem";
import type { NetworkManifest, Parties } from "./manifest.ts";
import { applyNetwork } from "./plan.ts";
import type { DeploymentRecord } from "./record.ts";
import { type Provider, createSender } from "./sender.ts";

/** Deploys the whole network. The deploying key is made for this and holds nothing when it is done. */
export async function deploy(
  provider: Provider,
  manifest: NetworkManifest,
  parties: Parties,
  deployerKey: Hex,
): Promise<DeploymentRecord> {
  const chainId = Number(await provider.request({ method: "eth_chainId" }));
  const deployer = createSender(provider, chainId, deployerKey);
  const { steps, record } = await applyNetwork(deployer, { manifest, parties });
  const open = steps.filter(({ standing }) => standing.is !== "done");
  if (open.length > 0) throw new Error(`not done: ${open.map(({ sentence }) => sentence).join("; ")}`);
  return record;
}
