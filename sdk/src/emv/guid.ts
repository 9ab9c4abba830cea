import type { MerchantAccount, MerchantTemplate, MpmDecoded } from "./mpm-decoded.ts";

/**
 * Whether two GUIDs name the same network (EMVCo MPM 4.8.1.1: compared without case). Only A to Z are folded:
 * `toLowerCase` would also fold the Kelvin sign to k and let a look-alike pass for ours.
 */
export function isSameGuid(one: string, other: string): boolean {
  return foldAscii(one) === foldAscii(other);
}

/** The first account template (26 to 51) of the network that `guid` names. */
export function findAccount(
  { merchantAccounts }: Pick<MpmDecoded, "merchantAccounts">,
  guid: string,
): MerchantTemplate | undefined {
  const isOfNetwork = (account: MerchantAccount): account is MerchantTemplate =>
    "sub" in account && account.guid !== null && isSameGuid(account.guid, guid);
  return merchantAccounts.find(isOfNetwork);
}

function foldAscii(guid: string): string {
  return guid.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
