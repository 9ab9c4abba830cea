import { settlementHubAbi } from "@jiaozi/sdk/abis/settlement-hub";
import type { Currency } from "@jiaozi/sdk/currencies";
import { readContract } from "viem/actions";
import { useChainQuery } from "../../../app/network/useChainQuery.ts";
import { useOpenDesk } from "../DeskContext.ts";

export interface QueuePosition {
  currency: Currency;
  balanceMinor: bigint;
  /** For authorizations that are open. */
  earmarkedMinor: bigint;
  /** By the bank's own choice: cuts take it, payments that settle at once do not. */
  keptMinor: bigint;
  /** For payments that settle at once. */
  availableMinor: bigint;
}

/** What the bank has to settle with, in each of its currencies. */
export function usePositions() {
  const { bank, currencies } = useOpenDesk();
  return useChainQuery(["queue positions", bank.id], ({ client, deployment }) => {
    const hub = { address: deployment.contracts.settlementHub, abi: settlementHubAbi } as const;
    return Promise.all(
      currencies.map(async ({ currency }): Promise<QueuePosition> => {
        const args = [bank.id, currency.number] as const;
        const [position, availableMinor] = await Promise.all([
          readContract(client, { ...hub, functionName: "position", args }),
          readContract(client, { ...hub, functionName: "availableBalance", args }),
        ]);
        const { balanceMinor, earmarkedMinor, reservedMinor: keptMinor } = position;
        return { currency, balanceMinor, earmarkedMinor, keptMinor, availableMinor };
      }),
    );
  });
}
