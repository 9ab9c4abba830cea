import { depositTokenAbi } from "@jiaozi/sdk/abis/deposit-token";
import type { Currency } from "@jiaozi/sdk/currencies";
import type { Address, Hex } from "viem";
import { getContractEvents, readContract } from "viem/actions";
import { useChainQuery } from "../../../app/network/useChainQuery.ts";
import type { Network } from "../../../app/network/useNetwork.ts";
import { byNewest, readBlockTime } from "../../../app/network/blockTimes.ts";
import { useOpenDesk } from "../DeskContext.ts";
import type { DeskCurrency } from "../useDesk.ts";

/** An issue (positive) or a redemption (negative). */
export interface DepositMove {
  key: string;
  /** Unix seconds. */
  at: number;
  account: Address;
  amountMinor: bigint;
  currency: Currency;
  reason: Hex;
  blockNumber: bigint;
  logIndex: number;
}

/** All that this bank has issued and redeemed, newest first. */
export function useDepositMoves() {
  const { bank, currencies } = useOpenDesk();
  return useChainQuery(["deposit moves", bank.id], async (network) => {
    const ofCurrencies = await Promise.all(currencies.map((currency) => readMoves(network, currency)));
    return ofCurrencies.flat().toSorted(byNewest);
  });
}

/** What the bank owes its customers, by ISO 4217 number. */
export function useDepositsOutstanding() {
  const { bank, currencies } = useOpenDesk();
  return useChainQuery(["deposits outstanding", bank.id], async ({ client }) => {
    const supplies = currencies.map(async ({ currency, depositToken }) => {
      const token = { address: depositToken, abi: depositTokenAbi } as const;
      return [currency.number, await readContract(client, { ...token, functionName: "totalSupply" })] as const;
    });
    return new Map(await Promise.all(supplies));
  });
}

async function readMoves({ client }: Network, { currency, depositToken }: DeskCurrency): Promise<DepositMove[]> {
  const source = { address: depositToken, abi: depositTokenAbi, fromBlock: 0n, strict: true } as const;
  const [issued, redeemed] = await Promise.all([
    getContractEvents(client, { ...source, eventName: "DepositsIssued" }),
    getContractEvents(client, { ...source, eventName: "DepositsRedeemed" }),
  ]);
  return Promise.all(
    [...issued, ...redeemed].map(async ({ eventName, args, blockNumber, transactionHash, logIndex }) => {
      const at = await readBlockTime(client, blockNumber);
      const amountMinor = eventName === "DepositsIssued" ? args.amountMinor : -args.amountMinor;
      return { ...args, key: `${transactionHash}:${logIndex}`, at, amountMinor, currency, blockNumber, logIndex };
    }),
  );
}
