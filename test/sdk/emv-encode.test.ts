import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeCpm, type BerField } from "@jiaozi/sdk/emv/cpm-encode";
import { decodeQr } from "@jiaozi/sdk/emv/decode";
import { EmvError } from "@jiaozi/sdk/emv/errors";
import { encodeMpm, encodeObjects, type EmvField } from "@jiaozi/sdk/emv/mpm-encode";
import fc from "fast-check";
import { ownVectors, publicVectors } from "./vectors/read.ts";

const LENIENT = { mode: "lenient", ownGuids: [] } as const;

const PLAIN = { noNullPrototype: true };
const START: readonly EmvField[] = [
  { id: "00", value: "01" },
  { id: "02", value: "4" },
];
const anyId = fc.integer({ min: 0, max: 99 }).map((id) => String(id).padStart(2, "0"));
const anyText = (maxLength: number) => fc.string({ unit: "binary", minLength: 1, maxLength });
const anyTemplate = fc
  .uniqueArray(fc.record({ id: anyId, value: anyText(12) }, PLAIN), {
    selector: ({ id }) => id,
    minLength: 1,
    maxLength: 5,
  })
  .map(encodeObjects);
const isRuledValue = (id: string) => ["00", "01", "52", "53", "54", "55", "63"].includes(id);
const anyObjects = fc
  .uniqueArray(fc.record({ id: anyId, value: fc.oneof(anyText(30), anyTemplate) }, PLAIN), {
    selector: ({ id }) => id,
    maxLength: 6,
  })
  .map((objects) => START.concat(objects.filter(({ id }) => !isRuledValue(id) && id !== "02")));

test("objects that are written read back as the same objects", () => {
  let seen = 0;
  fc.assert(
    fc.property(anyObjects, (objects) => {
      const code = tryDecodeMpm(encodeMpm(objects));
      if (code === undefined) return; // a random text that happens to be a template with a repeated id
      seen++;
      const read = code.objects.map(({ id, value }) => ({ id, value }));
      assert.deepEqual(read.slice(0, -1), objects);
      assert.deepEqual(read.at(-1), { id: "63", value: code.decoded.crc });
    }),
    { numRuns: 1000 },
  );
  assert.ok(seen > 900, `${seen} of 1000 were read`);
});

test("a code that is read and written again is the same text", () => {
  let seen = 0;
  for (const { payload } of [...ownVectors, ...publicVectors]) {
    const code = tryDecodeMpm(payload);
    if (code === undefined || code.warnings.some((warning) => /^(CRC_LOWERCASE|ZERO_LENGTH)/.test(warning))) continue;
    seen++;
    assert.equal(encodeMpm(code.objects.slice(0, -1)), payload);
  }
  assert.ok(seen > 10, `${seen} codes`);
});

test("a beginning of a code is what stands in the finished code", () => {
  const objects = [
    { id: "00", value: "01" },
    { id: "59", value: "福記" },
  ];
  assert.equal(encodeObjects(objects), "0002015902福記");
  assert.ok(encodeMpm(objects).startsWith(encodeObjects(objects)));
});

test("what could not be read again is not written", () => {
  const first = { id: "00", value: "01" };
  refusesMpm([], "PFI_NOT_FIRST", "00");
  refusesMpm([{ id: "01", value: "11" }, first], "PFI_NOT_FIRST", "00");
  refusesMpm([first, { id: "63", value: "ABCD" }], "BAD_ID", "63");
  refusesMpm([first, { id: "5", value: "x" }], "BAD_ID");
  refusesMpm([first, { id: "５9", value: "x" }], "BAD_ID");
  refusesMpm([first, { id: "59", value: "" }], "BAD_LENGTH", "59");
  refusesMpm([first, { id: "59", value: "🥟".repeat(100) }], "BAD_LENGTH", "59");
  refusesMpm([first, { id: "59", value: "a" }, { id: "59", value: "b" }], "DUPLICATE_ID", "59");
  refusesMpm([first, { id: "59", value: "half \ud83e" }], "NOT_EMV", "59");
});

test("99 characters in a value and 512 in a code are written, one more is not", () => {
  assert.equal(Array.from(encodeMpm(fullCode(82))).length, 512);
  assert.throws(() => encodeMpm(fullCode(83)), { name: "EmvError", code: "TOO_LONG" });
});

