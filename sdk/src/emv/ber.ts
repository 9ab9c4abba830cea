import { EmvError } from "./errors.ts";

/** One BER-TLV object of a consumer-presented code; a constructed one has `sub`, a primitive one capital `hex`. */
export type BerObject =
  | { readonly tag: string; readonly len: number; readonly hex: string }
  | { readonly tag: string; readonly len: number; readonly sub: readonly BerObject[] };

/** Reads the objects between two bytes (ISO/IEC 8825-1 in the subset of EMV Book 3, annex B: definite lengths). */
export function readBerObjects(bytes: Uint8Array, from: number, to: number): readonly BerObject[] {
  const objects: BerObject[] = [];
  for (let start = from; start < to;) {
    const { object, end } = readBerObject(bytes, start, to);
    objects.push(object);
    start = end;
  }
  return objects;
}

function readBerObject(bytes: Uint8Array, start: number, to: number): { object: BerObject; end: number } {
  const tagEnd = endOfTag(bytes, start, to);
  const tag = hexOf(bytes, start, tagEnd);
  const { len, valueStart } = readLength(bytes, { start, tagEnd, to, tag });
  const end = valueStart + len;
  if (end > to) {
    const message = `object ${tag} should have ${len} bytes, only ${to - valueStart} are left`;
    throw new EmvError("TRUNCATED", message, { id: tag, offset: characterOfByte(start) });
  }
  const isConstructed = ((bytes[start] ?? 0) & 0x20) !== 0;
  const object = isConstructed
    ? { tag, len, sub: readBerObjects(bytes, valueStart, end) }
    : { tag, len, hex: hexOf(bytes, valueStart, end) };
  return { object, end };
}

/** A tag of more than one byte begins with five bits set, and goes on while the top bit is. */
function endOfTag(bytes: Uint8Array, start: number, to: number): number {
  let end = start + 1;
  if (((bytes[start] ?? 0) & 0x1f) === 0x1f) {
    while (end < to && ((bytes[end] ?? 0) & 0x80) !== 0) end++;
    end++;
  }
  if (end > to) {
    throw new EmvError("TRUNCATED", "the code ends inside a tag", { offset: characterOfByte(start) });
  }
  return end;
}

interface LengthPlace {
  readonly start: number;
  readonly tagEnd: number;
  readonly to: number;
  readonly tag: string;
}

/** One byte up to 127, else 81 or 82 and as many bytes: more cannot fit a code, and an open length (80) is not EMV. */
function readLength(bytes: Uint8Array, { start, tagEnd, to, tag }: LengthPlace): { len: number; valueStart: number } {
  const place = { id: tag, offset: characterOfByte(start) };
  const first = bytes[tagEnd];
  if (tagEnd >= to || first === undefined) {
    throw new EmvError("TRUNCATED", `the code ends before the length of object ${tag}`, place);
  }
  if (first < 0x80) return { len: first, valueStart: tagEnd + 1 };
  const lengthBytes = first - 0x80;
  if (lengthBytes !== 1 && lengthBytes !== 2) {
    throw new EmvError("BAD_LENGTH", `object ${tag} has a length that EMV does not know`, place);
  }
  const valueStart = tagEnd + 1 + lengthBytes;
  if (valueStart > to) throw new EmvError("TRUNCATED", `the code ends inside the length of object ${tag}`, place);
  return { len: Number.parseInt(hexOf(bytes, tagEnd + 1, valueStart), 16), valueStart };
}

/** The character of the base64 text in which a byte begins: six bits a character. */
function characterOfByte(byte: number): number {
  return Math.floor((byte * 8) / 6);
}

function hexOf(bytes: Uint8Array, from: number, to: number): string {
  return Array.from(bytes.subarray(from, to), (byte) => byte.toString(16).padStart(2, "0"))
    .join("")
    .toUpperCase();
}
