import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Address, createPublicClient, custom, type EIP1193RequestFn, type Hex } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { buildNode } from "../../../network/build.ts";
import { loopbackNetwork, type NetworkDescription } from "../../../network/description.ts";
import { configureNodes, foundNetwork, type Node, rpcUrlOf, waitForBlocks } from "../../../network/nodes.ts";
import { startNode, stopNode } from "../../../network/processes.ts";
import { httpProvider } from "../../../network/rpc-provider.ts";
import { compileContracts } from "../../../scripts/build.ts";
import { createSender } from "../../../scripts/network/sender.ts";

interface Changed {
  to?: Address | null;
  gas?: bigint;
  data?: Hex;
}

/** A network of four validators on which nothing is deployed: its founder alone may send. */
export async function foundFour(firstPort: number) {
  await compileContracts();
  await buildNode();
  const folder = mkdtempSync(join(tmpdir(), "jiaozi-network-"));
  const founderKey = generatePrivateKey();
  const { address } = privateKeyToAccount(founderKey);
  const description: NetworkDescription = loopbackNetwork(firstPort);
  const nodes: Node[] = configureNodes(folder, description);
  await foundNetwork(description, nodes, address);
  for (const { home } of nodes) startNode(home);
  await waitForBlocks(nodes, 2);
  const { chainId } = description;
  const provider = httpProvider(nodes.map(rpcUrlOf));

  return {
    folder,
    description,
    nodes,
    founder: { key: founderKey, address },
    provider,
    reader: createPublicClient({
      transport: custom(provider as { request: EIP1193RequestFn }),
      pollingInterval: 100,
    }),
    operator: createSender(provider, chainId, founderKey),

    /** A transaction of no value to its sender, unless told otherwise. */
    sign(key: Hex, nonce: number, changed: Changed = {}): Promise<Hex> {
      const account = privateKeyToAccount(key);
      return account.signTransaction({
        chainId,
        nonce,
        gasPrice: 0n,
        gas: 100_000n,
        to: account.address,
        ...changed,
      });
    },

    sendRaw: (transaction: Hex) =>
      provider.request({ method: "eth_sendRawTransaction", params: [transaction] }) as Promise<Hex>,

    /** Ends these, and those that came later. */
    async close(later: readonly Node[] = []): Promise<void> {
      await Promise.all([...nodes, ...later].map(({ home }) => stopNode(home, "SIGTERM")));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
