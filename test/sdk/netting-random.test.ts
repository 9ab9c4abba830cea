import assert from "node:assert/strict";
import { test } from "node:test";
import { bypass } from "@jiaozi/sdk/netting/bypass";
import { greatestCut, settledByGreatestCut } from "@jiaozi/sdk/netting/greatest-cut";
import type { BilateralLimit, NettingInstance, Obligation } from "@jiaozi/sdk/netting/instance";
import { outcomeOf, valueOf } from "@jiaozi/sdk/netting/outcome";
import { verify } from "@jiaozi/sdk/netting/verify";
import fc from "fast-check";
import { arraysOf, cutOf, everyPrefix, everySubset, isFeasible, isInOrder, openOf } from "./netting/every-cut.ts";
import { anyInstance } from "./netting/small-instance.ts";

// fast-check prints the seed of whatever fails.
const RUNS = 2_000;

test("the greatest cut holds every feasible cut of 2,000 random queues, and is feasible itself", () => {
  let between = 0;
  fc.assert(
    fc.property(anyInstance, (instance) => {
      const feasible = everyPrefix(instance).filter((settled) => isFeasible(instance, settled));
      const union = instance.obligations.filter((owed) => feasible.some((settled) => settled.includes(owed)));
      const settled = settledByGreatestCut(instance);
      assert.deepEqual(idsOf(settled), idsOf(union));
      assert.ok(isFeasible(instance, [...settled]));
      if (settled.length > 0 && settled.length < openOf(instance).length) between++;
    }),
    { numRuns: RUNS },
  );
  // Otherwise the rules would not have been reached.
  assert.ok(between >= RUNS / 5, `only ${between} of ${RUNS} settled something and not everything`);
});

test("links and limits each keep something back in many of the random queues", () => {
  const kept = { links: 0, limits: 0, ranks: 0 };
  fc.assert(
    fc.property(anyInstance, (instance) => {
      const settled = settledByGreatestCut(instance).length;
      const without = (changed: Partial<NettingInstance>) =>
        settledByGreatestCut({ ...instance, ...changed }).length > settled ? 1 : 0;
      const { obligations } = instance;
      kept.links += without({ obligations: obligations.map((owed) => ({ ...owed, link: undefined })) });
      kept.limits += without({ limits: [] });
      kept.ranks += without({ obligations: obligations.map((owed) => ({ ...owed, rank: "normal" })) });
    }),
    { numRuns: RUNS },
  );
  for (const [rule, times] of Object.entries(kept)) assert.ok(times >= 20, `${rule} only ${times} times`);
});

test("verify accepts the greatest cut, and refuses it with any one index raised", () => {
  fc.assert(
    fc.property(anyInstance, (instance) => {
      const cut = greatestCut(instance);
      const verdict = verify(instance, cut);
      const settled = settledByGreatestCut(instance);
      if (settled.length === 0) assert.deepEqual(verdict, { ok: false, check: "V8" });
      else assert.deepEqual(verdict, { ok: true, outcome: outcomeOf(instance, settled) });

      const { indices } = cutOf(instance, [...settled]);
      for (const [place, { pairs, rows }] of arraysOf(instance).entries()) {
        for (let index = indices[place]!.index + 1; index <= rows.length; index++) {
          const raised = verify(instance, { indices: indices.with(place, { pairs, index }) });
          assert.ok(!raised.ok, `${JSON.stringify(pairs)} to ${index}`);
        }
      }
    }),
    { numRuns: RUNS },
  );
});

test("verify accepts exactly the cuts that are in order and feasible and settle something", () => {
  const outcomes = new Map<string, number>();
  fc.assert(
    fc.property(anyInstance, fc.infiniteStream(fc.nat(1000)), (instance, chosen) => {
      const prefixes = everyPrefix(instance);
      const indices = arraysOf(instance).map(({ pairs, rows }) => ({
        pairs,
        index: chosen.next().value! % (rows.length + 1),
      }));
      const cuts = [{ indices }, cutOf(instance, prefixes[chosen.next().value! % prefixes.length]!)];
      for (const cut of cuts) {
        const open = openOf(instance);
        const before = arraysOf(instance).map(({ rows }, place) => rows.slice(0, cut.indices[place]!.index).flat());
        const settled = before.flat().filter((owed) => open.includes(owed));
        const movesSuspended = before
          .flat()
          .some(({ payer, payee }) => [payer, payee].some((bank) => instance.suspended?.includes(bank)));
        const verdict = verify(instance, cut);
        const isAllowed =
          !movesSuspended && isInOrder(instance, settled) && isFeasible(instance, settled) && settled.length > 0;
        assert.equal(
          verdict.ok,
          isAllowed,
          JSON.stringify(verdict, (_, value: unknown) => String(value)),
        );
        const outcome = verdict.ok ? "accepted" : verdict.check;
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }
    }),
    { numRuns: RUNS },
  );
  for (const outcome of ["accepted", "V2", "V3", "V4", "V5", "V6", "V8"]) {
    assert.ok((outcomes.get(outcome) ?? 0) >= 10, `${outcome} only ${outcomes.get(outcome) ?? 0} times`);
  }
});

