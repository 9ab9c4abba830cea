import { currencyByCode } from "@jiaozi/sdk/currencies";
import { type CodeMerchant, type CodeTerms, type ComposedCode, composeCode } from "@jiaozi/sdk/request/compose";
import { requestDigest } from "@jiaozi/sdk/request/payment-request";
import { readRequest } from "@jiaozi/sdk/request/read";
import { RequestError } from "@jiaozi/sdk/request/request-error";
import { authenticateRequest } from "@jiaozi/sdk/request/verify";
import { decodeQR } from "qr/decode.js";
import { compactSignatureToSignature, keccak256, recoverAddress, serializeSignature, stringToHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { frameOf, frameWithoutCode, meanBrightness, qrVersion } from "./frame.ts";
import { table } from "./table.ts";
import { type Timing, time } from "./timing.ts";

const NETWORK = {
  guid: "test.jiaozi",
  chainId: 20071,
  paymentHub: "0x1000000000000000000000000000000000000001",
} as const;
const TILL = privateKeyToAccount(keccak256(stringToHex("jiaozi bench terminal")));
const NOW = 1_800_000_000n;
const SHOP: CodeMerchant = {
  merchantId: "0x0001000000000001",
  name: "Lucky Noodles",
  city: "Hong Kong",
  country: "HK",
  category: 5812,
};
const LARGE_SHOP = { ...SHOP, name: "Lucky Noodles & Dumplings", city: "Tsim Sha Tsui E" }; // 25 and 15 characters
const FAST_RUNS = 2000;
const FRAME_RUNS = 200;

/** Size and time of a code from the till's text to the wallet's verdict, offline. */
export async function benchCode(): Promise<string> {
  const hkd = currencyByCode("HKD");
  if (hkd === undefined) throw new Error("the currency table has no HKD");
  const terms: CodeTerms = {
    requestId: "0x000102030405060708090a0b0c0d0e0f",
    currency: hkd,
    amountMinor: 48_00n,
    expiresAt: NOW + 300n,
    billNumber: "A-17",
    terminalLabel: "T1",
  };
  const { billNumber: _, ...printed } = { ...terms, amountMinor: 0n };
  const typical = await composeCode(SHOP, terms, NETWORK, TILL);
  const largest = await largestCode({ ...terms, amountMinor: 9_999_999_999_99n });
  const onPaper = await composeCode(LARGE_SHOP, printed, NETWORK, TILL);

  const sizes = table(
    ["code", "bytes", "goal", "QR version", "goal"],
    [
      ["on a screen, typical", ...sizeOf(typical), "≤ 13"],
      ["on a screen, the largest that is made", ...sizeOf(largest), "≤ 13"],
      ["printed, longest name and city", ...sizeOf(onPaper, 321), "≤ 11"],
    ],
  );
  return [
    "## Code: size",
    sizes,
    "\n## Code: time, in milliseconds",
    await timesOf(terms, typical, largest),
    "\nEncode composes the text from fields with a signature that is there already; signing (EIP-712, secp256k1) is shown",
    "with it in the row below. Verified offline: parsed, every rule of the code checked, signer recovered and compared.",
    "A frame is 1280 × 720, the code three quarters of its height and 4° askew. Rows in italics are the baseline.",
  ].join("\n");
}

async function timesOf(terms: CodeTerms, typical: ComposedCode, largest: ComposedCode): Promise<string> {
  const signature = serializeSignature(compactSignatureToSignature(typical));
  const signed = { signTypedData: () => Promise.resolve(signature) };
  const digest = requestDigest(typical.request, NETWORK);
  const json = JSON.stringify(readRequest(typical.text, NETWORK.guid).decoded);
  const [typicalFrame, largestFrame, emptyFrame] = [frameOf(typical.text), frameOf(largest.text), frameWithoutCode()];
  return table(
    ["step", "median", "95 %", "goal"],
    [
      row("encode", await time(FAST_RUNS, () => composeCode(SHOP, terms, NETWORK, signed)), "≤ 1"),
      row("sign + encode", await time(FAST_RUNS, () => composeCode(SHOP, terms, NETWORK, TILL))),
      row("*viem's bare signature of a hash*", await time(FAST_RUNS, () => TILL.sign({ hash: digest }))),
      row("text → verified offline, typical", await time(FAST_RUNS, () => verify(typical)), "≤ 15"),
      row("text → verified offline, largest", await time(FAST_RUNS, () => verify(largest)), "≤ 15"),
      row("of this, reading alone", await time(FAST_RUNS, () => readRequest(typical.text, NETWORK.guid))),
      row("*viem's bare recoverAddress*", await time(FAST_RUNS, () => recoverAddress({ hash: digest, signature }))),
      row("*JSON.parse of the same fields*", await time(FAST_RUNS, () => JSON.parse(json) as unknown)),
      row("frame → text, typical", await time(FRAME_RUNS, () => scan(typicalFrame, typical)), "≤ 15"),
      row("frame → text, largest", await time(FRAME_RUNS, () => scan(largestFrame, largest)), "≤ 15"),
      row("frame without a code → nothing", await time(FRAME_RUNS, () => scanNothing(emptyFrame))),
      row("*one look at every pixel of a frame*", await time(FRAME_RUNS, () => meanBrightness(typicalFrame))),
    ],
  );
}

/** Name and city at their longest, then as long a bill number and till's label as fit. */
async function largestCode(terms: CodeTerms): Promise<ComposedCode> {
  for (let spare = 50; spare > 1; spare--) {
    const billNumber = "B".repeat(Math.min(25, spare - 1));
    const terminalLabel = "T".repeat(spare - billNumber.length);
    try {
      return await composeCode(LARGE_SHOP, { ...terms, billNumber, terminalLabel }, NETWORK, TILL);
    } catch (error) {
      if (!(error instanceof RequestError && error.code === "CODE_TOO_LARGE")) throw error;
    }
  }
  throw new Error("no code fits");
}

async function verify({ text }: ComposedCode): Promise<void> {
  const { terminal } = await authenticateRequest(readRequest(text, NETWORK.guid), NETWORK, NOW);
  if (terminal !== TILL.address) throw new Error("the code was not verified");
}

function scan(frame: ReturnType<typeof frameOf>, { text }: ComposedCode): void {
  if (decodeQR(frame) !== text) throw new Error("the frame was read as something else");
}

function scanNothing(frame: ReturnType<typeof frameOf>): void {
  try {
    decodeQR(frame);
  } catch {
    return; // the decoder's way of saying that there is none
  }
  throw new Error("a code was read where there is none");
}

function sizeOf({ text }: ComposedCode, bytesAllowed = 400): [string, string, string] {
  return [String(new TextEncoder().encode(text).length), `≤ ${bytesAllowed}`, String(qrVersion(text))];
}

function row(step: string, { medianMilliseconds, p95Milliseconds }: Timing, goal = ""): string[] {
  return [step, medianMilliseconds.toFixed(3), p95Milliseconds.toFixed(3), goal];
}
