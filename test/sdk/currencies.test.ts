import assert from "node:assert/strict";
import { test } from "node:test";
import { currencyByCode, currencyByNumber, currencyByNumericText, numericText } from "@jiaozi/sdk/currencies";

test("a currency is found by number, by code and by the three digits of an EMV code", () => {
  const australian = { number: 36, code: "AUD", exponent: 2, symbol: "AUD " };
  assert.deepEqual(currencyByNumber(36), australian);
  assert.deepEqual(currencyByCode("AUD"), australian);
  assert.deepEqual(currencyByNumericText("036"), australian);
  assert.equal(numericText(australian), "036");
});

test("three digits are asked for, no more and no fewer", () => {
  for (const text of ["36", "0036", "344 ", "+36", "AUD", "3e1", ""]) {
    assert.equal(currencyByNumericText(text), undefined, text);
  }
});

test("a number that ISO 4217 does not assign is no currency", () => {
  assert.equal(currencyByNumber(1), undefined);
  assert.equal(currencyByNumericText("999"), undefined);
  assert.equal(currencyByCode("hkd"), undefined);
});

test("the exponent is the one of ISO 4217, also where a currency is spent without decimals", () => {
  const expected = { HKD: 2, CNY: 2, USD: 2, IDR: 2, JPY: 0, KRW: 0, VND: 0, KWD: 3, BHD: 3, CLF: 4, UYW: 4 };
  for (const [code, exponent] of Object.entries(expected)) assert.equal(currencyByCode(code)?.exponent, exponent, code);
});

test("the settlement currencies have the symbols that tell dollars and yuan apart", () => {
  assert.equal(currencyByNumber(344)?.symbol, "HK$");
  assert.equal(currencyByNumber(156)?.symbol, "CN¥");
  assert.equal(currencyByNumber(840)?.symbol, "US$");
});

test("no number and no code stands for two currencies", () => {
  const numbers = Array.from({ length: 1000 }, (_, number) => currencyByNumber(number)).filter((found) => !!found);
  assert.ok(numbers.length >= 150, `${numbers.length} currencies`);
  for (const currency of numbers) assert.equal(currencyByCode(currency.code), currency);
});
