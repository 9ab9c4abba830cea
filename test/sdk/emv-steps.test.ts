import assert from "node:assert/strict";
import { Session } from "node:inspector/promises";
import { after, before, mock, test } from "node:test";
import { splitCharacters } from "@jiaozi/sdk/emv/characters";
import { crcText } from "@jiaozi/sdk/emv/crc";
import { decodeQr } from "@jiaozi/sdk/emv/decode";
import { EmvError } from "@jiaozi/sdk/emv/errors";
import { readObjects } from "@jiaozi/sdk/emv/tlv";

// V8 itself counts how often each block of the codec runs; what its text functions copy or scan is counted on top.
const session = new Session();

before(async () => {
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
});

after(async () => {
  await session.post("Profiler.stopPreciseCoverage");
  session.disconnect();
});

const repeat = (part: string, length: number): string => part.repeat(Math.ceil(length / part.length)).slice(0, length);
const sealed = (covered: string): string => `${covered}6304${crcText(`${covered}6304`)}`;
const inTemplates = (value: string, count: number): string =>
  Array.from({ length: count }, (_, template) => `${26 + template}99${value}`).join("");
const inBase64 = (ber: string): string => btoa(`\x85\x05CPV01${ber}`);
/** Always in the long form of the length, so that each level costs the same. */
const berOf = (tag: string, value: string): string =>
  `${tag}\x82${String.fromCharCode(value.length >> 8, value.length & 0xff)}${value}`;
const nestedBer = (depth: number): string =>
  Array.from({ length: depth }).reduce<string>((inner) => berOf("\x61", inner), berOf("\x4f", "x"));

/** Inputs that grow as a code with `size` quarters, up to the longest of 512 characters, and are slow to read wrongly. */
const FAMILIES: Readonly<Record<string, (quarters: number) => string>> = {
  "many empty objects": (quarters) => sealed(repeat("0000", quarters * 120)),
  "templates of many empty objects": (quarters) => sealed(`000201${inTemplates(repeat("0000", 96) + "abc", quarters)}`),
  "templates of different objects": (quarters) =>
    sealed(`000201${inTemplates(Array.from({ length: 19 }, (_, id) => `${id + 10}01x`).join("") + "9900", quarters)}`),
  "long values": (quarters) => sealed(`000201${inTemplates(repeat("x", 99), quarters)}`),
  "characters of two units": (quarters) => sealed(`000201${inTemplates("🥟".repeat(99), quarters)}`),
  "digits only": (quarters) => repeat("100212", quarters * 126),
  "base64 of deep templates": (quarters) => inBase64(nestedBer(quarters * 22)),
  "base64 of many objects": (quarters) => inBase64(berOf("\x4f", "x").repeat(quarters * 18)),
  "base64 that is none": (quarters) => repeat("A", quarters * 128 - 1) + "=",
  "no code at all": (quarters) => repeat("x 福", quarters * 128),
};

/** Those that take longer for a longer text. */
const TEXT_FUNCTIONS = [
  ...(["slice", "substring", "split", "replace", "match", "indexOf", "includes", "startsWith"] as const),
  ...(["toLowerCase", "toUpperCase", "isWellFormed", "padStart"] as const),
];
const MAX_STEPS_PER_CHARACTER = 60;

for (const [family, make] of Object.entries(FAMILIES)) {
  test(`reading takes steps in proportion to the length: ${family}`, async () => {
    const texts = [1, 2, 4].map(make);
    const counts: number[] = [];
    for (const text of texts) counts.push(await countSteps(() => tryDecode(text)));
    const [first = 0, second = 0, fourth = 0] = counts;
    assert.ok(first > 0, "nothing was counted");
    assert.ok(fourth - second <= 2.2 * (second - first) + 100, `steps ${counts.join(", ")}`);
    for (const [place, text] of texts.entries()) {
      const allowed = MAX_STEPS_PER_CHARACTER * text.length + 500;
      assert.ok((counts[place] ?? 0) <= allowed, `${counts[place]} steps for ${text.length} characters`);
    }
  });
}

test("splitting and reading objects stay linear far beyond the longest code", async () => {
  const counts: number[] = [];
  for (const length of [996, 15_936]) {
    const text = repeat("0001🥟", length);
    counts.push(
      await countSteps(() => {
        const characters = splitCharacters(text);
        assert.equal(readObjects(characters, 0, characters.count).failure, undefined);
      }),
    );
  }
  const [short = 0, long = 0] = counts;
  assert.ok(short > 996 && long <= 16 * short * 1.05, `steps ${counts.join(", ")}`);
});

test("what is longer than a code is refused without reading it", async () => {
  const counts: number[] = [];
  for (const length of [2_000, 2_000_000]) {
    const text = repeat("0001x", length);
    counts.push(await countSteps(() => tryDecode(text)));
  }
  assert.equal(counts[0], counts[1]);
  assert.ok((counts[1] ?? 0) < 600, `${counts[1]} steps`);
});

function tryDecode(text: string): void {
  try {
    decodeQr(text, { mode: "lenient", ownGuids: ["hk.jiaozi"] });
  } catch (error) {
    if (!(error instanceof EmvError)) throw error;
  }
}

async function countSteps(work: () => void): Promise<number> {
  await session.post("Profiler.takePreciseCoverage"); // sets the counts to zero
  const characters = countCharacters(work);
  const { result } = await session.post("Profiler.takePreciseCoverage");
  const blocks = result
    .filter(({ url }) => url.includes("/sdk/src/emv/"))
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges));
  return blocks.reduce((sum, { count }) => sum + count, characters);
}

/** How many characters the language's own text functions copy or scan while `work` runs, at most. */
function countCharacters(work: () => void): number {
  const texts = TEXT_FUNCTIONS.map((name) => mock.method(String.prototype, name));
  const lists = mock.method(Array, "from");
  const tests = mock.method(RegExp.prototype, "test");
  const encodes = mock.method(TextEncoder.prototype, "encode");
  try {
    work();
  } finally {
    mock.restoreAll();
  }
  const inTexts = texts
    .flatMap((text) => text.mock.calls as { result?: unknown; this: unknown }[])
    .map(({ result, this: whole }) => (typeof result === "string" ? result : String(whole)).length);
  const inArguments = [...tests.mock.calls, ...encodes.mock.calls].map((call) => call.arguments[0]?.length ?? 0);
  const inLists = lists.mock.calls.map(({ result }) => result?.length ?? 0);
  return [...inTexts, ...inLists, ...inArguments].reduce((sum, length) => sum + length, 0);
}
