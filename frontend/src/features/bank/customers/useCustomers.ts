import { customerRegistryAbi } from "@jiaozi/sdk/abis/customer-registry";
import { depositTokenAbi } from "@jiaozi/sdk/abis/deposit-token";
import type { Currency } from "@jiaozi/sdk/currencies";
import type { Address, Hex } from "viem";
import { getContractEvents, readContract } from "viem/actions";
import { useChainQuery } from "../../../app/network/useChainQuery.ts";
import type { Network } from "../../../app/network/useNetwork.ts";
import { useOpenDesk } from "../DeskContext.ts";
import type { Desk } from "../useDesk.ts";

export interface CustomerRow {
  account: Address;
  name: string | undefined;
  identity: Hex;
  status: number;
  tier: number;
  /** Unix seconds. */
  validUntil: number;
  balances: readonly { currency: Currency; depositToken: Address; balanceMinor: bigint }[];
}

/** Every customer that this bank ever enrolled, the newest first, with what stands in the registry now. */
export function useCustomers() {
  const desk = useOpenDesk();
  const { data, ...query } = useChainQuery(["customers", desk.bank.id], (network) => readCustomers(network, desk));
  return { ...query, data: data?.map((row) => ({ ...row, name: desk.book.nameOf(row.account) })) };
}

async function readCustomers(network: Network, desk: Desk): Promise<Omit<CustomerRow, "name">[]> {
  const { client, deployment } = network;
  const registry = { address: deployment.contracts.customerRegistry, abi: customerRegistryAbi } as const;
  const enrolments = await getContractEvents(client, {
    ...registry,
    eventName: "CustomerEnrolled",
    args: { bank: desk.bank.id },
    fromBlock: 0n,
    strict: true,
  });
  return Promise.all(
    enrolments.toReversed().map(async ({ args: { account } }) => {
      const row = await readContract(client, { ...registry, functionName: "customer", args: [desk.bank.id, account] });
      return { ...row, account, balances: await readBalances(network, desk, account) };
    }),
  );
}

function readBalances({ client }: Network, { currencies }: Desk, account: Address) {
  return Promise.all(
    currencies.map(async ({ currency, depositToken }) => {
      const token = { address: depositToken, abi: depositTokenAbi } as const;
      const balanceMinor = await readContract(client, { ...token, functionName: "balanceOf", args: [account] });
      return { currency, depositToken, balanceMinor };
    }),
  );
}
