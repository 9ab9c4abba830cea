import type { Hex } from "viem";
import { currencyByNumericText, type Currency } from "../currencies.ts";
import { decodeQr } from "../emv/decode.ts";
import { EmvError } from "../emv/errors.ts";
import { findAccount } from "../emv/find-account.ts";
import { isSameGuid } from "../emv/guid.ts";
import type { MpmCode } from "../emv/mpm-decode.ts";
import type { Fields, MerchantTemplate, MpmDecoded } from "../emv/mpm-decoded.ts";
import { parseAmount } from "../money.ts";
import { NETWORK_GUIDS } from "../network.ts";
import { fromBase64Url } from "./base64url.ts";
import { REQUEST_VERSION, SEAL_IDS, contentHash, isTimeText } from "./code-objects.ts";
import type { SignedRequest } from "./payment-request.ts";
import { RequestError } from "./request-error.ts";

/** A signed request as a code carries it. Nothing in it is to be believed before `verifyRequest` has passed it. */
export interface ReadRequest extends SignedRequest {
  currency: Currency;
  /** By EMV name: what the signature covers beside the request itself. */
  decoded: MpmDecoded;
  text: string;
}

/** Account template, sub-objects 00 to 05. */
const ACCOUNT_IDS = new Set(["00", "01", "02", "03", "04", "05"]);

/**
 * Reads a signed request from a code of the network `guid` (carrier A), strictly: every object where it belongs, and
 * nothing after the signature but the CRC.
 * @throws RequestError and nothing else.
 */
export function readRequest(text: string, guid: string): ReadRequest {
  const code = decode(text, guid);
  const account = findAccount(code.decoded, guid);
  if (account === undefined) throw foreign(code.decoded);
  const unsealedText = unsealed(text, code);
  const { decoded } = code;
  const { sub } = account;
  const seconds = (id: string) => requireField(sub[id], id, isTimeText);
  if (!Object.keys(sub).every((id) => ACCOUNT_IDS.has(id))) throw damaged(`${account.id} has an unknown object`);
  requireField(sub["01"], "01", (value) => value === REQUEST_VERSION);
  requireSameAccountOnce(decoded, account, guid);

  const currency = currencyByNumericText(decoded.currency ?? "");
  if (currency === undefined) throw damaged(`currency ${decoded.currency}`);
  return {
    request: {
      merchantId: bytesOf(sub["02"], 8),
      requestId: bytesOf(sub["03"], 16),
      currency: currency.number,
      amountMinor: amountOf(decoded, currency),
      expiresAt: BigInt(seconds("04")),
      captureBefore: sub["05"] === undefined ? 0n : BigInt(seconds("05")),
      contentHash: contentHash(unsealedText),
    },
    r: sealHalf(decoded, SEAL_IDS.r, guid),
    yParityAndS: sealHalf(decoded, SEAL_IDS.yParityAndS, guid),
    currency,
    decoded,
    text,
  };
}

function decode(text: string, guid: string): MpmCode {
  let code;
  try {
    code = decodeQr(text, { mode: "lenient", ownGuids: [guid] });
  } catch (error) {
    if (error instanceof EmvError) throw new RequestError("NOT_READABLE", error.message, error.code);
    throw error;
  }
  if (code.mode === "cpm") throw new RequestError("NOT_OURS", "a payer's code (EMVCo CPM), not a shop's");
  return code;
}

/** Another network of ours is named as such; a code that only mentions us in its seal is no foreign code but a fake. */
function foreign(decoded: MpmDecoded): RequestError {
  const others = Object.values(NETWORK_GUIDS).find((other) => findAccount(decoded, other));
  if (others !== undefined) return new RequestError("OTHER_NETWORK", others);
  const names = decoded.merchantAccounts.map((account) =>
    "guid" in account ? account.guid : "network" in account ? account.network : account.id,
  );
  return new RequestError("NOT_OURS", names.join(", "));
}

/** The text that was signed: all before the object 80, with 80, 81, 63 the last three. */
function unsealed(text: string, { objects }: MpmCode): string {
  const ids = objects.map(({ id }) => id);
  const at = ids.indexOf(SEAL_IDS.r);
  const first = objects[at];
  if (first === undefined || !ids.includes(SEAL_IDS.yParityAndS)) {
    throw new RequestError("UNSIGNED", "objects 80 and 81 are missing");
  }
  if (ids.slice(at).join() !== [SEAL_IDS.r, SEAL_IDS.yParityAndS, "63"].join()) {
    throw new RequestError("NOT_SEALED_LAST", `the code ends with ${ids.slice(at).join(", ")}`);
  }
  return text.slice(0, first.index);
}

function sealHalf({ unreserved }: MpmDecoded, id: string, guid: string): Hex {
  const half: Fields | string | undefined = unreserved?.[id];
  if (half === undefined || typeof half === "string" || !isSameGuid(half["00"] ?? "", guid)) {
    throw new RequestError("UNSIGNED", `object ${id} is not our signature`);
  }
  if (Object.keys(half).join() !== "00,01") throw damaged(`object ${id} has an unknown object`);
  return bytesOf(half["01"], 32);
}

/** Two accounts of ours in one code would let two readers pay two shops. */
function requireSameAccountOnce(decoded: MpmDecoded, account: MerchantTemplate, guid: string): void {
  const rest = decoded.merchantAccounts.filter((other) => other !== account);
  if (findAccount({ merchantAccounts: rest }, guid)) throw damaged("two accounts of one network");
}

function amountOf({ amount, pointOfInitiation }: MpmDecoded, currency: Currency): bigint {
  const isDynamic = pointOfInitiation === "dynamic";
  if (pointOfInitiation === null || isDynamic !== (amount !== undefined)) {
    throw new RequestError("AMOUNT_DOES_NOT_FIT_KIND", `${pointOfInitiation}, amount ${amount ?? "none"}`);
  }
  return amount === undefined ? 0n : parseAmount(amount, currency);
}

function bytesOf(value: string | undefined, length: number): Hex {
  const bytes = value === undefined ? undefined : fromBase64Url(value, length);
  if (bytes === undefined) throw damaged(`"${value}" is not ${length} bytes in base64url`);
  return bytes;
}

function requireField(value: string | undefined, id: string, isRight: (value: string) => boolean): string {
  if (value === undefined || !isRight(value)) throw damaged(`account object ${id} is "${value}"`);
  return value;
}

function damaged(detail: string): RequestError {
  return new RequestError("FIELD_INVALID", detail);
}
