import { crcText } from "./crc.ts";
import { EmvError, type EmvErrorCode } from "./errors.ts";
import type { Templates } from "./mpm-templates.ts";
import { findRepeated, type EmvObject } from "./tlv.ts";

/** EMVCo MPM 4.7.4: an amount has at most this many characters, its point included. */
export const MAX_AMOUNT_CHARACTERS = 13;

/** Object 63 from its id on: "6304" and four hexadecimal digits. */
const CRC_CHARACTERS = 8;

/** The CRC stands last and fits every byte before its own value. */
export function checkCrc(text: string, objects: readonly EmvObject[]): void {
  const crc = objects.find(({ id }) => id === "63");
  if (crc === undefined) throw new EmvError("CRC_MISSING", "the code has no CRC (object 63)", { id: "63" });
  const last = objects.at(-1);
  if (last?.id !== "63") throw refusal("CRC_NOT_LAST", crc, "objects follow the CRC, which must stand last");
  if (last.end - last.offset !== CRC_CHARACTERS)
    throw refusal("BAD_LENGTH", last, "the CRC does not have 4 characters");
  // A lone surrogate has no UTF-8 bytes, so no CRC fits it; encoders would silently put U+FFFD in its place.
  if (!text.isWellFormed()) throw refusal("CRC_MISMATCH", last, "no CRC fits text that UTF-8 cannot carry");
  const computed = crcText(text.slice(0, -last.value.length));
  if (last.value.toUpperCase() !== computed) {
    throw refusal("CRC_MISMATCH", last, `the code was misread or changed: its CRC is ${last.value}, not ${computed}`);
  }
}

/** No id repeats, at the root or inside one template: a reader who takes the last and one who takes the first differ. */
export function checkRepeatedIds(objects: readonly EmvObject[], templates: Templates): void {
  const repeated = findRepeated(objects);
  if (repeated !== undefined) throw refusal("DUPLICATE_ID", repeated, `object ${repeated.id} stands there twice`);
  for (const [id, template] of templates) {
    const inside = template.failure === undefined ? findRepeated(template.objects) : undefined;
    if (inside !== undefined) {
      throw refusal("DUPLICATE_ID", inside, `object ${inside.id} stands twice in template ${id}`);
    }
  }
}

/** The rules for single objects (EMVCo MPM 4.6 and 4.7), in the order in which the first broken one is told. */
export function checkValues(objects: readonly EmvObject[]): void {
  const byId = new Map(objects.map((object) => [object.id, object]));
  const check = (id: string, isRight: (value: string) => boolean, code: EmvErrorCode, rule: string): void => {
    const object = byId.get(id);
    if (object !== undefined && !isRight(object.value)) {
      throw refusal(code, object, `object ${id} is "${object.value}": ${rule}`);
    }
  };

  const [first] = objects;
  if (first?.id !== "00") {
    throw new EmvError("PFI_NOT_FIRST", `object ${first?.id} stands first instead of 00`, { id: "00", offset: 0 });
  }
  check("00", (value) => value === "01", "PFI_INVALID", "the payload format must be 01");
  check("01", (value) => value === "11" || value === "12", "POI_INVALID", "it must be 11 (static) or 12 (dynamic)");
  if (!objects.some(({ id }) => id >= "02" && id <= "51")) {
    throw new EmvError("NO_MERCHANT_ACCOUNT", "the code names no merchant account (02 to 51)");
  }
  check("53", (value) => /^[0-9]{3}$/.test(value), "CURRENCY_INVALID", "a currency has three digits");
  check("52", (value) => /^[0-9]{4}$/.test(value), "MCC_INVALID", "a merchant category has four digits");
  check("54", isAmount, "AMOUNT_INVALID", "an amount is above zero, like 48.00, in at most 13 characters");
  check("55", (value) => /^0[123]$/.test(value), "TIP_INDICATOR_INVALID", "it must be 01, 02 or 03");
  checkTipValue(byId);
}

function isAmount(value: string): boolean {
  return value.length <= MAX_AMOUNT_CHARACTERS && /^[0-9]+(\.[0-9]*)?$/.test(value) && /[1-9]/.test(value);
}

/** Indicator 02 promises a fixed fee in 56, indicator 03 a percentage in 57 (EMVCo MPM 4.7.5 to 4.7.7). */
function checkTipValue(byId: ReadonlyMap<string, EmvObject>): void {
  const indicator = byId.get("55")?.value;
  const promised = indicator === "02" ? "56" : indicator === "03" ? "57" : undefined;
  if (promised === undefined || (byId.get(promised)?.value ?? "") !== "") return;
  const message = `the tip indicator ${indicator} promises object ${promised}, which is missing or empty`;
  const offset = byId.get(promised)?.offset;
  throw new EmvError("TIP_VALUE_MISSING", message, offset === undefined ? { id: promised } : { id: promised, offset });
}

function refusal(code: EmvErrorCode, { id, offset }: EmvObject, message: string): EmvError {
  return new EmvError(code, message, { id, offset });
}
