import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { currencyByCode } from "@jiaozi/sdk/currencies";
import { type CodeMerchant, type CodeTerms, composeCode } from "@jiaozi/sdk/request/compose";
import { readRequest } from "@jiaozi/sdk/request/read";
import { keccak256, toHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";

const TILL = privateKeyToAccount(keccak256(toHex("jiaozi test terminal")));
const NETWORK = { guid: "test.jiaozi", chainId: 20071, paymentHub: TILL.address } as const;
const SHOP = { merchantId: "0x0001000000000001", name: "Wing", city: "HK", country: "HK", category: 5812 } as const;

function compose(terms: Partial<CodeTerms>, shop: Partial<CodeMerchant> = {}) {
  const currency = currencyByCode("HKD") ?? assert.fail("no HKD");
  const requestId = "0x000102030405060708090a0b0c0d0e0f";
  return composeCode(
    { ...SHOP, ...shop },
    { requestId, currency, amountMinor: 4800n, expiresAt: 1_800_000_000n, ...terms },
    NETWORK,
    TILL,
  );
}

describe("composing a code", () => {
  it("carries a bill number and a till's label of 25 characters each, counted as people count them", async () => {
    for (const text of ["B".repeat(25), "賬".repeat(25), "🥟".repeat(5)]) {
      const { decoded } = readRequest((await compose({ billNumber: text, terminalLabel: "T1" })).text, NETWORK.guid);
      assert.deepEqual(decoded.additional, { billNumber: text, terminalLabel: "T1" });
    }
  });

  it("refuses a bill number or a till's label of 26, however much room the code has", async () => {
    for (const text of ["B".repeat(26), "賬".repeat(26)]) {
      await assert.rejects(compose({ billNumber: text }), { code: "CODE_TOO_LARGE" });
      await assert.rejects(compose({ terminalLabel: text }), { code: "CODE_TOO_LARGE" });
    }
  });

  for (const [what, terms, shop] of [
    ["a request id of 15 bytes", { requestId: "0x000102030405060708090a0b0c0d0e" }, {}],
    ["a request id that lacks a digit", { requestId: "0x000102030405060708090a0b0c0d0e0" }, {}],
    ["an expiry in milliseconds", { expiresAt: 1_800_000_000_000n }, {}],
    ["an expiry of zero", { expiresAt: 0n }, {}],
    ["a capture time in milliseconds", { captureBefore: 1_800_000_000_000n }, {}],
    ["a capture time without an amount", { amountMinor: 0n, captureBefore: 1_800_000_000n }, {}],
    ["a merchant id of 7 bytes", {}, { merchantId: "0x00010000000001" }],
    ["a category of five digits", {}, { category: 58_120 }],
    ["a category with a fraction", {}, { category: 58.5 }],
  ] as const) {
    it(`refuses ${what}, which no reader would take`, async () => {
      await assert.rejects(compose(terms, shop), { code: "TERMS_INVALID" });
    });
  }
});
