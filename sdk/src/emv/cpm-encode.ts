import { hasMoreCharactersThan, MAX_CHARACTERS } from "./characters.ts";
import { EmvError } from "./errors.ts";

/** What 512 characters of base64 hold. */
const MAX_VALUE_BYTES = 384;

/** A BER-TLV object to write; its length is computed. */
export type BerField =
  | { readonly tag: string; readonly hex: string }
  | { readonly tag: string; readonly sub: readonly BerField[] };

/**
 * Writes a consumer-presented code: BER-TLV with the shortest lengths, in base64. `decodeQr` gives the objects back.
 * @throws EmvError `NOT_CPM` unless the first object is 85 "CPV01"; `BAD_ID` for a tag that is not one, or that says
 * primitive where there is `sub`, or constructed where there is `hex`; `BAD_LENGTH` for hex that is none or too long;
 * `TOO_LONG` above 512 characters.
 */
export function encodeCpm(objects: readonly BerField[]): string {
  const [first] = objects;
  if (first?.tag !== "85" || !("hex" in first) || first.hex !== "4350563031") {
    throw new EmvError("NOT_CPM", "a consumer-presented code begins with object 85, CPV01", { id: "85" });
  }
  const hex = encodeBerObjects(objects);
  const text = btoa(
    Array.from(hex.matchAll(/../g), ([byte]) => String.fromCharCode(Number.parseInt(byte, 16))).join(""),
  );
  if (hasMoreCharactersThan(text, MAX_CHARACTERS)) {
    throw new EmvError("TOO_LONG", `the code would have more than ${MAX_CHARACTERS} characters`);
  }
  return text;
}

function encodeBerObjects(objects: readonly BerField[]): string {
  return objects.map(encodeBerObject).join("");
}

function encodeBerObject(object: BerField): string {
  const { tag } = object;
  if (!isTag(tag) || isConstructed(tag) !== "sub" in object) {
    throw new EmvError("BAD_ID", `"${tag}" is not a BER tag for this value`);
  }
  const hex = "sub" in object ? encodeBerObjects(object.sub) : object.hex;
  if (!/^(?:[0-9A-F]{2})*$/.test(hex)) {
    throw new EmvError("BAD_LENGTH", `object ${tag} is not whole bytes in capital hexadecimal`, { id: tag });
  }
  return tag + lengthHex(hex.length / 2, tag) + hex;
}

/** One byte, or one whose last five bits are set and then bytes of which only the last has its top bit clear. */
function isTag(tag: string): boolean {
  return /^(?:[0-9A-F][0-9A-E]|[02468ACE]F|[13579BDF]F(?:[89A-F][0-9A-F])*[0-7][0-9A-F])$/.test(tag);
}

function isConstructed(tag: string): boolean {
  return (Number.parseInt(tag.slice(0, 2), 16) & 0x20) !== 0;
}

function lengthHex(len: number, tag: string): string {
  if (len > MAX_VALUE_BYTES) throw new EmvError("BAD_LENGTH", `object ${tag} has more bytes than a code`, { id: tag });
  const digits = len.toString(16).toUpperCase().padStart(2, "0");
  return len < 0x80 ? digits : len < 0x100 ? `81${digits}` : `82${digits.padStart(4, "0")}`;
}
