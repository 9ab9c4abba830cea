import type { Characters } from "./characters.ts";
import { isSameGuid } from "./guid.ts";
import { HEADER_CHARACTERS, readObjects, type EmvObject, type EmvReading } from "./tlv.ts";

/** What stands inside each object that is a template, by the object's id. Call it after ids are known to be unique. */
export type Templates = ReadonlyMap<string, EmvReading>;

/** Merchant accounts of one network (EMVCo MPM 4.8.1), each naming it by a GUID. */
export function isAccountTemplate(id: string): boolean {
  return id >= "26" && id <= "51";
}

/** Objects that EMVCo leaves to others; some schemes put plain text there, so failing to read one is no oddity. */
export function isUnreserved(id: string): boolean {
  return id >= "65";
}

function isTemplate(id: string): boolean {
  return isAccountTemplate(id) || id === "62" || id === "64" || isUnreserved(id);
}

/** Reads every template one level deep, as EMVCo defines them; deeper nesting belongs to its network. */
export function readTemplates(characters: Characters, objects: readonly EmvObject[]): Templates {
  return new Map(
    objects
      .filter(({ id }) => isTemplate(id))
      .map(({ id, offset, end }) => [id, readObjects(characters, offset + HEADER_CHARACTERS, end)]),
  );
}

/** Whether any template names one of `ownGuids`, even one that is broken further on: then it must not pass as foreign. */
export function isOurs(templates: Templates, ownGuids: readonly string[]): boolean {
  const guids = Array.from(templates.values(), ({ objects }) => objects.find(({ id }) => id === "00")?.value);
  return guids.some((guid) => guid !== undefined && ownGuids.some((own) => isSameGuid(own, guid)));
}
