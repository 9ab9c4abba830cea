/**
 * Whether two GUIDs name the same network (EMVCo MPM 4.8.1.1: compared without case). Only A to Z are folded:
 * `toLowerCase` would also fold the Kelvin sign to k and let a look-alike pass for ours.
 */
export function isSameGuid(one: string, other: string): boolean {
  return foldAscii(one) === foldAscii(other);
}

function foldAscii(guid: string): string {
  return guid.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