test("settling any feasible cut first loses nothing: the rest settles afterwards", () => {
  let split = 0;
  fc.assert(
    fc.property(anyInstance, fc.nat(), (anything, choice) => {
      const instance = { ...anything, limits: (anything.limits ?? []).map(notLowered) };
      const feasible = everyPrefix(instance).filter((settled) => isFeasible(instance, settled));
      const first = feasible[choice % feasible.length]!;
      const then = settledByGreatestCut(afterwards(instance, first));
      const once = settledByGreatestCut(instance);
      assert.deepEqual(idsOf([...first, ...then]).toSorted(), idsOf(once).toSorted());
      if (first.length > 0 && then.length > 0) split++;
    }),
    { numRuns: RUNS },
  );
  assert.ok(split >= RUNS / 20, `only ${split} of ${RUNS} settled in two steps`);
});

test("more liquidity or a wider limit never settles less", () => {
  let more = 0;
  fc.assert(
    fc.property(anyInstance, fc.infiniteStream(fc.bigInt(0n, 3n)), (instance, extra) => {
      const before = settledByGreatestCut(instance);
      const after = settledByGreatestCut({
        ...instance,
        balances: instance.balances.map((balance) => {
          return { ...balance, availableMinor: balance.availableMinor + extra.next().value! };
        }),
        limits: (instance.limits ?? []).map((limit) => {
          return { ...limit, limitMinor: limit.limitMinor + extra.next().value! };
        }),
      });
      assert.deepEqual(
        idsOf(before).filter((id) => !idsOf(after).includes(id)),
        [],
      );
      if (after.length > before.length) more++;
    }),
    { numRuns: RUNS },
  );
  assert.ok(more >= RUNS / 20, `only ${more} of ${RUNS} settled more`);
});

test("bypass settles what is feasible together, no less than the greatest cut, and mostly the optimum", () => {
  let [optimal, aboveCut, runs] = [0, 0, 0];
  fc.assert(
    fc.property(anyInstance, (instance) => {
      const settled = bypass(instance);
      const open = openOf(instance);
      assert.ok(isFeasible(instance, [...settled]));
      assert.ok(settled.every((owed) => open.includes(owed)));
      for (const { id, link = id } of open.filter((owed) => !settled.includes(owed))) {
        const added = open.filter((owed) => (owed.link ?? owed.id) === link);
        assert.ok(!isFeasible(instance, [...settled, ...added]), `${id} still fits`);
      }
      const value = valueOf(settled);
      const ofCut = valueOf(settledByGreatestCut(instance));
      assert.ok(value >= ofCut);
      if (value > ofCut) aboveCut++;
      const best = everySubset(open)
        .filter((set) => isFeasible(instance, set))
        .reduce((most, set) => (valueOf(set) > most ? valueOf(set) : most), 0n);
      if (value === best) optimal++;
      runs++;
    }),
    { numRuns: 300 },
  );
  assert.ok(optimal >= runs * 0.85, `the optimum only in ${optimal} of ${runs}`);
  assert.ok(aboveCut >= runs / 5, `more than the cut only in ${aboveCut} of ${runs}`);
});

/** The chain takes a limit that is lowered under its use for used up, no more: so none is under its use there. */
function notLowered(limit: BilateralLimit): BilateralLimit {
  return { ...limit, limitMinor: limit.limitMinor > limit.usedMinor ? limit.limitMinor : limit.usedMinor + 1n };
}

function afterwards(instance: NettingInstance, settled: Obligation[]): NettingInstance {
  return {
    ...instance,
    balances: outcomeOf(instance, settled).closing,
    obligations: instance.obligations.filter((owed) => !settled.includes(owed)),
    limits: (instance.limits ?? []).map((limit) => {
      const paid = (payer: number, payee: number) =>
        valueOf(
          settled
            .filter((owed) => owed.payer === payer && owed.payee === payee && owed.currency === limit.currency)
            .filter(({ rank }) => rank !== "credit"),
        );
      const { payer, payee, usedMinor } = limit;
      return { ...limit, usedMinor: usedMinor + paid(payer, payee) - paid(payee, payer) };
    }),
  };
}

function idsOf(obligations: readonly Obligation[]): string[] {
  return obligations.map(({ id }) => id);
}
