import { hasMoreCharactersThan, MAX_CHARACTERS, splitCharacters } from "./characters.ts";
import { crcText } from "./crc.ts";
import { EmvError } from "./errors.ts";
import { findRepeated, isTwoDigits, type EmvObject } from "./tlv.ts";

/** An object to write; the value of a template is the text that `encodeObjects` makes of its own objects. */
export type EmvField = Pick<EmvObject, "id" | "value">;

const MAX_VALUE_CHARACTERS = 99;

/**
 * Writes a merchant-presented code: the objects in the given order, then the CRC (63). `decodeQr` gives them back.
 * @throws EmvError as `encodeObjects`; `PFI_NOT_FIRST` unless 00 is first; `BAD_ID` for a 63, which is computed here;
 * `TOO_LONG` above 512 characters.
 */
export function encodeMpm(objects: readonly EmvField[]): string {
  if (objects[0]?.id !== "00") throw new EmvError("PFI_NOT_FIRST", "object 00 must stand first", { id: "00" });
  if (objects.some(({ id }) => id === "63")) {
    throw new EmvError("BAD_ID", "the CRC (63) is computed, it cannot be given", { id: "63" });
  }
  const covered = `${encodeObjects(objects)}6304`;
  const text = covered + crcText(covered);
  if (hasMoreCharactersThan(text, MAX_CHARACTERS)) {
    throw new EmvError("TOO_LONG", `the code would have more than ${MAX_CHARACTERS} characters`);
  }
  return text;
}

/**
 * Writes objects one after the other, without a CRC: a template's value, or the beginning of a code.
 * @throws EmvError `BAD_ID` unless ids are two digits; `DUPLICATE_ID`; `BAD_LENGTH` unless a value has 1 to 99
 * characters (code points); `NOT_EMV` if a value has a lone surrogate, which no UTF-8 can carry.
 */
export function encodeObjects(objects: readonly EmvField[]): string {
  const repeated = findRepeated(objects);
  if (repeated !== undefined) {
    throw new EmvError("DUPLICATE_ID", `object ${repeated.id} is given twice`, { id: repeated.id });
  }
  return objects.map(encodeObject).join("");
}

function encodeObject({ id, value }: EmvField): string {
  if (!isTwoDigits(id)) throw new EmvError("BAD_ID", `"${id}" is not an id of two digits`);
  if (!value.isWellFormed()) throw new EmvError("NOT_EMV", `object ${id} is not text that UTF-8 can carry`, { id });
  if (value === "" || hasMoreCharactersThan(value, MAX_VALUE_CHARACTERS)) {
    throw new EmvError("BAD_LENGTH", `object ${id} must have 1 to ${MAX_VALUE_CHARACTERS} characters`, { id });
  }
  return `${id}${String(splitCharacters(value).count).padStart(2, "0")}${value}`;
}
