import assert from "node:assert/strict";
import { test } from "node:test";
import { bypass } from "@jiaozi/sdk/netting/bypass";
import { greatestCut, settledByGreatestCut } from "@jiaozi/sdk/netting/greatest-cut";
import type { CutIndex, NettingInstance, Obligation, Pair } from "@jiaozi/sdk/netting/instance";
import { NettingError, type NettingErrorCode } from "@jiaozi/sdk/netting/netting-error";
import { verify, type Refusal } from "@jiaozi/sdk/netting/verify";

const [HARBOUR, LOTUS, JADE] = [1, 2, 3];
const [HKD, USD] = [344, 840];

test("nothing overtakes a more urgent rank, and a credit line's obligation is before all", () => {
  const ranks = ["low", "normal", "urgent", "credit"] as const;
  for (const [place, available] of [40n, 30n, 20n, 10n, 0n].entries()) {
    const settled = settledByGreatestCut({
      balances: balancesOf([available, 0n]),
      obligations: ranks.map((rank) => owe(rank, HARBOUR, LOTUS, 10n, { rank })),
    });
    assert.deepEqual(idsOf(settled), ranks.slice(place));
  }
});

test("a payment that is too large holds back what was queued behind it, and not what another bank queued", () => {
  const instance = {
    balances: balancesOf([10n, 5n]),
    obligations: [
      owe("large", HARBOUR, LOTUS, 50n),
      owe("small", HARBOUR, LOTUS, 1n),
      owe("other", LOTUS, HARBOUR, 5n),
    ],
  };
  assert.deepEqual(idsOf(settledByGreatestCut(instance)), ["other"]);
  assert.deepEqual(idsOf(bypass(instance)), ["small", "other"]);
});

test("linked payments settle both or neither, and hold back what is behind either", () => {
  const queue = [
    owe("hkd", HARBOUR, LOTUS, 10n, { link: "fx" }),
    owe("after", HARBOUR, LOTUS, 1n),
    owe("usd", LOTUS, HARBOUR, 10n, { link: "fx", currency: USD }),
  ];
  const both = { balances: [...balancesOf([11n, 0n]), ...balancesOf([0n, 10n], USD)], obligations: queue };
  assert.deepEqual(idsOf(settledByGreatestCut(both)), ["hkd", "after", "usd"]);
  const short = { balances: [...balancesOf([11n, 0n]), ...balancesOf([0n, 9n], USD)], obligations: queue };
  assert.deepEqual(idsOf(settledByGreatestCut(short)), []);
  assert.deepEqual(idsOf(bypass(short)), ["after"]);
});

test("a limit counts what is net of both directions and what was used before", () => {
  const settledWithin = (limitMinor: bigint, usedMinor: bigint) =>
    idsOf(
      settledByGreatestCut({
        balances: balancesOf([100n, 0n]),
        obligations: [
          owe("first", HARBOUR, LOTUS, 10n),
          owe("back", LOTUS, HARBOUR, 6n),
          owe("second", HARBOUR, LOTUS, 10n),
        ],
        limits: [{ payer: HARBOUR, payee: LOTUS, currency: HKD, limitMinor, usedMinor }],
      }),
    );
  assert.deepEqual(settledWithin(14n, 0n), ["first", "back", "second"]);
  assert.deepEqual(settledWithin(13n, 0n), ["first", "back"]);
  assert.deepEqual(settledWithin(13n, -1n), ["first", "back", "second"]);
  assert.deepEqual(settledWithin(13n, 9n), ["first", "back"]);
  assert.deepEqual(settledWithin(13n, 10n), []);
});

test("under a limit that was lowered beneath its use, whatever gives back still settles", () => {
  const settled = settledByGreatestCut({
    balances: balancesOf([10n, 6n]),
    obligations: [owe("back", LOTUS, HARBOUR, 6n), owe("out", HARBOUR, LOTUS, 6n), owe("more", HARBOUR, LOTUS, 1n)],
    limits: [{ payer: HARBOUR, payee: LOTUS, currency: HKD, limitMinor: 5n, usedMinor: 50n }],
  });
  assert.deepEqual(idsOf(settled), ["back", "out"]);
});

