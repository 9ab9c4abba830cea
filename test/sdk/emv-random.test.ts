import assert from "node:assert/strict";
import { test } from "node:test";
import { crcText } from "@jiaozi/sdk/emv/crc";
import { decodeQr } from "@jiaozi/sdk/emv/decode";
import { EmvError } from "@jiaozi/sdk/emv/errors";
import fc from "fast-check";
import { ownVectors, publicVectors } from "./vectors/read.ts";

const codes = [...ownVectors, ...publicVectors].map(({ payload }) => payload);

const anyDigits = fc.string({
  unit: fc.constantFrom("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
  maxLength: 200,
});
const anyBase64 = fc.base64String({ maxLength: 200 }).map((text) => `hQVDUFYwMW${text}`);
const anyBytesAsCpm = fc
  .uint8Array({ maxLength: 120 })
  .map((bytes) => btoa("\x85\x05CPV01" + String.fromCharCode(...bytes)));
// UTF-16 units one by one, so that lone surrogates occur.
const anyUnits = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 80 })
  .map((units) => String.fromCharCode(...units));

interface Edit {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}
const anyEdit = fc.record<Edit>({
  at: fc.nat(600),
  removed: fc.nat(4),
  inserted: fc.oneof(
    anyUnits.map((text) => text.slice(0, 3)),
    anyDigits.map((text) => text.slice(0, 6)),
  ),
});
const anyMutated = fc.tuple(fc.constantFrom(...codes), fc.array(anyEdit, { minLength: 1, maxLength: 3 })).map(mutate);
/** The same with the CRC made right again, so that the rules behind the CRC are reached. */
const anyResealed = anyMutated.map((text) => {
  const covered = `${text.slice(0, -8)}6304`;
  return covered + crcText(covered);
});

test("100,000 random and mutated inputs give a code or an EmvError, never anything else", () => {
  const outcomes = new Map<string, number>();
  fc.assert(
    fc.property(
      fc.oneof(anyMutated, anyResealed, anyResealed, anyUnits, anyDigits, anyBase64, anyBytesAsCpm),
      fc.constantFrom("strict", "lenient"),
      (text, mode) => {
        const outcome = outcomeOf(text, mode);
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      },
    ),
    { numRuns: 100_000 },
  );
  // Otherwise the inputs would not have reached the rules.
  for (const outcome of [
    "mpm",
    "cpm",
    "TRUNCATED",
    "BAD_ID",
    "BAD_LENGTH",
    "CRC_MISMATCH",
    "DUPLICATE_ID",
    "NOT_CPM",
  ]) {
    assert.ok((outcomes.get(outcome) ?? 0) >= 100, `${outcome} only ${outcomes.get(outcome) ?? 0} times`);
  }
  assert.ok(outcomes.size >= 18, [...outcomes.keys()].join(" "));
});

function outcomeOf(text: string, mode: "strict" | "lenient"): string {
  try {
    return decodeQr(text, { mode, ownGuids: ["hk.jiaozi"] }).mode;
  } catch (error) {
    if (error instanceof EmvError) return error.code;
    throw error;
  }
}

function mutate([code, edits]: [string, Edit[]]): string {
  let text = code;
  for (const { at, removed, inserted } of edits) {
    const place = text.length === 0 ? 0 : at % text.length;
    text = text.slice(0, place) + inserted + text.slice(place + removed);
  }
  return text;
}