const anyHex = fc
  .uint8Array({ maxLength: 12 })
  .map((bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0").toUpperCase()).join(""));
const { ber: anyBer } = fc.letrec<{ ber: BerField }>((tie) => ({
  ber: fc.oneof(
    { maxDepth: 3 },
    fc.record({ tag: fc.constantFrom("4F", "57", "9F26", "5F2D", "DF8101", "C1", "DE"), hex: anyHex }, PLAIN),
    fc.record({ tag: fc.constantFrom("61", "62", "BF0C", "63"), sub: fc.array(tie("ber"), { maxLength: 3 }) }, PLAIN),
  ),
}));
const FORMAT = { tag: "85", hex: "4350563031" };

test("consumer-presented objects that are written read back as the same objects", () => {
  fc.assert(
    fc.property(fc.array(anyBer, { maxLength: 3 }), (objects) => {
      const { mode, decoded } = decodeQr(encodeCpm([FORMAT, ...objects]), LENIENT);
      assert.equal(mode, "cpm");
      assert.deepEqual(withoutLengths(decoded), [FORMAT, ...objects]);
    }),
    { numRuns: 1000 },
  );
});

test("values of 127, 128, 255 and 256 bytes take the shortest length and read back", () => {
  for (const [bytes, length] of [
    [127, "7F"],
    [128, "8180"],
    [255, "81FF"],
    [256, "820100"],
  ] as const) {
    const text = encodeCpm([FORMAT, { tag: "4F", hex: "AB".repeat(bytes) }]);
    assert.equal(
      Buffer.from(text, "base64")
        .toString("hex", 8, 8 + length.length / 2)
        .toUpperCase(),
      length,
    );
    assert.deepEqual(withoutLengths(decodeQr(text, LENIENT).decoded), [FORMAT, { tag: "4F", hex: "AB".repeat(bytes) }]);
  }
});

test("a consumer-presented code that is read and written again is the same text", () => {
  for (const { mode, valid, payload } of publicVectors) {
    if (mode !== "cpm" || !valid) continue;
    assert.equal(encodeCpm(withoutLengths(decodeQr(payload, LENIENT).decoded)), payload);
  }
});

test("a consumer-presented code that could not be read again is not written", () => {
  refusesCpm([], "NOT_CPM");
  refusesCpm([{ tag: "85", hex: "4350563032" }], "NOT_CPM");
  refusesCpm([FORMAT, { tag: "4", hex: "AB" }], "BAD_ID");
  refusesCpm([FORMAT, { tag: "9F", hex: "AB" }], "BAD_ID");
  refusesCpm([FORMAT, { tag: "4F26", hex: "AB" }], "BAD_ID");
  refusesCpm([FORMAT, { tag: "61", hex: "AB" }], "BAD_ID");
  refusesCpm([FORMAT, { tag: "4F", sub: [] }], "BAD_ID");
  refusesCpm([FORMAT, { tag: "4F", hex: "A" }], "BAD_LENGTH");
  refusesCpm([FORMAT, { tag: "4F", hex: "ab" }], "BAD_LENGTH");
  refusesCpm([FORMAT, { tag: "4F", hex: "AB".repeat(385) }], "BAD_LENGTH");
  refusesCpm([FORMAT, { tag: "4F", hex: "AB".repeat(384) }], "TOO_LONG");
});

/** Every object of 99 characters but the last, to come near the longest code. */
function fullCode(lastLength: number): EmvField[] {
  const long = ["17", "18", "19", "20"].map((id) => ({ id, value: "🥟".repeat(99) }));
  return [{ id: "00", value: "01" }, ...long, { id: "21", value: "x".repeat(lastLength) }];
}

function refusesMpm(objects: EmvField[], code: string, id?: string): void {
  assert.throws(
    () => encodeMpm(objects),
    (error) => error instanceof EmvError && error.code === code && error.id === id,
    code,
  );
}

function refusesCpm(objects: BerField[], code: string): void {
  assert.throws(() => encodeCpm(objects), { name: "EmvError", code });
}

function tryDecodeMpm(text: string) {
  try {
    const code = decodeQr(text, LENIENT);
    return code.mode === "mpm" ? code : undefined;
  } catch (error) {
    assert.ok(error instanceof EmvError);
    return undefined;
  }
}

/** Decoded consumer-presented objects as they are written. */
function withoutLengths(decoded: unknown): BerField[] {
  return JSON.parse(
    JSON.stringify(decoded, (key, value: unknown) => (key === "len" ? undefined : value)),
  ) as BerField[];
}