test("a suspended bank's obligations stand still and hold back nobody else's", () => {
  const instance = {
    balances: balancesOf([10n, 10n, 10n]),
    obligations: [owe("to it", HARBOUR, JADE, 1n), owe("past it", HARBOUR, LOTUS, 2n), owe("from it", JADE, LOTUS, 3n)],
    suspended: [JADE],
  };
  assert.deepEqual(idsOf(settledByGreatestCut(instance)), ["past it"]);
  assert.deepEqual(idsOf(bypass(instance)), ["past it"]);
});

test("a cancelled obligation is passed over, and of a link it takes the other one with it", () => {
  const instance = {
    balances: [...balancesOf([10n, 0n]), ...balancesOf([0n, 10n], USD)],
    obligations: [
      owe("cancelled", HARBOUR, LOTUS, 50n, { cancelled: true }),
      owe("next", HARBOUR, LOTUS, 2n),
      owe("hkd", HARBOUR, LOTUS, 3n, { link: "fx" }),
      owe("usd", LOTUS, HARBOUR, 3n, { link: "fx", currency: USD, cancelled: true }),
    ],
  };
  assert.deepEqual(idsOf(settledByGreatestCut(instance)), ["next"]);
  const [plain] = greatestCut(instance).indices;
  assert.equal(plain?.index, 2);
});

test("a gridlock in a ring settles without any money, in order and out of it", () => {
  const banks = [1, 2, 3, 4, 5];
  const instance = {
    balances: balancesOf(banks.map(() => 0n)),
    obligations: banks.map((bank) => owe(`T${bank}`, bank, (bank % banks.length) + 1, 7n)),
  };
  assert.equal(settledByGreatestCut(instance).length, banks.length);
  assert.equal(bypass(instance).length, banks.length);
});

test("each check refuses what breaks it, and says where", () => {
  const instance: NettingInstance = {
    balances: balancesOf([10n, 10n, 10n]),
    obligations: [
      owe("urgent", HARBOUR, LOTUS, 4n, { rank: "urgent" }),
      owe("early", HARBOUR, LOTUS, 1n),
      owe("late", HARBOUR, JADE, 1n),
      owe("large", LOTUS, JADE, 15n),
      owe("limited", JADE, HARBOUR, 9n),
    ],
    limits: [{ payer: JADE, payee: HARBOUR, currency: HKD, limitMinor: 5n, usedMinor: 0n }],
  };
  const urgent = indexOf(HARBOUR, LOTUS, 1, "urgent");
  const payer = HARBOUR;
  const currency = HKD;
  const refusals: [CutIndex[], Refusal][] = [
    [[indexOf(HARBOUR, LOTUS, 2)], { check: "V1", currency, rank: "normal", payer, payee: LOTUS }],
    [[indexOf(HARBOUR, LOTUS, -1)], { check: "V1", currency, rank: "normal", payer, payee: LOTUS }],
    [[indexOf(HARBOUR, LOTUS, 0.5)], { check: "V1", currency, rank: "normal", payer, payee: LOTUS }],
    [[indexOf(LOTUS, HARBOUR, 1)], { check: "V1", currency, rank: "normal", payer: LOTUS, payee: HARBOUR }],
    [[urgent, urgent], { check: "V1", currency, rank: "urgent", payer, payee: LOTUS }],
    [[urgent, indexOf(HARBOUR, JADE, 1)], { check: "V3", currency, rank: "normal", payer }],
    [[indexOf(HARBOUR, LOTUS, 1)], { check: "V4", currency, rank: "normal", payer }],
    [[indexOf(LOTUS, JADE, 1)], { check: "V5", currency, payer: LOTUS }],
    [[indexOf(JADE, HARBOUR, 1)], { check: "V6", currency, payer: JADE, payee: HARBOUR }],
    [[], { check: "V8" }],
    [[indexOf(HARBOUR, LOTUS, 0)], { check: "V8" }],
  ];
  for (const [indices, refusal] of refusals) assert.deepEqual(verify(instance, { indices }), { ok: false, ...refusal });
  assert.deepEqual(verify({ ...instance, suspended: [LOTUS] }, { indices: [urgent] }), {
    ok: false,
    check: "V2",
    currency,
    rank: "urgent",
    payer,
    payee: LOTUS,
  });
  assert.ok(verify(instance, { indices: [urgent] }).ok);
});

