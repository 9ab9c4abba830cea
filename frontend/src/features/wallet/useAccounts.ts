import { customerRegistryAbi } from "@jiaozi/sdk/abis/customer-registry";
import { depositTokenAbi } from "@jiaozi/sdk/abis/deposit-token";
import { participantRegistryAbi } from "@jiaozi/sdk/abis/participant-registry";
import { type Currency, currencyByNumber } from "@jiaozi/sdk/currencies";
import type { DeployedBank } from "@jiaozi/sdk/deployment";
import { STATUS } from "@jiaozi/sdk/status";
import type { Address } from "viem";
import { getBlock, readContract } from "viem/actions";
import { useSigner } from "../../app/keys/useSigner.ts";
import { useChainQuery } from "../../app/network/useChainQuery.ts";
import type { Network } from "../../app/network/useNetwork.ts";

/** Why an account cannot pay now. */
export type AccountTrouble = "suspended" | "closed" | "expired" | "bank";

/** Deposits at one bank in one currency. */
export interface Account {
  bank: DeployedBank;
  currency: Currency;
  token: Address;
  balanceMinor: bigint;
  trouble: AccountTrouble | undefined;
}

/** Every account of this wallet; none while no bank has enrolled it. */
export function useAccounts() {
  const { address } = useSigner("wallet");
  return useChainQuery(["accounts", address], (network) => readAccounts(network, address));
}

async function readAccounts(network: Network, holder: Address): Promise<Account[]> {
  const { timestamp } = await getBlock(network.client);
  const ofBanks = await Promise.all(
    network.deployment.banks.map((bank) => readAccountsAt(bank, network, holder, Number(timestamp))),
  );
  return ofBanks.flat();
}

async function readAccountsAt(bank: DeployedBank, network: Network, holder: Address, now: number): Promise<Account[]> {
  const { client, deployment } = network;
  const { customerRegistry, participantRegistry } = deployment.contracts;
  const customer = await readContract(client, {
    address: customerRegistry,
    abi: customerRegistryAbi,
    functionName: "customer",
    args: [bank.id, holder],
  });
  if (customer.status === STATUS.none) return [];
  const participant = await readContract(client, {
    address: participantRegistry,
    abi: participantRegistryAbi,
    functionName: "participant",
    args: [bank.id],
  });
  const trouble = troubleOf(customer, participant.status, now);
  return Promise.all(
    deployment.currencies.flatMap((number) => {
      const currency = currencyByNumber(number);
      const token = bank.depositTokens[number];
      return currency && token ? [readAccount({ bank, currency, token, trouble }, network, holder)] : [];
    }),
  );
}

async function readAccount(account: Omit<Account, "balanceMinor">, { client }: Network, holder: Address) {
  const balanceMinor = await readContract(client, {
    address: account.token,
    abi: depositTokenAbi,
    functionName: "balanceOf",
    args: [holder],
  });
  return { ...account, balanceMinor };
}

function troubleOf(
  customer: { status: number; validUntil: number },
  bankStatus: number,
  now: number,
): AccountTrouble | undefined {
  if (bankStatus !== STATUS.active) return "bank";
  if (customer.status === STATUS.suspended) return "suspended";
  if (customer.status === STATUS.closed) return "closed";
  return now >= customer.validUntil ? "expired" : undefined;
}
