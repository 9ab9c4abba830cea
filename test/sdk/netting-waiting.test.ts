import assert from "node:assert/strict";
import { test } from "node:test";
import type { QueuedLane, QueueState } from "@jiaozi/sdk/netting/queue";
import { type Hindrance, waitingOf } from "@jiaozi/sdk/netting/waiting";

const [HARBOUR, LOTUS, JADE] = [1, 2, 3];
const [HKD, CNY] = [344, 156];

test("the first that its payer cannot pay says by how much, after what comes in, and the rest waits behind it", () => {
  const state = queueOf({ [HARBOUR]: 10n }, [
    owes(HARBOUR, LOTUS, [[4n, 0]]),
    owes(HARBOUR, JADE, [
      [20n, 1],
      [1n, 2],
    ]),
    owes(LOTUS, HARBOUR, [[3n, 0]]),
  ]);
  assert.deepEqual(hindrances(state), {
    "0:0": undefined,
    "1:0": { is: "balance", shortMinor: 11n },
    "1:1": { is: "earlier" },
    "2:0": undefined,
  });
});

test("a limit that what settles has used up holds the next one", () => {
  const state = queueOf({ [HARBOUR]: 100n }, [
    owes(HARBOUR, LOTUS, [
      [6n, 0],
      [6n, 1],
    ]),
  ]);
  const limits = [{ payer: HARBOUR, payee: LOTUS, currency: HKD, limitMinor: 10n, usedMinor: 1n }];
  assert.deepEqual(hindrances({ ...state, limits }), { "0:0": undefined, "0:1": { is: "limit", roomMinor: 3n } });
});

test("of two that are linked the one that could be paid waits for the other", () => {
  const lane = owes(HARBOUR, LOTUS, [[5n, 0]]);
  const linked = {
    ...lane,
    counterCurrency: CNY,
    obligations: lane.obligations.map((each) => ({ ...each, counterAmountMinor: 7n })),
  };
  assert.deepEqual(hindrances(queueOf({ [HARBOUR]: 5n }, [linked])), {
    "0:0": { is: "linked" },
    "0:0 back": { is: "balance", shortMinor: 7n },
  });
});

test("a suspended bank's obligations say so, and what it is owed too until that is released", () => {
  const lanes = [owes(HARBOUR, LOTUS, [[5n, 0]]), owes(LOTUS, HARBOUR, [[5n, 0]])];
  const state = { ...queueOf({ [HARBOUR]: 5n, [LOTUS]: 5n }, lanes), suspended: [LOTUS], unreleased: [LOTUS] };
  assert.deepEqual(hindrances(state), { "0:0": { is: "payee suspended" }, "1:0": { is: "payer suspended" } });
  assert.deepEqual(hindrances({ ...state, unreleased: [] }), { "0:0": undefined, "1:0": { is: "payer suspended" } });
});

test("what was cancelled does not wait, and a payer's obligations come in the order in which they must settle", () => {
  const lane = owes(HARBOUR, LOTUS, [
    [5n, 0],
    [5n, 2],
  ]);
  const cancelled = { ...lane, obligations: lane.obligations.map((each, n) => ({ ...each, isCancelled: n === 0 })) };
  const waiting = waitingOf(
    queueOf({}, [cancelled, owes(HARBOUR, JADE, [[1n, 1]]), { ...owes(HARBOUR, JADE, [[1n, 0]]), rank: "urgent" }]),
  );
  assert.deepEqual(
    waiting.map(({ id }) => id),
    ["2:0", "1:0", "0:1"],
  );
});

function hindrances(state: QueueState): Record<string, Hindrance | undefined> {
  return Object.fromEntries(waitingOf(state).map(({ id, hindrance }) => [id, hindrance]));
}

/** A lane of obligations, each an amount and its place in its payer's queue. */
function owes(payer: number, payee: number, obligations: [amountMinor: bigint, sequence: number][]): QueuedLane {
  return {
    id: 0,
    payer,
    payee,
    currency: HKD,
    counterCurrency: 0,
    rank: "normal",
    cursor: 0,
    obligations: obligations.map(([amountMinor, sequence], index) => ({
      index,
      amountMinor,
      counterAmountMinor: 0n,
      sequence,
      counterSequence: 0,
      isCancelled: false,
    })),
  };
}

/** In HKD these banks have so much, all others nothing. */
function queueOf(available: Record<number, bigint>, lanes: readonly QueuedLane[]): QueueState {
  const balances = [HARBOUR, LOTUS, JADE].flatMap((bank) => [
    { bank, currency: HKD, availableMinor: available[bank] ?? 0n },
    { bank, currency: CNY, availableMinor: 0n },
  ]);
  const numbered = lanes.map((lane, id) => ({ ...lane, id }));
  return { blockNumber: 1n, lanes: numbered, balances, limits: [], suspended: [], unreleased: [] };
}
