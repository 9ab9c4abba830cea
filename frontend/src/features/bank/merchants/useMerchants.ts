import { merchantRegistryAbi } from "@jiaozi/sdk/abis/merchant-registry";
import type { MerchantRow, TerminalRow } from "@jiaozi/sdk/request/verify";
import type { Address, Hex } from "viem";
import { getContractEvents, readContract } from "viem/actions";
import { useChainQuery } from "../../../app/network/useChainQuery.ts";
import type { Network } from "../../../app/network/useNetwork.ts";
import { useOpenDesk } from "../DeskContext.ts";

export interface BankTerminal extends TerminalRow {
  address: Address;
}

export interface BankMerchant extends MerchantRow {
  merchantId: Hex;
  terminals: readonly BankTerminal[];
}

/** Every merchant that this bank acquires for, the newest first, with all its terminals. */
export function useMerchants() {
  const { bank } = useOpenDesk();
  return useChainQuery(["merchants", bank.id], (network) => readMerchants(network, bank.id));
}

async function readMerchants(network: Network, acquirer: number): Promise<BankMerchant[]> {
  const { client, deployment } = network;
  const registry = { address: deployment.contracts.merchantRegistry, abi: merchantRegistryAbi } as const;
  const enrolments = await getContractEvents(client, {
    ...registry,
    eventName: "MerchantEnrolled",
    args: { acquirer },
    fromBlock: 0n,
    strict: true,
  });
  return Promise.all(
    enrolments.toReversed().map(async ({ args: { merchantId } }) => {
      const merchant = await readContract(client, { ...registry, functionName: "merchant", args: [merchantId] });
      return { ...merchant, merchantId, terminals: await readTerminals(network, merchantId) };
    }),
  );
}

async function readTerminals({ client, deployment }: Network, merchantId: Hex): Promise<BankTerminal[]> {
  const registry = { address: deployment.contracts.merchantRegistry, abi: merchantRegistryAbi } as const;
  const registrations = await getContractEvents(client, {
    ...registry,
    eventName: "TerminalRegistered",
    args: { merchantId },
    fromBlock: 0n,
    strict: true,
  });
  return Promise.all(
    registrations.map(async ({ args: { terminal } }) => {
      const row = await readContract(client, { ...registry, functionName: "terminal", args: [terminal] });
      return { ...row, address: terminal };
    }),
  );
}
