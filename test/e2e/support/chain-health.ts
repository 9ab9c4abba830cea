import type { ChainHealth, ValidatorHealth } from "@jiaozi/sdk/chain-health";

const node = { height: 1_234, peers: 3, diskBytes: 42_000_000, freeBytes: 73_800_000_000 };
const isUp = (name: string): ValidatorHealth => ({ name, key: name, power: 1, state: "running", signed: 50, node });

/** All four of its validators are there. */
export const SOUND: ChainHealth = {
  height: 1_234,
  secondsSinceBlock: 1,
  blockMilliseconds: 510,
  lookedAt: 50,
  waiting: 3,
  validators: [isUp("Settlement operator"), isUp("Harbour Bank"), isUp("Lotus Bank"), isUp("Jade Bank")],
};

/** Two of them are down, so that it stands still. */
export const LAMED: ChainHealth = {
  ...SOUND,
  secondsSinceBlock: 40,
  validators: SOUND.validators.map((one, n) => {
    const { node: _, ...heard } = one;
    return n < 2 ? one : { ...heard, state: "down", signed: 31 };
  }),
};
