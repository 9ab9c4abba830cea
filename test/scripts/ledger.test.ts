import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { currencyByCode } from "@jiaozi/sdk/currencies";
import { findDifferences, LedgerError, readLedger, totalOf } from "../../scripts/attestation/ledger.ts";

const HKD = currencyByCode("HKD");
if (!HKD) throw new Error("no HKD");
const [ANNE, BEN] = ["0x00000000000000000000000000000000000000a1", "0x00000000000000000000000000000000000000b2"];

const read = (csv: string) => readLedger(csv, HKD);

describe("a bank's ledger", () => {
  it("is read line by line, whatever the line's end", () => {
    const ledger = read(`account,balance\r\n${ANNE},12.34\r\n${BEN}, 0.01\n\n`);
    assert.equal(totalOf(ledger), 1235n);
    assert.equal(ledger.size, 2);
  });

  for (const [what, csv, line] of [
    ["another header", `konto,saldo\n${ANNE},1.00`, 1],
    ["no account", `account,balance\nAnne,1.00`, 2],
    ["no amount", `account,balance\n${ANNE},a lot`, 2],
    ["more digits than the currency has", `account,balance\n${ANNE},1.005`, 2],
    ["a negative balance", `account,balance\n${ANNE},-1.00`, 2],
    ["a third column", `account,balance\n${ANNE},1.00,x`, 2],
    ["an account twice", `account,balance\n${ANNE},1.00\n${ANNE.toUpperCase().replace("0X", "0x")},2.00`, 3],
  ] as const) {
    it(`is refused at its line for ${what}`, () => {
      assert.throws(
        () => read(csv),
        (error: unknown) => error instanceof LedgerError && error.line === line,
      );
    });
  }

  it("differs from the chain entry by entry, also where the totals agree", () => {
    const ledger = read(`account,balance\n${ANNE},1.00\n${BEN},2.00`);
    const chain = read(`account,balance\n${ANNE},2.00\n${BEN},1.00`);
    assert.equal(totalOf(ledger), totalOf(chain));
    assert.equal(findDifferences(ledger, chain).length, 2);
  });

  it("need not name an account without money, and must name every other", () => {
    const chain = read(`account,balance\n${ANNE},0.00\n${BEN},1.00`);
    assert.deepEqual(findDifferences(new Map(), chain).length, 1);
    assert.deepEqual(findDifferences(read(`account,balance\n${BEN},1.00`), chain), []);
  });
});
