import { networkAuthorityAbi } from "@jiaozi/sdk/abis/network-authority";
import { roleOf } from "@jiaozi/sdk/duties";
import type { Address } from "viem";
import { getContractEvents, readContract } from "viem/actions";
import { useChainQuery } from "../../../app/network/useChainQuery.ts";
import { useOpenDesk } from "../DeskContext.ts";
import { DESK_DUTIES, type Duty } from "../useDesk.ts";

export interface ClerkRow {
  account: Address;
  duties: readonly Duty[];
}

/** Everyone who holds a duty at this bank now. */
export function useClerks() {
  const { bank } = useOpenDesk();
  return useChainQuery(["clerks", bank.id], async ({ client, deployment }) => {
    const authority = { address: deployment.contracts.networkAuthority, abi: networkAuthorityAbi } as const;
    const duties = new Map<Address, Duty[]>();
    for (const duty of DESK_DUTIES) {
      const roleId = roleOf(bank.id, duty);
      const grants = await getContractEvents(client, {
        ...authority,
        eventName: "RoleGranted",
        args: { roleId },
        fromBlock: 0n,
        strict: true,
      });
      for (const account of new Set(grants.map(({ args }) => args.account))) {
        const [isMember] = await readContract(client, {
          ...authority,
          functionName: "hasRole",
          args: [roleId, account],
        });
        if (isMember) duties.set(account, [...(duties.get(account) ?? []), duty]);
      }
    }
    return Array.from(duties, ([account, held]): ClerkRow => ({ account, duties: held }));
  });
}
