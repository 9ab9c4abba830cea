import { type Hex, isHex, type LocalAccount } from "viem";
import { numericText, type Currency } from "../currencies.ts";
import { hasMoreCharactersThan } from "../emv/characters.ts";
import { EmvError } from "../emv/errors.ts";
import { MAX_AMOUNT_CHARACTERS } from "../emv/mpm-rules.ts";
import { encodeMpm, encodeObjects, type EmvField } from "../emv/mpm-encode.ts";
import { amountText } from "../money.ts";
import { toBase64Url } from "./base64url.ts";
import {
  MAX_PRINT_BYTES,
  MAX_SCREEN_BYTES,
  REQUEST_VERSION,
  SEAL_IDS,
  contentHash,
  isTimeText,
  type RequestNetwork,
} from "./code-objects.ts";
import { signRequest, type PaymentRequest, type SignedRequest } from "./payment-request.ts";
import { RequestError } from "./request-error.ts";

/** Of each text in the template 62 (EMVCo MPM). */
const MAX_ADDITIONAL_CHARACTERS = 25;

/** A merchant as its bank registered it, as a code shows it. */
export interface CodeMerchant {
  merchantId: Hex;
  name: string;
  city: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** ISO 18245 merchant category code. */
  category: number;
}

export interface CodeTerms {
  /** 16 bytes; a terminal never uses one twice. */
  requestId: Hex;
  currency: Currency;
  /** Minor units; 0 makes a static code, whose payer enters the amount. */
  amountMinor: bigint;
  /** Unix seconds. */
  expiresAt: bigint;
  /** Unix seconds: until when the amount is held instead of paid. Only with an exact amount. */
  captureBefore?: bigint;
  /** EMV 62/01, at most 25 characters. Signed, and on the merchant's statement. */
  billNumber?: string;
  /** EMV 62/07, at most 25 characters: which till. */
  terminalLabel?: string;
}

export interface ComposedCode extends SignedRequest {
  /** Carrier A: the text of the QR code. */
  text: string;
}

/**
 * Signs a request with the terminal's key and writes it as an EMVCo merchant-presented code (carrier A). A wallet that
 * knows nothing of Jiaozi still reads merchant, amount and currency from it.
 * @throws RequestError `TEXT_INVALID`, `TERMS_INVALID` (what `readRequest` would not read), `AMOUNT_TOO_LARGE` (13
 * characters) or `CODE_TOO_LARGE` (400 bytes on a screen, 321 for a static one on paper; a text that is longer than its
 * object).
 */
export async function composeCode(
  merchant: CodeMerchant,
  terms: CodeTerms,
  network: RequestNetwork,
  terminal: Pick<LocalAccount, "signTypedData">,
): Promise<ComposedCode> {
  requireEmvText(merchant.name, 25);
  requireEmvText(merchant.city, 15);
  if (!/^[A-Z]{2}$/.test(merchant.country)) throw new RequestError("TEXT_INVALID", `country "${merchant.country}"`);
  requireTerms(merchant, terms);
  requireAmountFits(terms);
  const fields = unsealedFields(merchant, terms, network.guid);
  const request: PaymentRequest = {
    merchantId: merchant.merchantId,
    requestId: terms.requestId,
    currency: terms.currency.number,
    amountMinor: terms.amountMinor,
    expiresAt: terms.expiresAt,
    captureBefore: terms.captureBefore ?? 0n,
    contentHash: contentHash(encode(() => encodeObjects(fields))),
  };
  const signed = await signRequest(request, network, terminal);
  const text = encode(() => encodeMpm([...fields, ...sealFields(signed, network.guid)]));
  const bytes = new TextEncoder().encode(text).length;
  const allowed = terms.amountMinor === 0n ? MAX_PRINT_BYTES : MAX_SCREEN_BYTES;
  if (bytes > allowed) throw new RequestError("CODE_TOO_LARGE", `${bytes} bytes, ${allowed} fit`);
  return { ...signed, text };
}

/** Letters, digits and signs of ASCII: what object 59 and 60 may hold (EMVCo MPM 4.7.9). */
export function isEmvText(text: string, maxCharacters: number): boolean {
  return text.length >= 1 && text.length <= maxCharacters && /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(text);
}

