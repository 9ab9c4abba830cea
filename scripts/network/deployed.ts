import type { Deployment } from "@jiaozi/sdk/deployment";
import { type Address, zeroAddress } from "viem";
import { Refusal } from "../refusal.ts";
import { requireSameChain } from "./record.ts";
import type { Sender } from "./sender.ts";

/**
 * Refused where a network's addresses are not of the chain that is reached. A call to an address without code succeeds
 * and does nothing, so whoever acts looks first.
 */
export async function requireDeployed(reader: Sender["reader"], deployment: Deployment): Promise<void> {
  const { hash } = await reader.getBlock({ blockNumber: 0n });
  requireSameChain(deployment, await reader.getChainId(), hash);
  const codes = await Promise.all(addressesIn(deployment).map(async (address) => await reader.getCode({ address })));
  const missing = addressesIn(deployment).find((_, n) => codes[n] === undefined);
  if (missing === undefined) return;
  throw new Refusal(
    `There is no contract at ${missing} on this chain, which may have been begun anew: name its addresses with --network.`,
  );
}

/** Where the network is not whole yet, the zero address stands for what is missing. */
function addressesIn({ contracts, reserveTokens, banks }: Deployment): Address[] {
  const ofBanks = banks.flatMap(({ control, depositTokens }) => [control, ...Object.values(depositTokens)]);
  const all = [...Object.values(contracts), ...Object.values(reserveTokens), ...ofBanks];
  return all.filter((address) => address !== zeroAddress);
}
