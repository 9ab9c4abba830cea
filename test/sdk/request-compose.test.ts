import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { currencyByCode } from "@jiaozi/sdk/currencies";
import { type CodeTerms, composeCode } from "@jiaozi/sdk/request/compose";
import { readRequest } from "@jiaozi/sdk/request/read";
import { keccak256, toHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";

const TILL = privateKeyToAccount(keccak256(toHex("jiaozi test terminal")));
const NETWORK = { guid: "test.jiaozi", chainId: 20071, paymentHub: TILL.address } as const;
const SHOP = { merchantId: "0x0001000000000001", name: "Wing", city: "HK", country: "HK", category: 5812 } as const;

function compose(texts: Pick<CodeTerms, "billNumber" | "terminalLabel">) {
  const currency = currencyByCode("HKD") ?? assert.fail("no HKD");
  const requestId = "0x000102030405060708090a0b0c0d0e0f";
  return composeCode(
    SHOP,
    { requestId, currency, amountMinor: 4800n, expiresAt: 1_800_000_000n, ...texts },
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
});
