import { isSameGuid } from "./guid.ts";
import type { MerchantAccount, MerchantTemplate, MpmDecoded } from "./mpm-decoded.ts";

/** The first account template (26 to 51) of the network that `guid` names. */
export function findAccount(
  { merchantAccounts }: Pick<MpmDecoded, "merchantAccounts">,
  guid: string,
): MerchantTemplate | undefined {
  const isOfNetwork = (account: MerchantAccount): account is MerchantTemplate =>
    "sub" in account && account.guid !== null && isSameGuid(account.guid, guid);
  return merchantAccounts.find(isOfNetwork);
}
