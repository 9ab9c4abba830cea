/** A permissioned chain as its operator describes it: all its configuration is made from this. */
export interface NetworkDescription {
  /** Among validators; in transactions it is the number. */
  name: string;
  chainId: number;
  /** From one block to the next, when every validator is there; half a second at least. */
  blockMilliseconds: number;
  /** In the order of their ports. */
  validators: readonly ValidatorDescription[];
}

export interface ValidatorDescription {
  /** As people read it: the bank, or the operator. */
  name: string;
  /** Where the others reach it. */
  host: string;
  /** Where its own services are heard: on its machine alone, unless told otherwise. */
  serviceHost?: string;
  ports: Ports;
}

/**
 * For a folder, a service and what a node calls itself, which all take ASCII alone: Harbour Bank is `harbour-bank`. A
 * name in another script has its node's id in it, so that no two are alike.
 */
export function plainNameOf(name: string, nodeId: string): string {
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const isWhole = words.length > 0 && /^[\x20-\x7e]+$/.test(name);
  return [...words, ...(isWhole ? [] : [nodeId.slice(0, 8)])].join("-");
}

export interface Ports {
  /** Between validators. */
  p2p: number;
  /** CometBFT's own: status, validators, peers. For the operator alone. */
  consensus: number;
  /** Ethereum's JSON-RPC, over HTTP and WebSocket. */
  rpc: number;
  websocket: number;
  /** Prometheus. */
  metrics: number;
  /** Where the node tells what its time goes into (pprof); it does not unless it is said. */
  profile?: number;
}

const LOOPBACK = "127.0.0.1";
const PORTS_EACH = 10;

/** An address of the node's own services, for a client of its machine. */
export function serviceOf({ serviceHost = LOOPBACK, ports }: ValidatorDescription, service: keyof Ports): string {
  return `${serviceHost}:${ports[service]}`;
}

/** The ports of the n-th node of a machine, from 0. */
export function portsOf(first: number, n: number): Ports {
  const base = first + n * PORTS_EACH;
  return { p2p: base, consensus: base + 1, rpc: base + 2, websocket: base + 3, metrics: base + 4 };
}

const VALIDATORS = ["Settlement operator", "Harbour Bank", "Lotus Bank", "Jade Bank"];

/** The network of `npm run network`: four validators on this machine. */
export function loopbackNetwork(firstPort: number): NetworkDescription {
  return {
    name: "jiaozi-test",
    chainId: 20072,
    blockMilliseconds: 500,
    validators: VALIDATORS.map((name, n) => ({ name, host: LOOPBACK, ports: portsOf(firstPort, n) })),
  };
}
