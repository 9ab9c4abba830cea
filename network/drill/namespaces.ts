import { execFileSync } from "node:child_process";
import type { ValidatorDescription } from "../description.ts";

/** Network namespaces for so many nodes, each as if on a machine of its own; needs root. */
export interface Namespaces {
  /** The n-th node, from 0, with the addresses that it has there. */
  place(validator: ValidatorDescription, n: number): ValidatorDescription;
  /** What runs a command in the n-th. */
  within(n: number): string[];
  /** These hear each other and nobody else any longer. The clients of all of them still reach their node. */
  partition(apart: readonly number[]): void;
  heal(): void;
  end(): void;
}

// 198.18.0.0/15 is for tests of networks (RFC 2544), so that nobody's own network is hidden by it
const CLIENTS = "198.18.0";
const PEERS = "198.18.1";
const OWN_ADDRESS = 254;
const BRIDGES = { together: "jiaozi-all", apart: "jiaozi-apart", clients: "jiaozi-clients" } as const;

export function makeNamespaces(count: number): Namespaces {
  const all = Array.from({ length: count }, (_, n) => n);
  const end = () => {
    for (const n of all) quietly(`netns delete ${nameOf(n)}`);
    for (const bridge of Object.values(BRIDGES)) quietly(`link delete ${bridge}`);
  };
  const moveTo = (bridge: string, which: readonly number[]) => {
    for (const n of which) ip(`link set ${peerLink(n)} master ${bridge}`);
  };

  end(); // of a drill that was killed
  for (const bridge of Object.values(BRIDGES)) {
    ip(`link add ${bridge} type bridge`);
    ip(`link set ${bridge} up`);
  }
  ip(`address add ${CLIENTS}.${OWN_ADDRESS}/24 dev ${BRIDGES.clients}`);
  for (const n of all) {
    ip(`netns add ${nameOf(n)}`);
    ip(`-netns ${nameOf(n)} link set lo up`);
    connect(n, { link: peerLink(n), inside: "peers", bridge: BRIDGES.together, address: addressIn(PEERS, n) });
    connect(n, { link: clientLink(n), inside: "clients", bridge: BRIDGES.clients, address: addressIn(CLIENTS, n) });
  }
  return {
    place: (validator, n) => ({ ...validator, host: addressIn(PEERS, n), serviceHost: addressIn(CLIENTS, n) }),
    within: (n) => ["ip", "netns", "exec", nameOf(n)],
    partition: (apart) => moveTo(BRIDGES.apart, apart),
    heal: () => moveTo(BRIDGES.together, all),
    end,
  };
}

interface Connection {
  link: string;
  inside: string;
  bridge: string;
  address: string;
}

function connect(n: number, { link, inside, bridge, address }: Connection): void {
  ip(`link add ${link} type veth peer name ${inside} netns ${nameOf(n)}`);
  ip(`link set ${link} master ${bridge} up`);
  ip(`-netns ${nameOf(n)} address add ${address}/24 dev ${inside}`);
  ip(`-netns ${nameOf(n)} link set ${inside} up`);
}

// The kernel takes 15 characters at most
const nameOf = (n: number) => `jiaozi-${n + 1}`;
const peerLink = (n: number) => `jiaozi-peer-${n + 1}`;
const clientLink = (n: number) => `jiaozi-own-${n + 1}`;
const addressIn = (subnet: string, n: number) => `${subnet}.${n + 1}`;

function ip(words: string): void {
  execFileSync("ip", words.split(" "), { stdio: "pipe" });
}

function quietly(words: string): void {
  try {
    ip(words);
  } catch {
    // It is not there
  }
}
