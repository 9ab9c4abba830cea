import type { Currency } from "../currencies.ts";
import type { MpmDecoded } from "../emv/mpm-decoded.ts";
import { AmountError, parseAmount } from "../money.ts";
import { RequestError } from "./request-error.ts";

/** What a code asks for on top of its amount (EMVCo MPM 4.7.5 to 4.7.7); it is signed like everything before object 80. */
export type TipRule =
  | { kind: "none" }
  /** The payer is asked for a tip. */
  | { kind: "prompt" }
  | { kind: "fixed"; feeMinor: bigint }
  /** In hundredths of a percent. */
  | { kind: "percentage"; feeBps: bigint };

const BPS = 10_000n;

/** @throws RequestError `FIELD_INVALID` where the fee is no number that can be charged exactly. */
export function tipRuleOf(decoded: MpmDecoded, currency: Currency): TipRule {
  const { tipIndicator, feeFixed = "", feePercent = "" } = decoded;
  if (tipIndicator === undefined) return { kind: "none" };
  if (tipIndicator === "01") return { kind: "prompt" };
  if (tipIndicator === "02") return { kind: "fixed", feeMinor: fixedFee(feeFixed, currency) };
  const [, whole = "", hundredths = ""] = /^([0-9]{1,2})(?:\.([0-9]{1,2}))?$/.exec(feePercent) ?? [];
  const feeBps = BigInt(whole || "0") * 100n + BigInt(hundredths.padEnd(2, "0"));
  if (whole === "" || feeBps === 0n) throw new RequestError("FIELD_INVALID", `percentage "${feePercent}"`);
  return { kind: "percentage", feeBps };
}

/** What the rule adds to an amount, in minor units; a percentage is rounded down. A prompted tip is the payer's to say. */
export function feeRoundedDown(rule: TipRule, amountMinor: bigint): bigint {
  if (rule.kind === "fixed") return rule.feeMinor;
  return rule.kind === "percentage" ? (amountMinor * rule.feeBps) / BPS : 0n;
}

function fixedFee(text: string, currency: Currency): bigint {
  try {
    const feeMinor = parseAmount(text, currency);
    if (feeMinor > 0n) return feeMinor;
  } catch (error) {
    if (!(error instanceof AmountError)) throw error;
  }
  throw new RequestError("FIELD_INVALID", `fixed fee "${text}"`);
}
