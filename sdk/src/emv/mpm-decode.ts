import { splitCharacters } from "./characters.ts";
import type { EmvWarning } from "./errors.ts";
import { nameObjects, type MpmDecoded } from "./mpm-decoded.ts";
import { checkCrc, checkRepeatedIds, checkValues } from "./mpm-rules.ts";
import { isOurs, readTemplates } from "./mpm-templates.ts";
import { findWarnings, strictError } from "./mpm-warnings.ts";
import { readObjects, type EmvObject } from "./tlv.ts";

/** A merchant-presented code: by name, and as the objects of its root with their places in the text. */
export interface MpmCode {
  readonly mode: "mpm";
  readonly decoded: MpmDecoded;
  readonly warnings: readonly EmvWarning[];
  readonly objects: readonly EmvObject[];
}

/** `strict` makes the first warning an error; a code that bears one of `ownGuids` is always read so. */
export interface ReadingRules {
  readonly mode: "strict" | "lenient";
  readonly ownGuids: readonly string[];
}

/**
 * Reads a merchant-presented code (EMVCo QR Code Specification, Merchant-Presented Mode).
 * @throws EmvError, always the first of the order in `EmvErrorCode`.
 */
export function decodeMpm(text: string, rules: ReadingRules): MpmCode {
  const characters = splitCharacters(text);
  const { objects, failure } = readObjects(characters, 0, characters.count);
  if (failure !== undefined) throw failure;
  checkCrc(text, objects);
  const templates = readTemplates(characters, objects);
  checkRepeatedIds(objects, templates);
  checkValues(objects);
  const findings = findWarnings(objects, templates);
  const [first] = findings;
  if (first !== undefined && (rules.mode === "strict" || isOurs(templates, rules.ownGuids))) throw strictError(first);
  const warnings = findings.map(({ warning }) => warning);
  return { mode: "mpm", decoded: nameObjects(objects, templates), warnings, objects };
}
