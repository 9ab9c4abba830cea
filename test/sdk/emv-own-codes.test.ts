import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeQr } from "@jiaozi/sdk/emv/decode";
import { findAccount } from "@jiaozi/sdk/emv/find-account";
import { encodeMpm, encodeObjects } from "@jiaozi/sdk/emv/mpm-encode";

const OURS = { mode: "lenient", ownGuids: ["hk.jiaozi"] } as const;

/** A code with three decimals in Hong Kong dollars, which only a strict reading refuses. */
function codeWithSurplusDecimals(network: { id: string; value: string }): string {
  return encodeMpm([
    { id: "00", value: "01" },
    { id: "01", value: "12" },
    { id: "02", value: "4000000000000002" },
    ...(network.id < "52" ? [network] : []),
    { id: "52", value: "5812" },
    { id: "53", value: "344" },
    { id: "54", value: "48.001" },
    { id: "58", value: "HK" },
    { id: "59", value: "Wing Kee" },
    { id: "60", value: "Hong Kong" },
    ...(network.id > "60" ? [network] : []),
  ]);
}

const bearing = (guid: string): string => encodeObjects([{ id: "00", value: guid }]);

test("more decimals than the currency has are a warning in a foreign code and an error in ours", () => {
  const foreign = codeWithSurplusDecimals({ id: "26", value: bearing("hk.com.hkicl") });
  assert.deepEqual(decodeQr(foreign, OURS).warnings, ["AMOUNT_DECIMALS_EXCEED_CURRENCY_EXPONENT"]);
  refusesStrictly(codeWithSurplusDecimals({ id: "26", value: bearing("hk.jiaozi") }));
});

test("a code is ours wherever in 26 to 51 or after 64 the GUID stands, and in whichever case", () => {
  for (const id of ["26", "37", "51", "80", "81"]) {
    refusesStrictly(codeWithSurplusDecimals({ id, value: bearing("HK.JiaoZi") }));
  }
});

test("our GUID in a template that breaks off behind it still makes the code ours", () => {
  refusesStrictly(codeWithSurplusDecimals({ id: "26", value: `${bearing("hk.jiaozi")}01` }));
});

test("a GUID that only looks like ours, by Unicode case folding, is not ours", () => {
  const lookalike = codeWithSurplusDecimals({ id: "26", value: bearing("h\u212A.jiaozi") });
  const code = decodeQr(lookalike, OURS);
  assert.ok(code.mode === "mpm");
  assert.equal(findAccount(code.decoded, "hk.jiaozi"), undefined);
});

test("the account of a network is found by its GUID, without case, in any of 26 to 51", () => {
  for (const id of ["26", "44", "51"]) {
    const code = decodeQr(codeWithSurplusDecimals({ id, value: bearing("HK.jiaozi") }), { ...OURS, ownGuids: [] });
    assert.ok(code.mode === "mpm");
    assert.deepEqual(findAccount(code.decoded, "hk.JIAOZI"), { id, guid: "HK.jiaozi", sub: { "00": "HK.jiaozi" } });
    assert.equal(findAccount(code.decoded, "hk.jiaozi2"), undefined);
  }
});

test("a GUID outside of 26 to 51 names no account", () => {
  const code = decodeQr(codeWithSurplusDecimals({ id: "80", value: bearing("hk.jiaozi") }), { ...OURS, ownGuids: [] });
  assert.ok(code.mode === "mpm");
  assert.equal(findAccount(code.decoded, "hk.jiaozi"), undefined);
});

test("each object of the root says where it stands, in characters and in the JavaScript string", () => {
  const text = encodeMpm([
    { id: "00", value: "01" },
    { id: "02", value: "🥟🥟" },
    { id: "59", value: "福記" },
    { id: "80", value: "x" },
  ]);
  const code = decodeQr(text, OURS);
  assert.ok(code.mode === "mpm");
  assert.deepEqual(
    code.objects.map(({ id, offset, end, index }) => [id, offset, end, index]),
    [
      ["00", 0, 6, 0],
      ["02", 6, 12, 6],
      ["59", 12, 18, 14],
      ["80", 18, 23, 20],
      ["63", 23, 31, 25],
    ],
  );
  assert.equal(text.slice(0, code.objects[3]?.index), "0002010202🥟🥟5902福記");
});

test("a lone surrogate has no UTF-8, so no CRC fits it, not even the one of its replacement character", () => {
  const replaced = encodeMpm([
    { id: "00", value: "01" },
    { id: "02", value: "\ufffd" },
  ]);
  assert.equal(decodeQr(replaced, OURS).mode, "mpm");
  assert.throws(() => decodeQr(replaced.replace("\ufffd", "\ud83e"), OURS), { code: "CRC_MISMATCH", id: "63" });
});

function refusesStrictly(text: string): void {
  assert.equal(decodeQr(text, { ...OURS, ownGuids: [] }).mode, "mpm");
  assert.throws(() => decodeQr(text, OURS), { code: "AMOUNT_DECIMALS_EXCEED_CURRENCY_EXPONENT", id: "54" });
}
