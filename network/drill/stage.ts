import { createSender, type Sender } from "../../scripts/network/sender.ts";
import { NODE_COMMAND } from "../build.ts";
import { loopbackNetwork, type NetworkDescription, portsOf } from "../description.ts";
import { type Fleet, openFleet } from "../load/fleet.ts";
import { openDescribedNetwork } from "../load/network.ts";
import { configureNodes, joinNetwork, type Node, rpcUrlOf, waitForBlocks } from "../nodes.ts";
import { type NodeBuild, startNode, stopNode } from "../processes.ts";
import { httpProvider } from "../rpc-provider.ts";
import { canDo } from "./abilities.ts";
import { type Dapp, serveDapp } from "./dapp.ts";
import { unmountDisks } from "./disk.ts";
import { makeNamespaces, type Namespaces } from "./namespaces.ts";

type Four = readonly [Node, Node, Node, Node];

/** The network that all drills are held on, and what can be done to it. */
export interface Stage {
  /** Its validators; they run whenever no drill has ended one. */
  four: Four;
  /** Nodes that a drill let join, until they are dismissed. */
  joined: readonly Node[];
  fleet: Fleet;
  operator: Sender;
  dapp: Dapp;
  /** Where this machine lets us have them. */
  namespaces: Namespaces | undefined;
  start: (node: Node, build?: NodeBuild) => void;
  /** Ends it as it wishes, starts it again, and waits until it makes blocks. */
  restart: (node: Node, build?: NodeBuild) => Promise<void>;
  /** A node more, which every other one is told of, one after another. It is not started. */
  join: (name: string) => Promise<Node>;
  /** Everything is as it was before the drill, whatever came of it. */
  tidy: () => Promise<void>;
  close: () => Promise<void>;
}

export interface StageOptions {
  folder: string;
  firstPort: number;
  customersPerBank: number;
}

/** Four validators, and three that join in drills. */
const MOST_NODES = 7;

export async function openStage({ folder, firstPort, customersPerBank }: StageOptions): Promise<Stage> {
  const namespaces = canDo("namespaces") ? makeNamespaces(MOST_NODES) : undefined;
  const loopback = loopbackNetwork(firstPort);
  let description: NetworkDescription = {
    ...loopback,
    validators: loopback.validators.map((validator, n) => namespaces?.place(validator, n) ?? validator),
  };
  const placeOf = ({ validator }: Node) =>
    description.validators.findIndex(({ ports }) => ports.p2p === validator.ports.p2p);
  const start = (node: Node, { command, env }: NodeBuild = { command: NODE_COMMAND, env: {} }) =>
    startNode(node.home, { command, env, within: namespaces?.within(placeOf(node)) ?? [] });
  const restart = async (node: Node, build?: NodeBuild) => {
    await stopNode(node.home, "SIGTERM");
    start(node, build);
    await waitForBlocks([node], 2);
  };

  const network = await openDescribedNetwork(folder, description, start);
  const [first, second, third, fourth] = network.nodes;
  if (!first || !second || !third || !fourth) throw new Error("a network has four validators");
  const four = [first, second, third, fourth] as const;
  const { deployment, operatorKey } = network.demonstration;
  const provider = httpProvider(four.map(rpcUrlOf));
  const dapp = await serveDapp({ deployment, provider });
  const joined: Node[] = [];

  async function dismissJoined(): Promise<void> {
    await Promise.all(joined.splice(0).map(({ home }) => stopNode(home, "SIGTERM")));
  }

  return {
    four,
    joined,
    fleet: await openFleet(network.urls, network.demonstration, customersPerBank),
    operator: createSender(provider, deployment.chainId, operatorKey),
    dapp,
    namespaces,
    start,
    restart,
    async join(name) {
      const n = description.validators.length;
      const plain = { name, host: "127.0.0.1", ports: portsOf(firstPort, n) };
      const validators = [...description.validators, namespaces?.place(plain, n) ?? plain];
      description = { ...description, validators };
      const newest = configureNodes(folder, description).at(-1);
      if (!newest) throw new Error("nobody joined");
      joinNetwork(newest, first);
      for (const node of [...four, ...joined]) await restart(node);
      joined.push(newest);
      return newest;
    },
    async tidy() {
      namespaces?.heal();
      await dismissJoined();
      for (const node of four) start(node);
      await waitForBlocks(four, 1);
    },
    async close() {
      await dapp.close();
      await dismissJoined();
      await Promise.all(four.map(({ home }) => stopNode(home, "SIGTERM")));
      unmountDisks();
      await network.close();
      namespaces?.end();
    },
  };
}
