import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { compileCommand } from "../support/compiled-command.ts";
import { settledIn, UBIN_MISSING, ubinCases } from "./netting/ubin.ts";

let folder = "";

before(() => {
  folder = compileCommand("netting-solve-");
});

after(() => rmSync(folder, { recursive: true }));

const GRIDLOCK = {
  start: [3, 4],
  payments: [
    { t: "T1", from: 0, to: 1, amt: 5 },
    { t: "T2", from: 1, to: 0, amt: 6 },
  ],
};

test("a published case is answered with what EAF2 settles and what each bank has then", (context) => {
  if (ubinCases.length === 0) return context.skip(UBIN_MISSING);
  for (const ubin of ubinCases.slice(0, 4)) {
    const settled = settledIn(ubin, "quorum");
    assert.deepEqual(solve(ubin), {
      settled: settled.map(({ t }) => t),
      value: settled.reduce((sum, { amt }) => sum + amt, 0),
      closing: ubin.closing.Quorum,
    });
  }
});

test("the answer is one line of JSON: settled, value, closing", () => {
  const { stdout, stderr, status } = run([], JSON.stringify(GRIDLOCK));
  assert.equal(stdout, '{"settled":["T1","T2"],"value":11,"closing":[4,3]}\n');
  assert.equal(stderr, "");
  assert.equal(status, 0);
});

test("--bypass passes over a payment that holds the others back", () => {
  const held = {
    start: [1, 0],
    payments: [
      { t: "T1", from: 0, to: 1, amt: 90 },
      { t: "T2", from: 0, to: 1, amt: 1 },
    ],
  };
  assert.deepEqual(solve(held), { settled: [], value: 0, closing: [1, 0] });
  assert.deepEqual(solve(held, ["--bypass"]), { settled: ["T2"], value: 1, closing: [0, 1] });
});

test("priorities, limits, credit lines, suspensions and cancellations are read", () => {
  const payment = { t: "T2", from: 0, to: 1, amt: 4 };
  const start = [4, 0];
  const first = { t: "T1", from: 0, to: 1, amt: 3 };
  const settledOf = (read: object) => solve({ start, payments: [first, payment], ...read }).settled;
  assert.deepEqual(settledOf({}), ["T1"]);
  assert.deepEqual(settledOf({ payments: [first, { ...payment, priority: 0 }] }), ["T2"]);
  assert.deepEqual(settledOf({ payments: [{ ...first, priority: 2 }, payment] }), ["T2"]);
  assert.deepEqual(
    settledOf({
      payments: [
        { ...first, priority: 0 },
        { ...payment, priority: "credit" },
      ],
    }),
    ["T2"],
  );
  assert.deepEqual(settledOf({ payments: [{ ...first, cancelled: true }, payment] }), ["T2"]);
  assert.deepEqual(settledOf({ limits: [{ from: 0, to: 1, amt: 5, used: 3 }] }), []);
  assert.deepEqual(settledOf({ suspended: [1] }), []);
  assert.deepEqual(settledOf({ credit: [{ from: 0, to: 1, amt: 0 }] }), ["T1"]);
});

test("links go across currencies, whose values and balances are told apart", () => {
  const pvp = (dollars: number) => ({
    start: { HKD: [78, 0], USD: [0, dollars] },
    payments: [
      { t: "T1", from: 0, to: 1, amt: 78, currency: "HKD", link: "fx" },
      { t: "T2", from: 1, to: 0, amt: 10, currency: "USD", link: "fx" },
    ],
  });
  assert.deepEqual(solve(pvp(10)), {
    settled: ["T1", "T2"],
    value: { HKD: 78, USD: 10 },
    closing: { HKD: [0, 78], USD: [10, 0] },
  });
  assert.deepEqual(solve(pvp(9)).settled, []);
});

test("amounts that numbers in JSON cannot hold are text, in the case and in the answer", () => {
  const amt = "90071992547409930";
  const answer = solve({ start: [amt, 0], payments: [{ t: "T1", from: 0, to: 1, amt }] });
  assert.deepEqual(answer, { settled: ["T1"], value: amt, closing: [0, amt] });
});

