import { sliceCharacters, type Characters } from "./characters.ts";
import { EmvError } from "./errors.ts";

/** One object of a merchant-presented code, as it stands there: two digits of id, two of length, the value. */
export interface EmvObject {
  readonly id: string;
  readonly value: string;
  /** The character (code point) of the text at which the object's id begins. */
  readonly offset: number;
  /** The character after its value. */
  readonly end: number;
  /** `offset` as an index into the JavaScript string. */
  readonly index: number;
}

/** `failure` tells why the objects end early; what was read before it stands in `objects`. */
export interface EmvReading {
  readonly objects: readonly EmvObject[];
  readonly failure?: EmvError;
}

export const HEADER_CHARACTERS = 4;

/** Reads the objects between two characters (EMVCo MPM 4.2); lengths count characters, not bytes. */
export function readObjects(characters: Characters, from: number, to: number): EmvReading {
  const objects: EmvObject[] = [];
  for (let offset = from; offset < to;) {
    const object = readObject(characters, offset, to);
    if (object instanceof EmvError) return { objects, failure: object };
    objects.push(object);
    offset = object.end;
  }
  return { objects };
}

function readObject(characters: Characters, offset: number, to: number): EmvObject | EmvError {
  const valueOffset = offset + HEADER_CHARACTERS;
  const id = sliceCharacters(characters, offset, Math.min(offset + 2, to));
  if (valueOffset > to) {
    const place = isTwoDigits(id) ? { id, offset } : { offset };
    return new EmvError("TRUNCATED", `the code ends inside the header of the object at ${offset}`, place);
  }
  if (!isTwoDigits(id)) return new EmvError("BAD_ID", `at ${offset} stands "${id}" instead of an id`, { offset });
  const lengthText = sliceCharacters(characters, offset + 2, valueOffset);
  if (!isTwoDigits(lengthText)) {
    return new EmvError("BAD_LENGTH", `object ${id} has "${lengthText}" as its length`, { id, offset });
  }
  const end = valueOffset + Number(lengthText);
  if (end > to) {
    const message = `object ${id} should have ${Number(lengthText)} characters, only ${to - valueOffset} are left`;
    return new EmvError("TRUNCATED", message, { id, offset });
  }
  const value = sliceCharacters(characters, valueOffset, end);
  return { id, value, offset, end, index: characters.starts[offset] ?? 0 };
}

/** Ids and lengths alike: exactly two ASCII digits. */
export function isTwoDigits(text: string): boolean {
  return /^[0-9]{2}$/.test(text);
}

/** The first object whose id has been seen before it, if any. */
export function findRepeated<Identified extends { readonly id: string }>(
  objects: readonly Identified[],
): Identified | undefined {
  const seen = new Set<string>();
  return objects.find(({ id }) => seen.size === seen.add(id).size);
}
