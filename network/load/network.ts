import { rmSync } from "node:fs";
import { generatePrivateKey, privateKeyToAddress } from "viem/accounts";
import { type Demonstration, demonstrate } from "../../scripts/network/demonstration.ts";
import { createSender } from "../../scripts/network/sender.ts";
import { loopbackNetwork, type NetworkDescription } from "../description.ts";
import { handOver } from "../membership.ts";
import { configureNodes, foundNetwork, makeFolder, type Node, rpcUrlOf, waitForBlocks } from "../nodes.ts";
import { startNode, stopNode } from "../processes.ts";
import { httpProvider } from "../rpc-provider.ts";

export interface LoadedNetwork {
  nodes: readonly Node[];
  urls: readonly string[];
  demonstration: Demonstration;
  /** Ends the nodes, and deletes what they knew. */
  close(): Promise<void>;
}

const PROFILE_PORT = 5;

/** A network of its own for a load: four validators, deployed and seeded as `npm run network` does it. */
export function openNetwork(folder: string, firstPort: number): Promise<LoadedNetwork> {
  return openDescribedNetwork(folder, withProfiles(loopbackNetwork(firstPort)), ({ home }) => startNode(home));
}

/** The same for validators that are elsewhere, or are started otherwise. */
export async function openDescribedNetwork(
  folder: string,
  description: NetworkDescription,
  start: (node: Node) => void,
): Promise<LoadedNetwork> {
  makeFolder(folder);
  const founderKey = generatePrivateKey();
  const nodes = configureNodes(folder, description);
  await foundNetwork(description, nodes, privateKeyToAddress(founderKey));
  for (const node of nodes) start(node);
  const close = async () => {
    await Promise.all(nodes.map(({ home }) => stopNode(home, "SIGTERM")));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await waitForBlocks(nodes, 2);
    const urls = nodes.map(rpcUrlOf);
    const provider = httpProvider(urls);
    const founder = createSender(provider, description.chainId, founderKey);
    const demonstration = await demonstrate(provider, {
      key: founderKey,
      handOver: (deployment) => handOver(founder, deployment),
    });
    return { nodes, urls, demonstration, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function withProfiles(description: NetworkDescription): NetworkDescription {
  const validators = description.validators.map(({ ports, ...validator }) => ({
    ...validator,
    ports: { ...ports, profile: ports.p2p + PROFILE_PORT },
  }));
  return { ...description, validators };
}
