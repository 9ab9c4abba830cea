import { readBerObjects, type BerObject } from "./ber.ts";
import { EmvError, type EmvWarning } from "./errors.ts";

/** A consumer-presented code; reading one gives no warnings. */
export interface CpmCode {
  readonly mode: "cpm";
  readonly decoded: readonly BerObject[];
  readonly warnings: readonly EmvWarning[];
}

/** Tag 85, five bytes, "CPV01": the payload format indicator that begins every code, in base64 `hQVDUFY...`. */
const PAYLOAD_FORMAT = "\x85\x05CPV01";

/**
 * Reads a consumer-presented code (EMVCo QR Code Specification, Consumer-Presented Mode): BER-TLV in base64.
 * @throws EmvError `NOT_CPM` unless it is canonical base64 (RFC 4648, 4) of bytes that begin with CPV01, then
 * `TRUNCATED` and `BAD_LENGTH`; `id` is a tag, `offset` the character of the text in which the object begins.
 */
export function decodeCpm(text: string): CpmCode {
  const binary = isBase64(text) ? atob(text) : "";
  if (!binary.startsWith(PAYLOAD_FORMAT)) {
    throw new EmvError("NOT_CPM", "this is not a consumer-presented code: it does not begin with CPV01", { offset: 0 });
  }
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  return { mode: "cpm", decoded: readBerObjects(bytes, 0, bytes.length), warnings: [] };
}

/** Whether a text that is not merchant-presented should be told as a failed consumer-presented code. */
export function resemblesCpm(text: string): boolean {
  return text.startsWith(CPM_BEGINNING) || (text.length >= MIN_CHARACTERS && isBase64(text));
}

const CPM_BEGINNING = "hQVDUFY";
const MIN_CHARACTERS = 12;

/** `atob` alone skips spaces and forgives missing padding and stray bits. */
function isBase64(text: string): boolean {
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0 && btoa(atob(text)) === text;
}
