import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { encodeMpm, encodeObjects } from "@jiaozi/sdk/emv/mpm-encode";
import { compileCommand } from "../support/compiled-command.ts";
import { ownVectors, publicVectors } from "./vectors/read.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
let folder = "";
let bin = "";

before(() => {
  folder = compileCommand("qr-decode-");
  bin = join(folder, "bin", "jiaozi.mjs");
});

after(() => rmSync(folder, { recursive: true }));

interface Answer {
  readonly ok: boolean;
  readonly error?: string;
  readonly warnings?: readonly string[];
}

const VALID = "00020101021229370016A0000006770101110113006680111111153037645802TH540520.15630442BE";

test("every public code gets exactly its stated answer, in one run and in order", (context) => {
  if (publicVectors.length === 0) return context.skip("the file of public codes is not on this machine");
  const { answers, status } = decode(publicVectors.map(({ payload }) => payload));
  assert.equal(answers.length, publicVectors.length);
  for (const [place, { id, mode, valid, decoded, warnings = [], expectedError }] of publicVectors.entries()) {
    if (valid) assert.deepEqual(answers[place], { ok: true, mode, decoded, warnings }, id);
    else assert.equal(answers[place]?.error, expectedError, id);
  }
  assert.equal(status, 1);
});

test("a refused code is answered with its error, id, offset and a sentence, and what is unknown is left out", () => {
  const refused = ownVectors.filter(({ error }) => error !== undefined);
  const { answers } = decode(refused.map(({ payload }) => payload));
  for (const [place, { id: vector, error }] of refused.entries()) {
    const { message, ...answer } = answers[place] as Answer & { message: string };
    const { code, ...known } = error ?? assert.fail();
    assert.deepEqual(answer, { ok: false, error: code, ...known }, vector);
    assert.ok(message.length > 10, vector);
  }
});

test("a warning is an error with --strict", () => {
  const odd = ownVectors.filter(({ strictError }) => strictError !== undefined);
  const payloads = odd.map(({ payload }) => payload);
  const lenient = decode(payloads);
  const strict = decode(payloads, ["--strict"]);
  assert.equal(lenient.status, 0);
  assert.equal(strict.status, 1);
  for (const [place, { warnings, strictError }] of odd.entries()) {
    assert.deepEqual(lenient.answers[place]?.warnings, warnings);
    assert.equal(strict.answers[place]?.error, strictError?.code);
  }
});

test("a code that bears a GUID of ours, or one that --guid names, is read strictly", () => {
  const payloads = ["test.jiaozi", "HK.JIAOZI", "com.example", "org.example", "net.example"].map(codeWithoutCategory);
  const { answers } = decode(payloads, ["--guid", "com.example", "--guid=ORG.example"]);
  assert.deepEqual(
    answers.map(({ ok, error }) => (ok ? "read" : error)),
    ["MISSING_52", "MISSING_52", "MISSING_52", "MISSING_52", "read"],
  );
});

test("every line is answered, an empty one too, whether lines end in LF, CRLF or not at all", () => {
  const { stdout, status } = run(["qr", "decode"], `\n${VALID}\r\n\r\n${VALID}\n \n${VALID}`);
  const answers = parseLines(stdout).map(({ ok, error }) => (ok ? "read" : error));
  assert.deepEqual(answers, ["NOT_EMV", "read", "NOT_EMV", "read", "NOT_EMV", "read"]);
  assert.equal(status, 1);
});

test("nothing but the line end is taken away: a space, a tab, a line separator belongs to the code", () => {
  const { answers } = decode([` ${VALID}`, `${VALID} `, `${VALID}\t`, `${VALID}\u2028`, `${VALID}\r\r`]);
  assert.deepEqual(
    answers.map(({ error }) => error),
    ["NOT_EMV", "TRUNCATED", "TRUNCATED", "TRUNCATED", "TRUNCATED"],
  );
});

test("no lines, no answers, and nothing has failed", () => {
  const { stdout, status } = run(["qr", "decode"], "");
  assert.equal(stdout, "");
  assert.equal(status, 0);
});

