import { customerRegistryAbi } from "@jiaozi/sdk/abis/customer-registry";
import { type Currency, currencyByNumber } from "@jiaozi/sdk/currencies";
import { registryReader } from "@jiaozi/sdk/request/registry-reader";
import type { MerchantRow, TerminalRow } from "@jiaozi/sdk/request/verify";
import { STATUS } from "@jiaozi/sdk/status";
import type { Address, Hex } from "viem";
import { readContract } from "viem/actions";
import { useSigner } from "../../app/keys/useSigner.ts";
import { useBlock } from "../../app/network/useBlock.ts";
import { useChainQuery } from "../../app/network/useChainQuery.ts";
import type { Network } from "../../app/network/useNetwork.ts";

/** What the registries say of this device, once it is registered. */
export interface Till {
  terminal: Address;
  merchantId: Hex;
  merchant: MerchantRow;
  bankName: string;
  currency: Currency;
  /** Of one payment, in minor units. */
  capMinor: bigint;
  staticCapMinor: bigint;
}

/** Why a till that was registered may not ask for money now. */
export type TillTrouble = "revoked" | "expired" | "merchant" | "account" | "bank" | "currency";

export type TillState =
  | { status: "loading" | "failed" | "unregistered" }
  | { status: "closed"; trouble: TillTrouble; name: string }
  | { status: "open"; till: Till };

/** Turns by itself when the bank registers this till, or closes it. */
export function useTill(): TillState {
  const { address } = useSigner("till");
  const block = useBlock();
  const { data, isError } = useChainQuery(["till", address], (network) => readTill(network, address));
  if (data === undefined) return { status: isError ? "failed" : "loading" };
  if (data === null) return { status: "unregistered" };
  const currency = currencyByNumber(data.row.currency);
  const trouble = currency ? troubleOf(data, block?.timestamp ?? 0) : "currency";
  if (trouble || !currency) return { status: "closed", trouble: trouble ?? "currency", name: data.merchant.name };
  return {
    status: "open",
    till: {
      terminal: address,
      merchantId: data.row.merchantId,
      merchant: data.merchant,
      bankName: data.bank.name,
      currency,
      capMinor: BigInt(data.row.capMinor),
      staticCapMinor: BigInt(data.row.staticCapMinor),
    },
  };
}

interface TillRows {
  row: TerminalRow;
  merchant: MerchantRow;
  bank: { status: number; name: string };
  /** Where the shop is paid. */
  account: { status: number; validUntil: number };
}

/** `null` for a key that no bank has registered. */
async function readTill({ client, deployment }: Network, address: Address): Promise<TillRows | null> {
  const registry = registryReader(client, deployment.contracts);
  const row = await registry.terminal(address);
  if (row.status === STATUS.none) return null;
  const merchant = await registry.merchant(row.merchantId);
  const [bank, account] = await Promise.all([
    registry.participant(merchant.acquirer),
    readContract(client, {
      address: deployment.contracts.customerRegistry,
      abi: customerRegistryAbi,
      functionName: "customer",
      args: [merchant.acquirer, merchant.payoutAccount],
    }),
  ]);
  return { row, merchant, bank, account };
}

function troubleOf({ row, merchant, bank, account }: TillRows, chainSeconds: number): TillTrouble | undefined {
  if (row.status !== STATUS.active) return "revoked";
  if (chainSeconds >= row.validUntil) return "expired";
  if (merchant.status !== STATUS.active) return "merchant";
  if (bank.status !== STATUS.active) return "bank";
  return account.status === STATUS.active && chainSeconds < account.validUntil ? undefined : "account";
}
