import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { currencyByCode } from "@jiaozi/sdk/currencies";
import { crcText } from "@jiaozi/sdk/emv/crc";
import { decodeQr } from "@jiaozi/sdk/emv/decode";
import { encodeMpm, encodeObjects, type EmvField } from "@jiaozi/sdk/emv/mpm-encode";
import { fromBase64Url, toBase64Url } from "@jiaozi/sdk/request/base64url";
import { composeCode, type CodeTerms } from "@jiaozi/sdk/request/compose";
import { codeOf, codeOfFragment, requestLink } from "@jiaozi/sdk/request/link";
import { checkCode, requestDigest } from "@jiaozi/sdk/request/payment-request";
import { readRequest } from "@jiaozi/sdk/request/read";
import { RequestError, type RequestErrorCode } from "@jiaozi/sdk/request/request-error";
import { feeRoundedDown, tipRuleOf } from "@jiaozi/sdk/request/tip";
import {
  authenticateRequest,
  type MerchantRow,
  type RegistryReader,
  type TerminalRow,
  verifyRequest,
} from "@jiaozi/sdk/request/verify";
import { STATUS } from "@jiaozi/sdk/status";
import fc from "fast-check";
import encodeQR from "qr";
import { keccak256, toHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";

const TILL = privateKeyToAccount(keccak256(toHex("jiaozi test terminal")));
const THIEF = privateKeyToAccount(keccak256(toHex("jiaozi test thief")));
const NETWORK = {
  guid: "test.jiaozi",
  chainId: 20071,
  paymentHub: "0x1000000000000000000000000000000000000001",
} as const;
const NOW = 1_800_000_000n;
const HKD = currencyByCode("HKD") ?? assert.fail("no HKD");
const SHOP = {
  merchantId: "0x0001000000000001",
  name: "Lucky Noodles",
  city: "Hong Kong",
  country: "HK",
  category: 5812,
} as const;
const TERMS: CodeTerms = {
  requestId: "0x000102030405060708090a0b0c0d0e0f",
  currency: HKD,
  amountMinor: 4800n,
  expiresAt: NOW + 300n,
  billNumber: "A-17",
};

const TERMINAL: TerminalRow = {
  merchantId: SHOP.merchantId,
  currency: 344,
  status: STATUS.active,
  validUntil: Number(NOW) + 1000,
  capMinor: 100_000,
  staticCapMinor: 10_000,
};
const MERCHANT: MerchantRow = {
  payoutAccount: THIEF.address,
  acquirer: 1,
  category: 5812,
  status: STATUS.active,
  country: "0x484b",
  name: SHOP.name,
  city: SHOP.city,
};

interface Rows {
  terminal?: Partial<TerminalRow>;
  merchant?: Partial<MerchantRow>;
  bankStatus?: number;
}

/** Registries that know one till; everybody else is nobody. */
function registry({ terminal, merchant, bankStatus = STATUS.active }: Rows = {}): RegistryReader {
  return {
    terminal: (account) =>
      Promise.resolve(
        account === TILL.address
          ? { ...TERMINAL, ...terminal }
          : { ...TERMINAL, merchantId: "0x0000000000000000", status: STATUS.none },
      ),
    merchant: () => Promise.resolve({ ...MERCHANT, ...merchant }),
    participant: () => Promise.resolve({ status: bankStatus, name: "Harbour Bank" }),
  };
}

const compose = (terms: Partial<CodeTerms> = {}) => composeCode(SHOP, { ...TERMS, ...terms }, NETWORK, TILL);

async function verify(text: string, rows?: Rows, now = NOW) {
  return await verifyRequest(readRequest(text, NETWORK.guid), NETWORK, now, registry(rows));
}

async function refuses(text: string, code: RequestErrorCode, rows?: Rows, now = NOW) {
  await assert.rejects(verify(text, rows, now), (error) => {
    assert.ok(error instanceof RequestError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, /[.]$/); // a sentence
    return true;
  });
}

function fieldsOf(text: string): EmvField[] {
  const code = decodeQr(text, { mode: "strict", ownGuids: [NETWORK.guid] });
  assert.equal(code.mode, "mpm");
  return code.mode === "mpm"
    ? code.objects.filter(({ id }) => id !== "63").map(({ id, value }) => ({ id, value }))
    : [];
}

/** The same code with one object of the root changed and the CRC made right again. */
function withObject(text: string, id: string, value: string): string {
  return encodeMpm(fieldsOf(text).map((field) => (field.id === id ? { id, value } : field)));
}

function withAccountObject(text: string, id: string, value: string): string {
  const account = fieldsOf(text).find((field) => field.id === "26")?.value ?? "";
  const sub = [...account.matchAll(/(\d\d)(\d\d)/g)].length > 0 ? splitTemplate(account) : [];
  return withObject(text, "26", encodeObjects(sub.map((field) => (field.id === id ? { id, value } : field))));
}

function splitTemplate(template: string): EmvField[] {
  const fields: EmvField[] = [];
  for (let at = 0; at < template.length;) {
    const length = Number(template.slice(at + 2, at + 4));
    fields.push({ id: template.slice(at, at + 2), value: template.slice(at + 4, at + 4 + length) });
    at += 4 + length;
  }
  return fields;
}

describe("a signed code", () => {
  it("is read back as it was composed, and verified as its till's", async () => {
    const { text, request } = await compose();
    const verified = await verify(text);
    assert.deepEqual(verified.request, request);
    assert.equal(verified.terminal, TILL.address);
    assert.equal(verified.merchant.name, SHOP.name);
    assert.equal(verified.digest, requestDigest(request, NETWORK));
    assert.equal(verified.checkCode, checkCode(verified.digest));
  });

  it("is the same after a round trip whatever amount, time, ids and bill it carries", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.bigInt({ min: 0n, max: 9_999_999_999n }),
        fc.bigInt({ min: NOW + 1n, max: NOW + 900n }),
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        fc.stringMatching(/^[!-~]{1,20}$/),
        async (amountMinor, expiresAt, id, billNumber) => {
          const bill = amountMinor === 0n ? {} : { billNumber };
          const { billNumber: _, ...terms } = TERMS;
          const code = await composeCode(
            SHOP,
            { ...terms, ...bill, amountMinor, expiresAt, requestId: toHex(id) },
            NETWORK,
            TILL,
          );
          const read = readRequest(code.text, NETWORK.guid);
          assert.deepEqual(read.request, code.request);
          assert.equal((await authenticateRequest(read, NETWORK, NOW)).terminal, TILL.address);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("still shows merchant, amount and currency to a wallet that knows nothing of the network", async () => {
    const code = decodeQr((await compose()).text, { mode: "lenient", ownGuids: [] });
    assert.ok(code.mode === "mpm");
    const { merchantName, amount, currency } = code.decoded;
    assert.deepEqual(
      { merchantName, amount, currency },
      { merchantName: "Lucky Noodles", amount: "48.00", currency: "344" },
    );
    assert.deepEqual(code.warnings, []);
  });

  it("fits 400 bytes and version 13 on a screen, 321 bytes and version 11 on paper", async () => {
    const longest = { ...SHOP, name: "A".repeat(25), city: "B".repeat(15) };
    const onScreen = await composeCode(
      longest,
      { ...TERMS, amountMinor: 99_999_999_99n, billNumber: "1234567890" },
      NETWORK,
      TILL,
    );
    assert.ok(new TextEncoder().encode(onScreen.text).length <= 400);
    assert.ok(versionOf(onScreen.text) <= 13);
    const { billNumber: _, ...terms } = TERMS;
    const onPaper = await composeCode(longest, { ...terms, amountMinor: 0n }, NETWORK, TILL);
    assert.ok(new TextEncoder().encode(onPaper.text).length <= 321);
    assert.ok(versionOf(onPaper.text) <= 11);
  });

  it("is refused when it is made larger than a code can be", async () => {
    const longest = { ...SHOP, name: "A".repeat(25), city: "B".repeat(15) };
    const printed = { ...TERMS, amountMinor: 0n, billNumber: "X".repeat(25) };
    await assert.rejects(composeCode(longest, printed, NETWORK, TILL), { code: "CODE_TOO_LARGE" });
    await assert.rejects(compose({ billNumber: "X".repeat(120) }), { code: "CODE_TOO_LARGE" });
    await assert.rejects(compose({ amountMinor: 10n ** 13n }), { code: "AMOUNT_TOO_LARGE" });
    await assert.rejects(composeCode({ ...SHOP, country: "HKG" }, TERMS, NETWORK, TILL), { code: "TEXT_INVALID" });
    await assert.rejects(composeCode({ ...SHOP, name: "好運麵" }, TERMS, NETWORK, TILL), { code: "TEXT_INVALID" });
  });
});

describe("a code that was edited and resealed", () => {
  const edits: [string, (text: string) => string][] = [
    ["merchant number", (text) => withAccountObject(text, "02", toBase64Url("0x0001000000000002"))],
    ["request id", (text) => withAccountObject(text, "03", toBase64Url("0x000102030405060708090a0b0c0d0e10"))],
    ["expiry", (text) => withAccountObject(text, "04", String(NOW + 301n))],
    ["category", (text) => withObject(text, "52", "5411")],
    ["currency", (text) => withObject(text, "53", "156")],
    ["amount", (text) => withObject(text, "54", "4.80")],
    ["country", (text) => withObject(text, "58", "CN")],
    ["name", (text) => withObject(text, "59", "Lucky Noodle")],
    ["city", (text) => withObject(text, "60", "Kowloon")],
    ["bill number", (text) => withObject(text, "62", "0104A-18")],
  ];
  for (const [field, edit] of edits) {
    it(`is refused when its ${field} was changed, as nobody's`, async () => {
      await refuses(edit((await compose()).text), "CHANGED_OR_FOREIGN");
    });
  }

  it("is refused when the signature was taken from another code", async () => {
    const [one, other] = [await compose(), await compose({ amountMinor: 1n })];
    const stolen = fieldsOf(other.text).find(({ id }) => id === "80")?.value ?? "";
    await refuses(withObject(one.text, "80", stolen), "CHANGED_OR_FOREIGN");
  });

  it("is refused when a hold was made of it", async () => {
    const { text } = await compose();
    const account = splitTemplate(fieldsOf(text).find(({ id }) => id === "26")?.value ?? "");
    const held = encodeObjects([...account, { id: "05", value: String(NOW + 999n) }]);
    await refuses(withObject(text, "26", held), "CHANGED_OR_FOREIGN");
  });

  it("is refused when anything follows object 80 but 81 and the CRC", async () => {
    const { text } = await compose();
    const fields = fieldsOf(text);
    for (const added of [
      { id: "55", value: "01" },
      { id: "82", value: "0003abc" },
      { id: "64", value: "0002ZH0104ABCD" },
    ]) {
      await assert.rejects(async () => readRequest(encodeMpm([...fields, added]), NETWORK.guid), {
        code: "NOT_SEALED_LAST",
      });
      const between = [...fields.slice(0, -1), added, ...fields.slice(-1)];
      await assert.rejects(async () => readRequest(encodeMpm(between), NETWORK.guid), { code: "NOT_SEALED_LAST" });
    }
  });

  it("is refused when an object stands twice, or a second account of ours", async () => {
    const { text } = await compose();
    const fields = fieldsOf(text);
    const account = fields.find(({ id }) => id === "26");
    const doubled = [...fields.slice(0, 3), { id: "27", value: account?.value ?? "" }, ...fields.slice(3)];
    await assert.rejects(async () => readRequest(encodeMpm(doubled), NETWORK.guid), { code: "FIELD_INVALID" });
    const body = `${text.slice(0, text.indexOf("8062"))}540299${text.slice(text.indexOf("8062"), -4)}`;
    await assert.rejects(async () => readRequest(body + crcText(body), NETWORK.guid), { code: "NOT_READABLE" });
  });

  it("is refused when its signature is missing, or spelled in another way", async () => {
    const { text } = await compose();
    const fields = fieldsOf(text);
    await assert.rejects(async () => readRequest(encodeMpm(fields.slice(0, -2)), NETWORK.guid), { code: "UNSIGNED" });
    const r = splitTemplate(fields.at(-2)?.value ?? "").at(1)?.value ?? "";
    // 43 characters carry two bits more than 32 bytes: another last character may mean the same bytes
    const twin = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
      .map((last) => r.slice(0, -1) + last)
      .find((text43) => text43 !== r && fromBase64Url(text43) === undefined);
    assert.ok(twin);
    const respelled = encodeObjects([
      { id: "00", value: NETWORK.guid },
      { id: "01", value: twin },
    ]);
    await assert.rejects(async () => readRequest(withObject(text, "80", respelled), NETWORK.guid), {
      code: "FIELD_INVALID",
    });
  });

  it("is refused when a static code was given an amount, or a dynamic one lost its own", async () => {
    const { text } = await compose();
    await refuses(withObject(text, "01", "11"), "AMOUNT_DOES_NOT_FIT_KIND");
    const withoutAmount = fieldsOf(text).filter(({ id }) => id !== "54");
    await refuses(encodeMpm(withoutAmount), "AMOUNT_DOES_NOT_FIT_KIND");
  });
});

describe("a wallet refuses a code", () => {
  it("of another signer, as nobody's", async () => {
    await refuses((await composeCode(SHOP, TERMS, NETWORK, THIEF)).text, "CHANGED_OR_FOREIGN");
  });
  it("of the till of another merchant", async () => {
    await refuses((await compose()).text, "CHANGED_OR_FOREIGN", { terminal: { merchantId: "0x0001000000000009" } });
  });
  it("signed for another chain or another hub", async () => {
    for (const elsewhere of [
      { ...NETWORK, chainId: 1 },
      { ...NETWORK, paymentHub: THIEF.address },
    ]) {
      await refuses((await composeCode(SHOP, TERMS, elsewhere, TILL)).text, "CHANGED_OR_FOREIGN");
    }
  });
  it("from the very second at which it expires", async () => {
    const { text } = await compose();
    assert.equal((await verify(text, {}, NOW + 299n)).checkCode.length, 4);
    await refuses(text, "EXPIRED", {}, NOW + 300n);
  });
  it("that would live longer than fifteen minutes", async () => {
    await refuses((await compose({ expiresAt: NOW + 901n })).text, "LIVES_TOO_LONG");
    assert.ok(await verify((await compose({ expiresAt: NOW + 900n })).text));
  });
  it("of a till that was revoked, or whose registration ran out", async () => {
    const { text } = await compose();
    await refuses(text, "TERMINAL_REVOKED", { terminal: { status: STATUS.closed } });
    await refuses(text, "TERMINAL_EXPIRED", { terminal: { validUntil: Number(NOW) } });
  });
  it("of a merchant or a bank that is not active", async () => {
    const { text } = await compose();
    await refuses(text, "MERCHANT_NOT_ACTIVE", { merchant: { status: STATUS.suspended } });
    await refuses(text, "BANK_NOT_ACTIVE", { bankStatus: STATUS.suspended });
  });
  it("that does not name the merchant as registered", async () => {
    const { text } = await compose();
    await refuses(text, "MERCHANT_DIFFERS", { merchant: { name: "Lucky Noodles Ltd" } });
    await refuses(text, "MERCHANT_DIFFERS", { merchant: { city: "Macau" } });
  });
  it("above the till's cap, or in a currency that it does not take", async () => {
    await refuses((await compose({ amountMinor: 100_001n })).text, "ABOVE_CAP");
    await refuses((await compose()).text, "CURRENCY_NOT_ACCEPTED", { terminal: { currency: 156 } });
  });
  it("of the network's production twin, and of any other scheme", async () => {
    const twin = await composeCode(SHOP, TERMS, { ...NETWORK, guid: "hk.jiaozi" }, TILL);
    await assert.rejects(async () => readRequest(twin.text, NETWORK.guid), { code: "OTHER_NETWORK" });
    const fps =
      "00020101021226330012hk.com.hkicl0313+852-6789123452040000530334454031005802HK5914company_1_data6002HK62170513INV/TEST/00016304A154";
    await assert.rejects(async () => readRequest(fps, NETWORK.guid), { code: "NOT_OURS" });
    await assert.rejects(async () => readRequest("https://example.org", NETWORK.guid), { code: "NOT_READABLE" });
  });
});

describe("a link", () => {
  it("carries the code in its fragment, and gives it back", async () => {
    const { text } = await compose();
    const link = requestLink("https://pay.example", text);
    assert.match(link, /^https:\/\/pay\.example\/r#[A-Za-z0-9_-]+$/);
    assert.equal(codeOf(link), text);
    assert.equal(codeOf(`  ${text}\n`), text);
    assert.equal(codeOfFragment(new URL(link).hash), text);
    assert.equal(codeOfFragment("#not base64!"), undefined);
  });
});

describe("a tip rule", () => {
  const rule = (fields: object) =>
    tipRuleOf({ payloadFormat: "01", pointOfInitiation: "dynamic", merchantAccounts: [], crc: "0000", ...fields }, HKD);
  it("adds a fixed fee or a percentage, rounded down, and leaves a tip to the payer", () => {
    assert.equal(feeRoundedDown(rule({ tipIndicator: "02", feeFixed: "2.50" }), 4800n), 250n);
    assert.equal(feeRoundedDown(rule({ tipIndicator: "03", feePercent: "10" }), 4805n), 480n);
    assert.equal(feeRoundedDown(rule({ tipIndicator: "03", feePercent: "0.25" }), 4800n), 12n);
    assert.equal(feeRoundedDown(rule({ tipIndicator: "01" }), 4800n), 0n);
    assert.equal(feeRoundedDown(rule({}), 4800n), 0n);
  });
  it("is refused where it is no number that can be charged exactly", () => {
    for (const fields of [
      { tipIndicator: "02", feeFixed: "2.505" },
      { tipIndicator: "03", feePercent: "1e1" },
      { tipIndicator: "03", feePercent: "0" },
    ]) {
      assert.throws(() => rule(fields), { code: "FIELD_INVALID" });
    }
  });
});

function versionOf(text: string): number {
  const modules = encodeQR(text, "raw", { ecc: "low", encoding: "byte", border: 1 }).length - 2;
  return (modules - 17) / 4;
}
