/** What an operator sees of a permissioned chain: served beside the dApp where the network has validators. */
export interface ChainHealth {
  height: number;
  /** Since the newest block was made, by the clock of whoever tells this. */
  secondsSinceBlock: number;
  /** From one block to the next, over the last ones. */
  blockMilliseconds: number;
  /** How many blocks `signed` is out of. */
  lookedAt: number;
  /** Transactions that no block has taken yet, where most of them wait. */
  waiting: number;
  validators: readonly ValidatorHealth[];
}

export interface ValidatorHealth {
  name: string;
  /** Of its votes (Ed25519), in hexadecimal. */
  key: string;
  /** 0 where it follows the chain without a vote. */
  power: number;
  /** `elsewhere`: it signs blocks, and is on a machine whose node is not asked. */
  state: "running" | "catching up" | "elsewhere" | "down";
  /** Of the last blocks. */
  signed: number;
  /** What only its own node can tell. */
  node?: NodeHealth;
}

export interface NodeHealth {
  height: number;
  peers: number;
  /** What it keeps on its disk, and what is free there. */
  diskBytes: number;
  freeBytes: number;
}