function unsealedFields(merchant: CodeMerchant, terms: CodeTerms, guid: string): EmvField[] {
  const { billNumber, terminalLabel } = terms;
  for (const text of [billNumber, terminalLabel]) requireFits(text);
  const additional = [
    ...(billNumber === undefined ? [] : [{ id: "01", value: billNumber }]),
    ...(terminalLabel === undefined ? [] : [{ id: "07", value: terminalLabel }]),
  ];
  const isStatic = terms.amountMinor === 0n;
  return [
    { id: "00", value: "01" },
    { id: "01", value: isStatic ? "11" : "12" },
    {
      id: "26",
      value: encodeObjects([
        { id: "00", value: guid },
        { id: "01", value: REQUEST_VERSION },
        { id: "02", value: toBase64Url(merchant.merchantId) },
        { id: "03", value: toBase64Url(terms.requestId) },
        { id: "04", value: String(terms.expiresAt) },
        ...(terms.captureBefore ? [{ id: "05", value: String(terms.captureBefore) }] : []),
      ]),
    },
    { id: "52", value: String(merchant.category).padStart(4, "0") },
    { id: "53", value: numericText(terms.currency) },
    ...(isStatic ? [] : [{ id: "54", value: amountText(terms.amountMinor, terms.currency) }]),
    { id: "58", value: merchant.country },
    { id: "59", value: merchant.name },
    { id: "60", value: merchant.city },
    ...(additional.length === 0 ? [] : [{ id: "62", value: encode(() => encodeObjects(additional)) }]),
  ];
}

function sealFields({ r, yParityAndS }: SignedRequest, guid: string): EmvField[] {
  return Object.entries({ r, yParityAndS }).map(([half, bytes]) => ({
    id: SEAL_IDS[half as keyof typeof SEAL_IDS],
    value: encodeObjects([
      { id: "00", value: guid },
      { id: "01", value: toBase64Url(bytes) },
    ]),
  }));
}

/** Whatever a reader would refuse, before it is signed and printed. */
function requireTerms({ merchantId, category }: CodeMerchant, terms: CodeTerms): void {
  const { requestId, expiresAt, captureBefore = 0n, amountMinor } = terms;
  const require = (isRight: boolean, what: string) => {
    if (!isRight) throw new RequestError("TERMS_INVALID", what);
  };
  require(isBytes(merchantId, 8), `merchantId "${merchantId}" is not 8 bytes`);
  require(isBytes(requestId, 16), `requestId "${requestId}" is not 16 bytes`);
  require(Number.isInteger(category) && category >= 0 && category <= 9999, `category ${category} has not four digits`);
  require(isTimeText(String(expiresAt)), `expiresAt ${expiresAt} is not in Unix seconds`);
  require(captureBefore === 0n ||
    isTimeText(String(captureBefore)), `captureBefore ${captureBefore} is not in Unix seconds`);
  require(captureBefore === 0n || amountMinor > 0n, "captureBefore without an amount to hold");
}

function isBytes(text: string, count: number): boolean {
  return isHex(text) && text.length === 2 + 2 * count;
}

function requireAmountFits({ amountMinor, currency }: CodeTerms): void {
  if (amountMinor < 0n || amountText(amountMinor, currency).length > MAX_AMOUNT_CHARACTERS) {
    throw new RequestError("AMOUNT_TOO_LARGE", `${amountMinor} minor units of ${currency.code}`);
  }
}

function requireFits(text: string | undefined): void {
  if (text === undefined || !hasMoreCharactersThan(text, MAX_ADDITIONAL_CHARACTERS)) return;
  throw new RequestError("CODE_TOO_LARGE", `"${text}" has more than ${MAX_ADDITIONAL_CHARACTERS} characters`);
}

function requireEmvText(text: string, maxCharacters: number): void {
  if (!isEmvText(text, maxCharacters))
    throw new RequestError("TEXT_INVALID", `"${text}" (${maxCharacters} characters)`);
}

function encode(write: () => string): string {
  try {
    return write();
  } catch (error) {
    if (error instanceof EmvError) throw new RequestError("CODE_TOO_LARGE", error.message, error.code);
    throw error;
  }
}