test("bad input exits 2 with one sentence on standard error and nothing on standard output", () => {
  const [payment] = GRIDLOCK.payments;
  const withPayment = (changed: object) => ({ ...GRIDLOCK, payments: [{ ...payment, ...changed }] });
  const bad: [input: unknown, sentence: RegExp, args?: string[]][] = [
    ["{", /not a case in JSON/],
    ["", /not a case in JSON/],
    [[], /the case must be an object/],
    [{}, /start must be an object/],
    [{ start: [1] }, /payments must be a list/],
    [{ start: ["x"], payments: [] }, /start of bank 0 must be a whole number/],
    [{ start: [-1], payments: [] }, /bank 0 has -1, which is below zero/],
    [{ ...GRIDLOCK, payments: [7] }, /entry 1 of payments must be an object/],
    [withPayment({ t: undefined }), /t of entry 1 of payments must be a text/],
    [withPayment({ from: "a" }), /from of entry 1 of payments must be a bank's number/],
    [withPayment({ to: 2 }), /T1 names bank 2, which has no balance/],
    [withPayment({ to: 0 }), /T1 is of bank 0 to itself/],
    [withPayment({ amt: 0 }), /T1 is of 0, not above zero/],
    [withPayment({ amt: -5 }), /T1 is of -5, not above zero/],
    [withPayment({ amt: 0.5 }), /amt of entry 1 of payments must be a whole number/],
    [withPayment({ amt: 2 ** 53 }), /amt of entry 1 of payments must be a whole number/],
    [withPayment({ priority: 3 }), /priority of entry 1 of payments must be 0/],
    [withPayment({ link: "fx" }), /link fx is of 1 obligations, not two/],
    [withPayment({ currency: "HKD" }), /the currency of entry 1 of payments must be left out/],
    [withPayment({ cancelled: 1 }), /cancelled of entry 1 of payments must be true or false/],
    [{ ...GRIDLOCK, payments: [payment, payment] }, /T1 is given twice/],
    [{ ...GRIDLOCK, limits: [{ from: 0, to: 1 }] }, /amt of entry 1 of limits/],
    [{ ...GRIDLOCK, credit: {} }, /credit must be a list/],
    [{ ...GRIDLOCK, suspended: 1 }, /suspended must be a list/],
    [{ start: { HKD: [1, 1] }, payments: [payment] }, /the currency of entry 1 of payments must be one of HKD/],
    [GRIDLOCK, /Unknown option '--lazy'/, ["--lazy"]],
    [GRIDLOCK, /Unexpected argument 'case.json'/, ["case.json"]],
  ];
  for (const [input, sentence, args] of bad) {
    const { stdout, stderr, status } = run(args ?? [], typeof input === "string" ? input : JSON.stringify(input));
    assert.equal(status, 2, String(sentence));
    assert.match(stderr, sentence);
    assert.match(stderr, /^jiaozi: [^\n]+\nSee: jiaozi --help\n$/);
    assert.equal(stdout, "");
  }
});

test("--help tells the case's form, the option and the exit codes", () => {
  const { stdout, status } = run(["--help"], "");
  assert.equal(status, 0);
  for (const word of ["jiaozi netting solve", "--bypass", '"limits"', '"credit"', "Exit code"]) {
    assert.ok(stdout.includes(word), word);
  }
});

interface Answer {
  readonly settled: string[];
  readonly value: unknown;
  readonly closing: unknown;
}

function solve(read: unknown, args: readonly string[] = []): Answer {
  const { stdout, stderr, status } = run(args, JSON.stringify(read));
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout) as Answer;
}

function run(args: readonly string[], input: string) {
  const bin = join(folder, "bin", "jiaozi.mjs");
  const { stdout, stderr, status } = spawnSync(process.execPath, [bin, "netting", "solve", ...args], {
    input,
    encoding: "utf8",
  });
  return { stdout, stderr, status };
}
