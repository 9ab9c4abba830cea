import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  type ApprovedPayment,
  ApprovedPaymentError,
  readApprovedPayment,
  writeApprovedPayment,
} from "@jiaozi/sdk/approval/approved-payment";
import fc from "fast-check";
import { bytesToHex, getAddress, type Hex } from "viem";

const bytes = (length: number): fc.Arbitrary<Hex> =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((array) => bytesToHex(array));
const uint = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n });
const uint16 = fc.integer({ min: 0, max: 65_535 });

const payments: fc.Arbitrary<ApprovedPayment> = fc.record({
  signed: fc.record({
    request: fc.record({
      merchantId: bytes(8),
      requestId: bytes(16),
      currency: uint16,
      amountMinor: uint,
      expiresAt: uint,
      captureBefore: uint,
      contentHash: bytes(32),
    }),
    r: bytes(32),
    yParityAndS: bytes(32),
  }),
  approval: fc.record({
    request: bytes(32),
    merchantName: fc.string({ maxLength: 40 }),
    payer: bytes(20).map((payer) => getAddress(payer)),
    amountMinor: uint,
    tipMinor: uint,
    bank: uint16,
    currency: uint16,
    maxDebitMinor: uint,
    validBefore: uint,
    nonce: bytes(32),
  }),
  signature: fc.integer({ min: 0, max: 200 }).chain(bytes),
});

describe("an approved payment as JSON", () => {
  it("is read back as it was written", () => {
    fc.assert(
      fc.property(payments, (payment) => {
        const written = writeApprovedPayment(payment);
        assert.equal(writeApprovedPayment(readApprovedPayment(written)), written);
      }),
    );
  });

  it("is the same payment in upper-case digits", () => {
    fc.assert(
      fc.property(payments, (payment) => {
        const written = writeApprovedPayment({ ...payment, approval: { ...payment.approval, merchantName: "" } });
        const upper = written.replaceAll(/(?<="0x)[0-9a-f]*/gi, (digits) => digits.toUpperCase());
        assert.equal(writeApprovedPayment(readApprovedPayment(upper)), written);
      }),
    );
  });

  it("is refused by the name of the field when any one is missing", () => {
    const [payment] = fc.sample(payments, { numRuns: 1, seed: 1 });
    const whole = JSON.parse(writeApprovedPayment(payment as ApprovedPayment)) as Record<string, unknown>;
    for (const path of pathsOf(whole)) {
      const cut = structuredClone(whole);
      const field = path.at(-1) ?? "";
      const parent = path.slice(0, -1).reduce((at, name) => at[name] as Record<string, unknown>, cut);
      delete parent[field];
      assert.throws(
        () => readApprovedPayment(JSON.stringify(cut)),
        (error) => error instanceof ApprovedPaymentError && error.field === path.join("."),
      );
    }
  });

  it("is refused with a typed error whatever else the text is", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        assert.throws(() => readApprovedPayment(text), ApprovedPaymentError);
      }),
    );
  });
});

function pathsOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([name, part]) => pathsOf(part, [...path, name]));
}