test("a cut's outcome says what settled, its gross value, what moved net, and what each bank has then", () => {
  const instance = {
    balances: balancesOf([3n, 4n]),
    obligations: [owe("T1", HARBOUR, LOTUS, 5n), owe("T2", LOTUS, HARBOUR, 6n)],
  };
  const verdict = verify(instance, greatestCut(instance));
  assert.ok(verdict.ok);
  assert.deepEqual(verdict.outcome, {
    settled: instance.obligations,
    grossMinor: new Map([[HKD, 11n]]),
    netMovedMinor: new Map([[HKD, 1n]]),
    closing: balancesOf([4n, 3n]),
  });
});

test("what the network cannot be in is refused by name", () => {
  const owed = owe("T1", HARBOUR, LOTUS, 5n);
  const good: NettingInstance = { balances: balancesOf([3n, 4n]), obligations: [owed] };
  const limit = { payer: HARBOUR, payee: LOTUS, currency: HKD, limitMinor: 1n, usedMinor: 0n };
  const line = { payer: HARBOUR, payee: LOTUS, currency: HKD, lineMinor: 4n };
  const withOwed = (changed: Partial<Obligation>) => ({ obligations: [{ ...owed, ...changed }] });
  const bad: [NettingErrorCode, Partial<NettingInstance>][] = [
    ["AMOUNT_NOT_POSITIVE", withOwed({ amountMinor: 0n })],
    ["AMOUNT_NOT_POSITIVE", withOwed({ amountMinor: -1n })],
    ["BALANCE_NEGATIVE", { balances: balancesOf([-1n, 4n]) }],
    ["BALANCE_TWICE", { balances: [...balancesOf([3n, 4n]), ...balancesOf([3n])] }],
    ["BANK_UNKNOWN", withOwed({ payer: JADE })],
    ["BANK_UNKNOWN", withOwed({ payee: JADE })],
    ["BANK_UNKNOWN", withOwed({ currency: USD })],
    ["BANK_UNKNOWN", { limits: [{ ...limit, payee: JADE }] }],
    ["CREDIT_CANCELLED", withOwed({ rank: "credit", cancelled: true })],
    ["CREDIT_LINE_EXCEEDED", { ...withOwed({ rank: "credit" }), creditLines: [line] }],
    ["ID_TWICE", { obligations: [owed, owed] }],
    ["LIMIT_NEGATIVE", { limits: [{ ...limit, limitMinor: -1n }] }],
    ["LIMIT_TWICE", { limits: [limit, limit] }],
    ["LINK_NOT_TWO", withOwed({ link: "fx" })],
    ["LINK_NOT_TWO", { obligations: ["T1", "T2", "T3"].map((id) => ({ ...owed, id, link: "fx" })) }],
    ["PAYER_IS_PAYEE", withOwed({ payee: HARBOUR })],
    ["PAYER_IS_PAYEE", { limits: [{ ...limit, payee: HARBOUR }] }],
  ];
  greatestCut({ ...good, limits: [limit], creditLines: [line] });
  for (const [code, changed] of bad) {
    for (const solve of [greatestCut, bypass, (instance: NettingInstance) => verify(instance, { indices: [] })]) {
      const isRefusal = (error: unknown) => error instanceof NettingError && error.code === code;
      assert.throws(() => solve({ ...good, ...changed }), isRefusal, code);
    }
  }
});

function owe(
  id: string,
  payer: number,
  payee: number,
  amountMinor: bigint,
  more: Partial<Obligation> = {},
): Obligation {
  return { id, payer, payee, amountMinor, currency: HKD, rank: "normal", ...more };
}

function balancesOf(available: bigint[], currency: number = HKD) {
  return available.map((availableMinor, place) => ({ bank: place + 1, currency, availableMinor }));
}

function indexOf(payer: number, payee: number, index: number, rank: Pair["rank"] = "normal"): CutIndex {
  return { pairs: [{ currency: HKD, rank, payer, payee }], index };
}

function idsOf(obligations: readonly Obligation[]): string[] {
  return obligations.map(({ id }) => id);
}
