import assert from "node:assert/strict";
import { it } from "node:test";
import { countResults } from "../../scripts/testing/counts.ts";

const CLOSINGS: [string, string, number, number, number][] = [
  ["Hardhat", "  12 passing (3s)\n  2 failing\n", 1, 12, 2],
  ["node --test", "ℹ tests 5\nℹ pass 4\nℹ fail 1\n", 1, 4, 1],
  ["node --test in colour", "\u001B[34mℹ pass 4\u001B[39m\n\u001B[34mℹ fail 0\u001B[39m\n", 0, 4, 0],
  ["Playwright", "  1 failed\n    journey.spec.ts:3:1\n  5 passed (12.3s)\n", 1, 5, 1],
  ["check", "8 passed, 2 failed\n", 1, 8, 2],
];

for (const [runner, output, code, passed, failed] of CLOSINGS) {
  it(`the closing counts of ${runner} are read`, () => {
    assert.deepEqual(countResults({ code, output }), { passed, failed });
  });
}

it("a runner that ends badly without naming a failure counts as one", () => {
  assert.deepEqual(countResults({ code: 1, output: "ℹ pass 4\nℹ fail 0\n" }), { passed: 4, failed: 1 });
});

it("a runner that ran nothing counts as a failure", () => {
  assert.deepEqual(countResults({ code: 0, output: "no tests found" }), { passed: 0, failed: 1 });
});
