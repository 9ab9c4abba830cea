import assert from "node:assert/strict";
import { test } from "node:test";
import { bypass } from "@jiaozi/sdk/netting/bypass";
import { settledByGreatestCut } from "@jiaozi/sdk/netting/greatest-cut";
import { outcomeOf } from "@jiaozi/sdk/netting/outcome";
import { everySubset, isFeasible } from "./netting/every-cut.ts";
import { instanceOf, settledIn, UBIN_MISSING, ubinCases } from "./netting/ubin.ts";

test("in order, each published gridlock settles exactly the payments that EAF2 on Quorum did", (context) => {
  if (ubinCases.length === 0) return context.skip(UBIN_MISSING);
  assert.equal(ubinCases.length, 16);
  for (const ubin of ubinCases) {
    const instance = instanceOf(ubin);
    const settled = settledByGreatestCut(instance);
    const expected = settledIn(ubin, "quorum").map(({ t }) => t);
    assert.deepEqual(
      settled.map(({ id }) => id),
      expected,
      ubin.id,
    );
    const closing = outcomeOf(instance, settled).closing.map(({ availableMinor }) => Number(availableMinor));
    assert.deepEqual(closing, ubin.closing.Quorum, ubin.id);
  }
});

test("out of order, each settles the most value that is possible, and no less than the best prototype", (context) => {
  if (ubinCases.length === 0) return context.skip(UBIN_MISSING);
  for (const ubin of ubinCases) {
    const instance = instanceOf(ubin);
    const settled = bypass(instance);
    assert.ok(isFeasible(instance, [...settled]), ubin.id);
    const value = valueOf(settled.map(({ amountMinor }) => Number(amountMinor)));
    const feasible = everySubset(instance.obligations).filter((set) => isFeasible(instance, set));
    const optimum = Math.max(...feasible.map((set) => valueOf(set.map(({ amountMinor }) => Number(amountMinor)))));
    assert.equal(value, optimum, ubin.id);
    for (const prototype of ["corda", "fabric", "quorum"] as const) {
      assert.ok(value >= valueOf(settledIn(ubin, prototype).map(({ amt }) => amt)), `${ubin.id} ${prototype}`);
    }
  }
});

function valueOf(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
