import assert from "node:assert/strict";
import { test } from "node:test";
import { type Flow, flowOfDay } from "../../scripts/replay/flow.ts";
import { boundsOf, liquidityAt, sumOf } from "../../scripts/replay/liquidity.ts";
import { replay } from "../../scripts/replay/replay.ts";

const MINUTES = 60;
const SEEDS = Array.from({ length: 20 }, (_, place) => 1 + place);

const flow = (minute: number, payer: number, payee: number, amountMinor: bigint): Flow => {
  return { minute, payer, payee, amountMinor };
};
const smallDay = (seed: number) =>
  flowOfDay({ balance: seed % 2 === 0 ? "balanced" : "by chance", banks: 4, payments: 80, minutes: MINUTES, seed });

test("the bounds are what a bank pays over the day more than it gets, and the most it has paid more at any time", () => {
  const day = [flow(0, 0, 1, 50n), flow(1, 1, 0, 30n), flow(2, 1, 2, 40n)];
  assert.deepEqual(boundsOf(3, day), { lowerMinor: [20n, 20n, 0n], upperMinor: [50n, 20n, 0n] });
  assert.deepEqual(liquidityAt(boundsOf(3, day), 500), [35n, 20n, 0n]);
});

test("with the upper bound every payment settles in its minute, and with less of it many a day has one that waits", () => {
  let waited = 0;
  for (const seed of SEEDS) {
    const day = smallDay(seed);
    const { upperMinor } = boundsOf(4, day);
    const whole = replay("one by one", day, upperMinor, MINUTES);
    assert.deepEqual(
      whole.settledIn,
      day.map(({ minute }) => minute),
    );
    assert.equal(whole.meanDelayMinutes, 0);
    const needing = upperMinor.findIndex((minor) => minor > 0n);
    const less = replay("one by one", day, upperMinor.with(needing, upperMinor[needing]! - 1n), MINUTES);
    if (less.meanDelayMinutes > 0) waited++; // else the same minute brought what was missing
  }
  assert.ok(waited > SEEDS.length / 2, `only ${waited}`);
});

test("with the lower bound netting settles the whole day, and with less of it something is left over", () => {
  for (const seed of SEEDS) {
    const day = smallDay(seed);
    const { lowerMinor } = boundsOf(4, day);
    const turnoverMinor = sumOf(day.map(({ amountMinor }) => amountMinor));
    assert.equal(replay("with netting", day, lowerMinor, MINUTES).settledMinor, turnoverMinor);
    const needing = lowerMinor.findIndex((minor) => minor > 0n);
    const short = replay("with netting", day, lowerMinor.with(needing, lowerMinor[needing]! - 1n), MINUTES);
    assert.ok(short.settledMinor < turnoverMinor);
  }
});

test("no payment settles later with netting than without, and some settle sooner", () => {
  let sooner = 0;
  for (const seed of SEEDS) {
    const day = smallDay(seed);
    for (const alphaThousandths of [0, 300, 700]) {
      const liquidityMinor = liquidityAt(boundsOf(4, day), alphaThousandths);
      const without = replay("one by one", day, liquidityMinor, MINUTES).settledIn;
      const netted = replay("with netting", day, liquidityMinor, MINUTES).settledIn;
      for (const [place, minute] of netted.entries()) {
        const late = minute ?? MINUTES;
        assert.ok(late <= (without[place] ?? MINUTES), `payment ${place} of seed ${seed}`);
        if (late < (without[place] ?? MINUTES)) sooner++;
      }
    }
  }
  assert.ok(sooner > 100, `only ${sooner}`);
});

test("a bank's payments settle in their order, and what comes in pays what waits", () => {
  const day = [flow(0, 0, 1, 10n), flow(1, 0, 1, 1n), flow(5, 1, 0, 6n)];
  assert.deepEqual(replay("one by one", day, [5n, 6n], MINUTES).settledIn, [5, 5, 5]);
});

test("what waits for the others' payments in a circle settles by netting in the minute that closes it", () => {
  const day = [flow(0, 0, 1, 10n), flow(2, 1, 2, 10n), flow(4, 2, 0, 10n)];
  assert.deepEqual(replay("with netting", day, [0n, 0n, 0n], MINUTES).settledIn, [4, 4, 4]);
  const alone = replay("one by one", day, [0n, 0n, 0n], MINUTES);
  assert.deepEqual(alone.settledIn, [undefined, undefined, undefined]);
  assert.equal(alone.meanDelayMinutes, (60 + 58 + 56) / 3);
});

test("the same assumptions make the same day", () => {
  assert.deepEqual(smallDay(7), smallDay(7));
  assert.notDeepEqual(smallDay(7), smallDay(8));
});
