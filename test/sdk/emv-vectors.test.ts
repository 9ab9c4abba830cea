import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeQr } from "@jiaozi/sdk/emv/decode";
import { EmvError } from "@jiaozi/sdk/emv/errors";
import type { ReadingRules } from "@jiaozi/sdk/emv/mpm-decode";
import { ownVectors, publicVectors } from "./vectors/read.ts";

const LENIENT: ReadingRules = { mode: "lenient", ownGuids: [] };
const STRICT: ReadingRules = { mode: "strict", ownGuids: [] };
const OURS: ReadingRules = { mode: "lenient", ownGuids: ["hk.com.HKICL"] };

if (publicVectors.length === 0) test("public codes", { skip: "the file of public codes is not on this machine" });

for (const vector of publicVectors) {
  const { id, payload, expectedError, decoded, warnings = [] } = vector;
  if (vector.valid) {
    test(`${id} decodes to exactly what it says`, () => {
      const { mode, decoded: actual, warnings: actualWarnings } = decodeQr(payload, LENIENT);
      assert.deepEqual({ mode, decoded: actual, warnings: actualWarnings }, { mode: vector.mode, decoded, warnings });
    });
  } else {
    test(`${id} is refused with ${expectedError}`, () => {
      assert.equal(failure(payload, LENIENT).code, expectedError);
      assert.equal(failure(payload, STRICT).code, expectedError);
    });
  }
}

for (const { id, payload, error, warnings, strictError } of ownVectors) {
  if (error !== undefined) {
    test(`${id}: ${error.code} at its place, in both modes`, () => {
      assert.deepEqual(failure(payload, LENIENT), error);
      assert.deepEqual(failure(payload, STRICT), error);
      assert.deepEqual(failure(payload, OURS), error);
    });
  } else if (strictError === undefined) {
    test(`${id}: accepted without a warning, in both modes`, () => {
      assert.deepEqual(decodeQr(payload, LENIENT).warnings, []);
      assert.deepEqual(decodeQr(payload, STRICT).warnings, []);
      assert.deepEqual(decodeQr(payload, OURS).warnings, []);
    });
  } else {
    test(`${id}: ${warnings?.join(", ")}, and strictly ${strictError.code} is the error`, () => {
      assert.deepEqual(decodeQr(payload, LENIENT).warnings, warnings);
      assert.deepEqual(failure(payload, STRICT), strictError);
    });
  }
}

test("every error and every kind of warning has a code of its own here", () => {
  const errors = new Set(ownVectors.flatMap(({ error }) => error?.code ?? []));
  const warnings = new Set(ownVectors.flatMap((vector) => vector.warnings ?? []));
  const expectedErrors =
    `TOO_LONG NOT_EMV TRUNCATED BAD_ID BAD_LENGTH CRC_MISSING CRC_NOT_LAST CRC_MISMATCH DUPLICATE_ID
    PFI_NOT_FIRST PFI_INVALID POI_INVALID NO_MERCHANT_ACCOUNT CURRENCY_INVALID MCC_INVALID AMOUNT_INVALID
    TIP_INDICATOR_INVALID TIP_VALUE_MISSING NOT_CPM`.split(/\s+/);
  const expectedWarnings = `CRC_LOWERCASE ZERO_LENGTH_62 MISSING_52 MISSING_53 MISSING_58 MISSING_59 MISSING_60
    AMOUNT_DECIMALS_EXCEED_CURRENCY_EXPONENT TOO_LONG_58 TOO_LONG_59 TOO_LONG_60 TOO_LONG_61 NON_ASCII_59 NON_ASCII_60
    TEMPLATE_UNPARSABLE_26 TEMPLATE_UNPARSABLE_62 TEMPLATE_UNPARSABLE_64`.split(/\s+/);
  assert.deepEqual(errors, new Set(expectedErrors));
  assert.deepEqual(
    expectedWarnings.filter((warning) => !warnings.has(warning)),
    [],
  );
});

/** The error as the vectors write it. */
function failure(payload: string, rules: ReadingRules): { code: string; id?: string; offset?: number } {
  try {
    decodeQr(payload, rules);
  } catch (error) {
    assert.ok(error instanceof EmvError);
    assert.notEqual(error.message, "");
    const { code, id, offset } = error;
    return { code, ...(id !== undefined && { id }), ...(offset !== undefined && { offset }) };
  }
  return assert.fail(`${payload} was accepted`);
}
