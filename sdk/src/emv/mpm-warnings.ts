import { currencyByNumericText } from "../currencies.ts";
import { hasMoreCharactersThan } from "./characters.ts";
import { EmvError, type EmvPlace, type EmvWarning } from "./errors.ts";
import { isUnreserved, type Templates } from "./mpm-templates.ts";
import type { EmvObject } from "./tlv.ts";

const REQUIRED_IDS = ["52", "53", "58", "59", "60"];
const MAX_CHARACTERS_BY_ID = [
  ["58", 2],
  ["59", 25],
  ["60", 15],
  ["61", 10],
] as const;
const ASCII_IDS = ["59", "60"];

/** A warning with its place, so that it can become the error of a strict reading. */
interface Finding extends EmvPlace {
  readonly warning: EmvWarning;
}

/** Every oddity, kind by kind in the order of `EmvWarning`, within a kind in the order of the code. */
export function findWarnings(objects: readonly EmvObject[], templates: Templates): readonly Finding[] {
  const byId = new Map(objects.map((object) => [object.id, object]));
  return [
    ...lowercaseCrc(byId),
    ...objects.flatMap((object) => zeroLength(object, templates)),
    ...REQUIRED_IDS.filter((id) => !byId.has(id)).map((id) => ({ warning: `MISSING_${id}` as const, id })),
    ...surplusDecimals(byId),
    ...MAX_CHARACTERS_BY_ID.flatMap(([id, limit]) =>
      found(byId.get(id), `TOO_LONG_${id}`, (value) => hasMoreCharactersThan(value, limit)),
    ),
    ...ASCII_IDS.flatMap((id) => found(byId.get(id), `NON_ASCII_${id}`, (value) => /[^\p{ASCII}]/u.test(value))),
    ...objects.flatMap((object) => unparsableTemplate(object, templates)),
  ];
}

/** What a strict reading throws for a warning. */
export function strictError({ warning, ...place }: Finding): EmvError {
  return new EmvError(warning, `a strict reading refuses ${warning}`, place);
}

function found(
  object: EmvObject | undefined,
  warning: EmvWarning,
  isFound: (value: string) => boolean,
): readonly Finding[] {
  if (object === undefined || !isFound(object.value)) return [];
  return [{ warning, id: object.id, offset: object.offset }];
}

function lowercaseCrc(byId: ReadonlyMap<string, EmvObject>): readonly Finding[] {
  return found(byId.get("63"), "CRC_LOWERCASE", (value) => /[a-f]/.test(value));
}

/** One warning for each object of the root, whether it is empty itself or has an empty one inside. */
function zeroLength(object: EmvObject, templates: Templates): readonly Finding[] {
  const template = templates.get(object.id);
  const inside = template?.failure === undefined ? template?.objects : [];
  const empty = [object, ...(inside ?? [])].find(({ value }) => value === "");
  if (empty === undefined) return [];
  return [{ warning: `ZERO_LENGTH_${object.id}`, id: object.id, offset: empty.offset }];
}

function surplusDecimals(byId: ReadonlyMap<string, EmvObject>): readonly Finding[] {
  const currency = currencyByNumericText(byId.get("53")?.value ?? "");
  if (currency === undefined) return [];
  return found(byId.get("54"), "AMOUNT_DECIMALS_EXCEED_CURRENCY_EXPONENT", (amount) => {
    return (amount.split(".")[1] ?? "").length > currency.exponent;
  });
}

function unparsableTemplate(object: EmvObject, templates: Templates): readonly Finding[] {
  if (isUnreserved(object.id) || templates.get(object.id)?.failure === undefined) return [];
  return [{ warning: `TEMPLATE_UNPARSABLE_${object.id}`, id: object.id, offset: object.offset }];
}
