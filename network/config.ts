import { type NetworkDescription, plainNameOf, serviceOf, type ValidatorDescription } from "./description.ts";

type Setting = string | number | boolean | readonly string[];
type Section = Record<string, Setting>;

/** A node as the others have to know it. */
export interface Peer {
  validator: ValidatorDescription;
  /** Of its key between nodes. */
  nodeId: string;
}

/** A pool that takes half a minute of the highest load. */
const POOL = 50_000;
/** Of one sender: the node refuses the next by name. */
const IN_FLIGHT = 1_024;
/** EIP-7825: no transaction may have more, so no estimate may promise more. */
const TRANSACTION_GAS = 16_777_216;
/** Of the trees of accounts and what little is beside them, kept in memory. The library keeps none. */
const CACHED_TREE_NODES = 150_000;
/** What votes take when all are there: the pause between blocks is the rest. */
const VOTING_MILLISECONDS = 50;

/** config.toml: what differs from CometBFT's own defaults. Nobody is met that is not named here. */
export function consensusConfig(network: NetworkDescription, node: Peer, peers: readonly Peer[]): string {
  const own = node.validator;
  const others = peers.filter(({ validator }) => validator !== own);
  const ids = others.map(({ nodeId }) => nodeId).join(",");
  return renderToml({
    "": { moniker: plainNameOf(own.name, node.nodeId), log_level: "error" },
    rpc: {
      laddr: `tcp://${serviceOf(own, "consensus")}`,
      pprof_laddr: own.ports.profile === undefined ? "" : `127.0.0.1:${own.ports.profile}`,
    },
    p2p: {
      laddr: `tcp://${own.host}:${own.ports.p2p}`,
      pex: false,
      persistent_peers: others.map(addressOf).join(","),
      unconditional_peer_ids: ids,
      private_peer_ids: ids,
      max_num_inbound_peers: 0,
      max_num_outbound_peers: 0,
      addr_book_strict: false,
      allow_duplicate_ip: true,
      flush_throttle_timeout: "10ms",
    },
    mempool: { type: "app", reap_interval: "50ms" },
    consensus: {
      timeout_propose: "3s",
      timeout_prevote: "500ms",
      timeout_precommit: "500ms",
      timeout_commit: `${network.blockMilliseconds - VOTING_MILLISECONDS}ms`,
      peer_gossip_sleep_duration: "10ms",
    },
    tx_index: { indexer: "null" },
    instrumentation: { prometheus: true, prometheus_listen_addr: serviceOf(own, "metrics") },
  });
}

/** app.toml: the EVM's side. */
export function applicationConfig(network: NetworkDescription, own: ValidatorDescription): string {
  return renderToml({
    "": { "minimum-gas-prices": "0jiao", "iavl-cache-size": CACHED_TREE_NODES, "iavl-disable-fastnode": true },
    evm: { "evm-chain-id": network.chainId, "min-tip": 0 },
    "evm.mempool": {
      "account-slots": IN_FLIGHT,
      "account-queue": IN_FLIGHT,
      "global-slots": POOL,
      "global-queue": POOL,
    },
    "json-rpc": {
      enable: true,
      address: serviceOf(own, "rpc"),
      "ws-address": serviceOf(own, "websocket"),
      api: "web3,eth,net,txpool,debug,jiaozi",
      "enable-indexer": true,
      "gas-cap": TRANSACTION_GAS,
    },
  });
}

function addressOf({ validator, nodeId }: Peer): string {
  return `${nodeId}@${validator.host}:${validator.ports.p2p}`;
}

function renderToml(sections: Record<string, Section>): string {
  return Object.entries(sections)
    .map(([name, settings]) => {
      const lines = Object.entries(settings).map(([key, value]) => `${key} = ${JSON.stringify(value)}`);
      return [...(name === "" ? [] : [`[${name}]`]), ...lines, ""].join("\n");
    })
    .join("\n");
}
