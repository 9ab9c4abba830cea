import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type Address, isAddress, isHex, size } from "viem";
import { Refusal } from "../scripts/refusal.ts";
import { applicationConfig, consensusConfig } from "./config.ts";
import { type NetworkDescription, plainNameOf, type ValidatorDescription } from "./description.ts";
import { composeFile, explain, systemdUnit } from "./host-files.ts";
import { foundNetwork, joinNetwork, type Node } from "./nodes.ts";

/** A network on hosts of its own: each bank makes its keys there and sends what `jiaozi-node keys` prints. */
interface HostedNetwork extends NetworkDescription {
  /** Who deploys the network, and names validators until then. */
  founder: Address;
  validators: readonly (ValidatorDescription & Pick<Node, "nodeId" | "key">)[];
}

const FEWEST_VALIDATORS = 4;

/**
 * Writes what each host needs beside its keys. Run again, the genesis stays as it was: it is made once, and a network
 * of another one is another network.
 */
export async function writeFiles(descriptionFile: string, folder: string): Promise<void> {
  const network = readDescription(descriptionFile);
  const nodes = network.validators.map((validator): Node => {
    const { nodeId, key } = validator;
    return { home: join(folder, folderNameOf(validator)), validator, nodeId, key };
  });
  for (const { home } of nodes) mkdirSync(join(home, "config"), { recursive: true });
  const founded = nodes.find(({ home }) => existsSync(join(home, "config/genesis.json")));
  if (!founded) await foundNetwork(network, nodes, network.founder);
  for (const node of nodes) {
    const { home, validator } = node;
    if (founded && node !== founded) joinNetwork(node, founded);
    writeFileSync(join(home, "config/config.toml"), consensusConfig(network, node, nodes));
    writeFileSync(join(home, "config/app.toml"), applicationConfig(network, validator));
    writeFileSync(join(home, "jiaozi-node.service"), systemdUnit(validator));
    writeFileSync(join(home, "compose.yaml"), composeFile([{ name: basename(home), folder: "." }]));
  }
  const services = nodes.map(({ home }) => ({ name: basename(home), folder: `./${basename(home)}` }));
  writeFileSync(join(folder, "compose.yaml"), composeFile(services));
  writeFileSync(join(folder, "README.md"), explain(nodes));
}

function readDescription(file: string): HostedNetwork {
  const network = parse(file);
  const wrong = whatIsWrongWith(network);
  if (wrong !== undefined) throw new Refusal(`${file}: ${wrong}`);
  return network;
}

function parse(file: string): HostedNetwork {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as HostedNetwork;
  } catch (error) {
    throw new Refusal(`${file} cannot be read as a network's description: ${String(error)}`);
  }
}

function whatIsWrongWith({ name, chainId, blockMilliseconds, founder, validators }: HostedNetwork): string | undefined {
  if (!name || !Number.isSafeInteger(chainId)) return "it needs a name and a chainId.";
  if (!(blockMilliseconds >= 500)) return "blockMilliseconds is half a second (500) at least.";
  if (!isAddress(founder)) return "founder is the address of the key that deploys.";
  if (!((validators?.length ?? 0) >= FEWEST_VALIDATORS)) {
    return `a network has at least ${FEWEST_VALIDATORS} validators, so that it can lose one.`;
  }
  for (const validator of validators) {
    if (!validator.name) return "each validator needs a name.";
    if (!/^[0-9a-f]{40}$/.test(validator.nodeId))
      return `${validator.name}: nodeId is what \`jiaozi-node keys\` prints.`;
    if (!isHex(validator.key) || size(validator.key) !== 32) {
      return `${validator.name}: key is what \`jiaozi-node keys\` prints.`;
    }
    if (!validator.host || Object.values(validator.ports ?? {}).length !== 5) {
      return `${validator.name}: it needs a host and its five ports (p2p, consensus, rpc, websocket, metrics).`;
    }
  }
  if (new Set(validators.map(({ key }) => key)).size < validators.length) return "each validator needs its own key.";
  if (new Set(validators.map(folderNameOf)).size < validators.length) return "each validator needs a name of its own.";
  return undefined;
}

function folderNameOf({ name, nodeId }: HostedNetwork["validators"][number]): string {
  return plainNameOf(name, nodeId);
}
