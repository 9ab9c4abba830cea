import { hasMoreCharactersThan, MAX_CHARACTERS } from "./characters.ts";
import { decodeCpm, resemblesCpm, type CpmCode } from "./cpm-decode.ts";
import { EmvError } from "./errors.ts";
import { decodeMpm, type MpmCode, type ReadingRules } from "./mpm-decode.ts";

/**
 * Reads the text of a QR code, merchant-presented (four digits at the start) or consumer-presented (base64). The text
 * is taken as it is: a space before or after it is part of it. Work grows linearly up to 512 characters and ends there.
 * @throws EmvError and nothing else: `TOO_LONG` before anything else, then as `decodeMpm` and `decodeCpm`; what
 * resembles neither is `NOT_EMV`.
 */
export function decodeQr(text: string, rules: ReadingRules): MpmCode | CpmCode {
  if (hasMoreCharactersThan(text, MAX_CHARACTERS)) {
    throw new EmvError("TOO_LONG", `a code has at most ${MAX_CHARACTERS} characters`, { offset: MAX_CHARACTERS });
  }
  if (/^[0-9]{4}/.test(text)) return decodeMpm(text, rules);
  if (resemblesCpm(text)) return decodeCpm(text);
  throw new EmvError("NOT_EMV", "this is not an EMV payment code: it does not begin with four digits", { offset: 0 });
}
