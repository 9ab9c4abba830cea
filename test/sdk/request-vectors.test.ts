import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { currencyByCode } from "@jiaozi/sdk/currencies";
import { composeCode, type CodeMerchant } from "@jiaozi/sdk/request/compose";
import { codeOf, requestLink } from "@jiaozi/sdk/request/link";
import type { RequestNetwork } from "@jiaozi/sdk/request/code-objects";
import { readRequest } from "@jiaozi/sdk/request/read";
import { RequestError } from "@jiaozi/sdk/request/request-error";
import { type RegistryReader, verifyRequest } from "@jiaozi/sdk/request/verify";
import { STATUS } from "@jiaozi/sdk/status";
import { type Hex, keccak256, toHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import vectors from "./vectors/requests.json" with { type: "json" };

const NETWORK = vectors.network as RequestNetwork;
const MERCHANT = vectors.merchant as CodeMerchant;
const NOW = BigInt(vectors.now);
const TILL = privateKeyToAccount(keccak256(toHex(vectors.terminalKeyLabel)));

/** Registries that know the vectors' terminal, asking in `currency`; everybody else is nobody. */
function registryOf(currency: number): RegistryReader {
  return {
    terminal: (account) =>
      Promise.resolve({
        merchantId: MERCHANT.merchantId,
        currency,
        status: account === TILL.address ? STATUS.active : STATUS.none,
        validUntil: Number(NOW) + 1,
        capMinor: 999_999_999_999,
        staticCapMinor: 100_000,
      }),
    merchant: () =>
      Promise.resolve({
        ...MERCHANT,
        payoutAccount: TILL.address,
        acquirer: 1,
        status: STATUS.active,
        country: toHex(MERCHANT.country),
      }),
    participant: () => Promise.resolve({ status: STATUS.active, name: "Harbour Bank" }),
  };
}

function verify(text: string) {
  const read = readRequest(text, NETWORK.guid);
  return verifyRequest(read, NETWORK, NOW, registryOf(read.request.currency));
}

describe("a signed code among the vectors", () => {
  it("is of the terminal whose key the label gives", () => {
    assert.equal(TILL.address, vectors.terminal);
  });

  for (const { id, terms, text, contentHash, digest, checkCode } of vectors.accepted) {
    it(`is written byte for byte, and verified: ${id}`, async () => {
      const currency = currencyByCode(terms.currency) ?? assert.fail(`no ${terms.currency}`);
      const amounts = { amountMinor: BigInt(terms.amountMinor), expiresAt: BigInt(terms.expiresAt) };
      const composed = await composeCode(
        MERCHANT,
        { ...terms, requestId: terms.requestId as Hex, currency, ...amounts },
        NETWORK,
        TILL,
      );
      assert.equal(composed.text, text);
      const verified = await verify(codeOf(requestLink("https://pay.example", text)));
      assert.deepEqual(verified.request, composed.request);
      assert.equal(verified.request.contentHash, contentHash);
      assert.equal(verified.digest, digest);
      assert.equal(verified.checkCode, checkCode);
      assert.equal(verified.terminal, TILL.address);
    });
  }

  for (const { id, text, error } of vectors.refused) {
    it(`is refused as ${error}: ${id}`, async () => {
      await assert.rejects(
        async () => verify(text),
        (thrown) => {
          assert.ok(thrown instanceof RequestError, String(thrown));
          assert.equal(thrown.code, error);
          return true;
        },
      );
    });
  }
});
