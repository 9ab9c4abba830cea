import assert from "node:assert/strict";
import { test } from "node:test";
import { currencyByCode, type Currency } from "@jiaozi/sdk/currencies";
import { AmountError, amountText, formatAmount, parseAmount, type AmountErrorCode } from "@jiaozi/sdk/money";
import fc from "fast-check";

const HKD = currency("HKD");
const JPY = currency("JPY");
const KWD = currency("KWD");

test("an amount is read into minor units of its currency", () => {
  assert.equal(parseAmount("48", HKD), 4800n);
  assert.equal(parseAmount("48.", HKD), 4800n);
  assert.equal(parseAmount("48.5", HKD), 4850n);
  assert.equal(parseAmount("0048.05", HKD), 4805n);
  assert.equal(parseAmount("0", HKD), 0n);
  assert.equal(parseAmount("480", JPY), 480n);
  assert.equal(parseAmount("480.", JPY), 480n);
  assert.equal(parseAmount("1.234", KWD), 1234n);
});

test("what is outside the EMV grammar is not an amount", () => {
  for (const text of [
    "",
    ".",
    ".5",
    "1.2.3",
    "1,000",
    "98,73",
    "3 705",
    " 1",
    "1 ",
    "+1",
    "-1",
    "−1",
    "1e10",
    "0x10",
  ]) {
    refuses(text, HKD, "NOT_AN_AMOUNT");
  }
  for (const text of ["٤٨", "４８", "1\n", "HK$1", "1_000", "Infinity", "NaN"]) refuses(text, HKD, "NOT_AN_AMOUNT");
});

test("more decimals than the currency has are refused, not rounded, even when they are zeros", () => {
  refuses("48.001", HKD, "TOO_MANY_DECIMALS");
  refuses("48.000", HKD, "TOO_MANY_DECIMALS");
  refuses("48.0", JPY, "TOO_MANY_DECIMALS");
  refuses("1.2345", KWD, "TOO_MANY_DECIMALS");
});

test("an amount is written with exactly the decimals of its currency", () => {
  assert.equal(amountText(4800n, HKD), "48.00");
  assert.equal(amountText(5n, HKD), "0.05");
  assert.equal(amountText(0n, HKD), "0.00");
  assert.equal(amountText(480n, JPY), "480");
  assert.equal(amountText(1n, KWD), "0.001");
});

test("an amount below zero is not written into a code", () => {
  assert.throws(() => amountText(-1n, HKD), isAmountError("NEGATIVE"));
});

test("an amount for a person has its symbol, grouped thousands and a real minus sign", () => {
  assert.equal(formatAmount(123456n, HKD), "HK$1,234.56");
  assert.equal(formatAmount(100000000n, HKD), "HK$1,000,000.00");
  assert.equal(formatAmount(99999n, currency("CNY")), "CN¥999.99");
  assert.equal(formatAmount(-5n, currency("USD")), "\u2212US$0.05");
  assert.equal(formatAmount(1234n, JPY), "JPY 1,234");
  assert.equal(formatAmount(1234567n, KWD), "KWD 1,234.567");
});

test("amounts beyond the exact range of a Number keep every digit", () => {
  assert.equal(formatAmount(9007199254740993n, HKD), "HK$90,071,992,547,409.93");
  assert.equal(parseAmount("90071992547409.93", HKD), 9007199254740993n);
});

test("what is written reads back to the same minor units in every currency", () => {
  const anyCurrency = fc.constantFrom(HKD, JPY, KWD, currency("CLF"));
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }), anyCurrency, (amountMinor, of) => {
      assert.equal(parseAmount(amountText(amountMinor, of), of), amountMinor);
    }),
  );
});

function currency(code: string): Currency {
  const found = currencyByCode(code);
  assert.ok(found, code);
  return found;
}

function refuses(text: string, of: Currency, code: AmountErrorCode): void {
  assert.throws(() => parseAmount(text, of), isAmountError(code), JSON.stringify(text));
}

function isAmountError(code: AmountErrorCode): (error: unknown) => boolean {
  return (error) => error instanceof AmountError && error.code === code && error.message !== "";
}
