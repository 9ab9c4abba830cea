import { participantRegistryAbi } from "@jiaozi/sdk/abis/participant-registry";
import { reserveTokenAbi } from "@jiaozi/sdk/abis/reserve-token";
import { settlementHubAbi } from "@jiaozi/sdk/abis/settlement-hub";
import type { Currency } from "@jiaozi/sdk/currencies";
import { getContractEvents, readContract } from "viem/actions";
import { useChainQuery } from "../../../app/network/useChainQuery.ts";
import type { Network } from "../../../app/network/useNetwork.ts";
import { byNewest, readBlockTime } from "../../../app/network/blockTimes.ts";
import { useOpenDesk } from "../DeskContext.ts";
import type { Desk, DeskCurrency } from "../useDesk.ts";

export interface SettlementPosition {
  currency: Currency;
  /** Locked in the settlement hub: what payments to other banks' merchants can use. */
  balanceMinor: bigint;
  /** Reserves of the bank outside the hub. */
  outsideMinor: bigint;
}

/** A change of the settlement balance; what left it is negative. */
export interface SettlementEntry {
  key: string;
  kind: "funded" | "defunded" | "settled";
  /** Unix seconds. */
  at: number;
  amountMinor: bigint;
  /** The settlement balance right after it. */
  balanceMinor: bigint;
  currency: Currency;
  /** The other bank of a payment. */
  counterpart: number | undefined;
}

export function useSettlementPositions() {
  const desk = useOpenDesk();
  return useChainQuery(["settlement positions", desk.bank.id], (network) => readPositions(network, desk));
}

/** Every change of the settlement balance, newest first. */
export function useSettlementEntries() {
  const desk = useOpenDesk();
  return useChainQuery(["settlement entries", desk.bank.id], (network) => readEntries(network, desk));
}

async function readPositions(
  { client, deployment }: Network,
  { bank, currencies }: Desk,
): Promise<SettlementPosition[]> {
  const { settlementHub, participantRegistry } = deployment.contracts;
  const { reserveAccount } = await readContract(client, {
    address: participantRegistry,
    abi: participantRegistryAbi,
    functionName: "participant",
    args: [bank.id],
  });
  return Promise.all(
    currencies.map(async ({ currency, reserveToken }: DeskCurrency) => {
      const [balanceMinor, outsideMinor] = await Promise.all([
        readContract(client, {
          address: settlementHub,
          abi: settlementHubAbi,
          functionName: "settlementBalance",
          args: [bank.id, currency.number],
        }),
        readContract(client, {
          address: reserveToken,
          abi: reserveTokenAbi,
          functionName: "balanceOf",
          args: [reserveAccount],
        }),
      ]);
      return { currency, balanceMinor, outsideMinor };
    }),
  );
}

async function readEntries({ client, deployment }: Network, { bank, currencies }: Desk): Promise<SettlementEntry[]> {
  const hub = {
    address: deployment.contracts.settlementHub,
    abi: settlementHubAbi,
    fromBlock: 0n,
    strict: true,
  } as const;
  const own = { bank: bank.id };
  const [funded, defunded, sent, received] = await Promise.all([
    getContractEvents(client, { ...hub, eventName: "SettlementBalanceFunded", args: own }),
    getContractEvents(client, { ...hub, eventName: "SettlementBalanceDefunded", args: own }),
    getContractEvents(client, { ...hub, eventName: "ReservesSettled", args: { payerBank: bank.id } }),
    getContractEvents(client, { ...hub, eventName: "ReservesSettled", args: { payeeBank: bank.id } }),
  ]);
  const events = [
    ...funded.map((event) => ({ ...event, kind: "funded" as const, sign: 1n, counterpart: undefined })),
    ...defunded.map((event) => ({ ...event, kind: "defunded" as const, sign: -1n, counterpart: undefined })),
    ...sent.map((event) => ({ ...event, kind: "settled" as const, sign: -1n, counterpart: event.args.payeeBank })),
    ...received.map((event) => ({ ...event, kind: "settled" as const, sign: 1n, counterpart: event.args.payerBank })),
  ];
  const entries = await Promise.all(
    events.toSorted(byNewest).map(async ({ kind, sign, counterpart, args, blockNumber, transactionHash, logIndex }) => {
      const currency = currencies.find((each) => each.currency.number === args.currency)?.currency;
      if (!currency) return [];
      const at = await readBlockTime(client, blockNumber);
      const key = `${transactionHash}:${logIndex}`;
      return [{ key, kind, at, amountMinor: sign * args.amountMinor, currency, counterpart }];
    }),
  );
  return withBalances(entries.flat());
}

/** Every change of a settlement balance has its event, so adding them up from the first gives each balance. */
function withBalances(newestFirst: readonly Omit<SettlementEntry, "balanceMinor">[]): SettlementEntry[] {
  const balances = new Map<number, bigint>();
  const oldestFirst = newestFirst.toReversed().map((entry) => {
    const balanceMinor = (balances.get(entry.currency.number) ?? 0n) + entry.amountMinor;
    balances.set(entry.currency.number, balanceMinor);
    return { ...entry, balanceMinor };
  });
  return oldestFirst.toReversed();
}
