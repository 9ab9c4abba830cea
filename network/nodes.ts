import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Address, Hex } from "viem";
import { Refusal } from "../scripts/refusal.ts";
import { NODE_COMMAND } from "./build.ts";
import { applicationConfig, consensusConfig } from "./config.ts";
import { type NetworkDescription, serviceOf, type ValidatorDescription } from "./description.ts";
import { type Validator, membershipCreation } from "./membership.ts";
import { lastWordsOf } from "./processes.ts";

/** One node of a network on this machine. */
export interface Node {
  home: string;
  validator: ValidatorDescription;
  nodeId: string;
  /** Of its votes. */
  key: Hex;
}

/** Of the n-th node of a network on this machine, from 0. */
export function homeOf(folder: string, n: number): string {
  return join(folder, `node-${n + 1}`);
}

/** Makes the keys of every node that has none, and the configuration of all. */
export function configureNodes(folder: string, network: NetworkDescription): Node[] {
  const nodes = network.validators.map((validator, n) => {
    const home = homeOf(folder, n);
    const keys = JSON.parse(runNode(["keys", "--home", home])) as { nodeId: string; key: Hex };
    return { home, validator, ...keys };
  });
  for (const node of nodes) {
    writeFileSync(join(node.home, "config/config.toml"), consensusConfig(network, node, nodes));
    writeFileSync(join(node.home, "config/app.toml"), applicationConfig(network, node.validator));
  }
  return nodes;
}

/** Gives every node of a new network the same genesis. */
export async function foundNetwork(network: NetworkDescription, nodes: readonly Node[], founder: Address) {
  const description = {
    chainId: network.name,
    evmChainId: network.chainId,
    time: new Date().toISOString(),
    membership: await membershipCreation(founder, nodes.map(validatorOf)),
  };
  const genesis = runNode(["genesis"], JSON.stringify(description));
  for (const { home } of nodes) writeFileSync(genesisOf(home), genesis);
}

/** A node that comes later starts from the genesis that the others have. */
export function joinNetwork(node: Node, member: Node): void {
  writeFileSync(genesisOf(node.home), readFileSync(genesisOf(member.home)));
}

/** What a node signed last, and the messages of the height it was in: they belong to its keys, not to the chain. */
const OWN = new Set(["priv_validator_state.json", "cs.wal", "signer.sock"]);

/**
 * Gives a node the chain as another one knows it, with neither running. Warning: a validator that forgets what it signed
 * may sign something else for the same block, so nothing of that is copied or lost.
 */
export function copyChain(from: Node, to: Node): void {
  const data = (node: Node, ...names: string[]) => join(node.home, "data", ...names);
  for (const name of readdirSync(data(to))) if (!OWN.has(name)) rmSync(data(to, name), { recursive: true });
  for (const name of readdirSync(data(from))) {
    if (!OWN.has(name)) cpSync(data(from, name), data(to, name), { recursive: true });
  }
}

export function validatorOf({ validator, key }: Node): Validator {
  return { name: validator.name, key };
}

export function rpcUrlOf({ validator }: Node): string {
  return `http://${serviceOf(validator, "rpc")}`;
}

export interface NodeStatus {
  height: number;
  isCatchingUp: boolean;
  /** Of its votes; 0 where it is no validator. */
  power: number;
}

/** What the node's consensus says of itself; nothing where it does not run. */
export async function statusOf(node: Node): Promise<NodeStatus | undefined> {
  try {
    const { sync_info: sync, validator_info: info } = await askConsensus<{
      sync_info: { latest_block_height: string; catching_up: boolean };
      validator_info: { voting_power: string };
    }>(node, "status");
    return {
      height: Number(sync.latest_block_height),
      isCatchingUp: sync.catching_up,
      power: Number(info.voting_power),
    };
  } catch {
    return undefined;
  }
}

/** The ids of those that a running node is connected with. */
export async function peersOf(node: Node): Promise<string[]> {
  const { peers } = await askConsensus<{ peers: { node_info: { id: string } }[] }>(node, "net_info");
  return peers.map(({ node_info }) => node_info.id);
}

/** What a node's consensus answers at one of its addresses; rejected where it does not, in two seconds. */
export async function askConsensus<result>({ validator }: Node, what: string): Promise<result> {
  const url = `http://${serviceOf(validator, "consensus")}/${what}`;
  const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MILLISECONDS) });
  return ((await response.json()) as { result: result }).result;
}

const ANSWER_MILLISECONDS = 2_000;
const PATIENCE_SECONDS = 60;
const POLL_MILLISECONDS = 100;

/** Waits until every node has made or seen so many blocks more than the highest has now; not for one that has ended. */
export async function waitForBlocks(
  nodes: readonly Node[],
  more: number,
  patienceSeconds = PATIENCE_SECONDS,
): Promise<void> {
  const end = Date.now() + patienceSeconds * 1000;
  const heights = await Promise.all(nodes.map(heightOf));
  const wanted = Math.max(...heights) + more;
  for (const node of nodes) {
    while ((await heightOf(node)) < wanted) {
      const lastWords = lastWordsOf(node.home);
      if (lastWords !== undefined) throw new Refusal(`${node.validator.name}'s node has ended. ${lastWords}`);
      if (Date.now() > end) throw new Refusal(`${node.validator.name} makes no blocks: see ${node.home}/node.log.`);
      await sleep(POLL_MILLISECONDS);
    }
  }
}

async function heightOf(node: Node): Promise<number> {
  const status = await statusOf(node);
  return status && !status.isCatchingUp ? status.height : 0;
}

function genesisOf(home: string): string {
  return join(home, "config/genesis.json");
}

function runNode(args: readonly string[], input = ""): string {
  return execFileSync(NODE_COMMAND, args, { input, encoding: "utf8" });
}

export function makeFolder(folder: string): void {
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 });
}