test("a line of any length is one answer", () => {
  const { answers } = decode(["0".repeat(3_000_000), VALID]);
  assert.deepEqual(
    answers.map(({ ok, error }) => (ok ? "read" : error)),
    ["TOO_LONG", "read"],
  );
});

test("a line is answered before the next one comes", async () => {
  const child = spawn(process.execPath, [bin, "qr", "decode"], { stdio: ["pipe", "pipe", "inherit"] });
  const exited = once(child, "exit");
  child.stdout.setEncoding("utf8");
  for (const expected of [true, false]) {
    child.stdin.write(expected ? `${VALID}\n` : "ABC\n");
    const [chunk] = (await once(child.stdout, "data")) as [string];
    assert.equal(parseLines(chunk)[0]?.ok, expected);
  }
  child.stdin.end();
  assert.deepEqual(await exited, [1, null]);
});

test("a reader that leaves early ends the command without a word", async () => {
  const child = spawn(process.execPath, [bin, "qr", "decode"], { stdio: "pipe" });
  const exited = once(child, "exit");
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complaint += text));
  child.stdin.on("error", () => undefined); // it stops reading as well
  child.stdout.destroy();
  child.stdin.end(`${VALID}\n`.repeat(20_000));
  assert.deepEqual(await exited, [0, null]);
  assert.equal(complaint, "");
});

test("a bad argument exits 2 with a sentence on standard error and nothing on standard output", () => {
  const bad: [args: string[], sentence: RegExp][] = [
    [[], /say what to do: qr decode/],
    [["qr"], /no command "qr"/],
    [["qr", "encode"], /no command "qr encode"/],
    [["toString"], /no command "toString"/],
    [["qr", "decode", "--sloppy"], /Unknown option '--sloppy'/],
    [["qr", "decode", "--strict=yes"], /'--strict' does not take an argument/],
    [["qr", "decode", "--guid"], /'--guid <value>' argument missing/],
    [["qr", "decode", "--guid", ""], /"" is not a GUID/],
    [["qr", "decode", VALID], /codes are read from standard input/],
  ];
  for (const [args, sentence] of bad) {
    const { stdout, stderr, status } = run(args, VALID);
    assert.equal(status, 2, args.join(" "));
    assert.match(stderr, sentence);
    assert.equal(stdout, "");
  }
});

test("--help tells each command's options and exit codes", () => {
  for (const args of [["--help"], ["-h"], ["qr", "decode", "--help"], ["qr", "decode", "--strict", "-h"]]) {
    const { stdout, status } = run(args, "");
    assert.equal(status, 0, args.join(" "));
    for (const word of ["jiaozi qr decode", "--strict", "--guid", "Exit code"]) assert.ok(stdout.includes(word), word);
  }
});

test("before it is compiled the command says in one sentence what to run", () => {
  const bare = join(folder, "bare", "bin");
  cpSync(join(root, "sdk", "bin"), bare, { recursive: true });
  const { status, stderr } = spawnSync(process.execPath, [join(bare, "jiaozi.mjs")], { encoding: "utf8" });
  assert.equal(status, 1);
  assert.equal(stderr, "jiaozi: not built yet, run `npm start` or `npm test` once.\n");
});

/** A code that only a lenient reading accepts. */
function codeWithoutCategory(guid: string): string {
  const account = { id: "26", value: encodeObjects([{ id: "00", value: guid }]) };
  return encodeMpm([{ id: "00", value: "01" }, account]);
}

function run(args: readonly string[], input: string) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [bin, ...args], { input, encoding: "utf8" });
  return { stdout, stderr, status };
}

function decode(payloads: readonly string[], options: readonly string[] = []) {
  const { stdout, status } = run(["qr", "decode", ...options], payloads.map((payload) => `${payload}\n`).join(""));
  return { answers: parseLines(stdout), status };
}

function parseLines(stdout: string): Answer[] {
  return stdout
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Answer);
}
