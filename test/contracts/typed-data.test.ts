import { approvalDigest } from "@jiaozi/sdk/approval/payment-approval";
import { paymentId } from "@jiaozi/sdk/request/payment-id";
import { requestDigest } from "@jiaozi/sdk/request/payment-request";
import { expect } from "chai";
import fc from "fast-check";
import { bytesToHex, type Hex, zeroHash } from "viem";
import { askAt, domainOf, FREE, LOTUS, openTown, signedOf, type Town } from "../support/town.ts";

const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((array): Hex => bytesToHex(array));
const uint = (bits: bigint) => fc.bigInt({ min: 0n, max: 2n ** bits - 1n });

/** One definition in the sdk, one in the contracts: for any message they are the same. */
describe("the typed data", () => {
  let town: Town;
  before(async () => {
    town = await openTown();
  });

  it("of a request hashes to the same digest in the sdk and in the contract", async () => {
    const request = fc.record({
      merchantId: bytes(8),
      requestId: bytes(16),
      currency: fc.integer({ min: 0, max: 65_535 }),
      amountMinor: uint(256n),
      expiresAt: uint(64n),
      captureBefore: uint(64n),
      contentHash: bytes(32),
    });
    await fc.assert(
      fc.asyncProperty(request, async (message) => {
        expect(await town.hub.requestDigest(message)).to.equal(requestDigest(message, domainOf(town.deployment)));
      }),
      { numRuns: 50 },
    );
  });

  it("of an approval hashes to the same digest in the sdk and in the contract", async () => {
    const approval = fc.record({
      request: bytes(32),
      merchantName: fc.string({ unit: "grapheme", maxLength: 60 }).filter((name) => name.isWellFormed()),
      payer: bytes(20),
      amountMinor: uint(256n),
      tipMinor: uint(256n),
      bank: fc.integer({ min: 0, max: 65_535 }),
      currency: fc.integer({ min: 0, max: 65_535 }),
      maxDebitMinor: uint(256n),
      validBefore: uint(64n),
      nonce: bytes(32),
    });
    await fc.assert(
      fc.asyncProperty(approval, async (message) => {
        expect(await town.hub.approvalDigest(message)).to.equal(approvalDigest(message, domainOf(town.deployment)));
      }),
      { numRuns: 50 },
    );
  });

  it("gives a payment the id under which the hub keeps it", async () => {
    const nonce = `0x${"07".repeat(32)}` as const;
    for (const [amountMinor, paidMinor] of [
      [500n, 500n],
      [0n, 300n],
    ] as const) {
      const code = await askAt(town, amountMinor);
      await town.hub.connect(town.mei).pay(signedOf(code), LOTUS, paidMinor, 0n, nonce, FREE);
      const digest = requestDigest(code.request, domainOf(town.deployment));
      const id = paymentId(code.request, digest, town.mei.address as Hex, nonce);
      expect((await town.hub.payment(id)).refundableMinor).to.equal(paidMinor);
      expect(id === digest).to.equal(amountMinor !== 0n);
    }
    expect((await town.hub.payment(zeroHash)).refundableMinor).to.equal(0n);
  });
});
