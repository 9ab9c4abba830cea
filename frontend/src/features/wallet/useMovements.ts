import { depositTokenAbi } from "@jiaozi/sdk/abis/deposit-token";
import { type Currency, currencyByNumber } from "@jiaozi/sdk/currencies";
import type { Address, Hex } from "viem";
import { getBlock, getContractEvents } from "viem/actions";
import { useSigner } from "../../app/keys/useSigner.ts";
import { useChainQuery } from "../../app/network/useChainQuery.ts";
import type { Network } from "../../app/network/useNetwork.ts";
import { type NamedPayment, readNamedPayments } from "./usePayment.ts";

/** One line of the wallet's list. Amounts carry their sign: what left the account is negative. */
export interface Movement {
  key: string;
  kind: "paid" | "received" | "deposited" | "withdrawn";
  /** Unix seconds. */
  at: number;
  amountMinor: bigint;
  currency: Currency;
  /** The merchant, for what was paid; the bank otherwise. */
  who: string;
  paymentId?: Hex;
}

/** Everything that moved this wallet's deposits, newest first. */
export function useMovements() {
  const { address } = useSigner("wallet");
  return useChainQuery(["movements", address], async (network) => {
    const [paid, others] = await Promise.all([
      readNamedPayments(network, { payer: address }),
      readOthers(network, address),
    ]);
    const movements = [...paid.flatMap(movementOf), ...others];
    return movements.toSorted((one, other) => other.at - one.at);
  });
}

function movementOf(payment: NamedPayment): Movement[] {
  const currency = currencyByNumber(payment.currency);
  if (!currency) return [];
  const { paymentId, settledAt, amountMinor, merchantName } = payment;
  return [
    { key: paymentId, kind: "paid", at: settledAt, amountMinor: -amountMinor, currency, who: merchantName, paymentId },
  ];
}

/** What came in, and what the bank paid out: the token's own events, of which each has one bank and currency. */
async function readOthers(network: Network, address: Address): Promise<Movement[]> {
  const { client, deployment } = network;
  const ofTokens = await Promise.all(
    deployment.banks.flatMap((bank) =>
      Object.entries(bank.depositTokens).map(async ([number, token]) => {
        const currency = currencyByNumber(Number(number));
        if (!currency) return [];
        const source = { address: token, abi: depositTokenAbi, fromBlock: 0n, strict: true } as const;
        const [credits, issued, redeemed] = await Promise.all([
          getContractEvents(client, { ...source, eventName: "Transfer", args: { to: address } }),
          getContractEvents(client, { ...source, eventName: "DepositsIssued", args: { account: address } }),
          getContractEvents(client, { ...source, eventName: "DepositsRedeemed", args: { account: address } }),
        ]);
        const issuedIn = new Set(issued.map(({ transactionHash }) => transactionHash));
        return Promise.all([
          ...credits.map((event) => {
            const kind = issuedIn.has(event.transactionHash) ? "deposited" : "received";
            return toMovement(network, event, { kind, amountMinor: event.args.value, currency, who: bank.name });
          }),
          ...redeemed.map((event) =>
            toMovement(network, event, {
              kind: "withdrawn",
              amountMinor: -event.args.amountMinor,
              currency,
              who: bank.name,
            }),
          ),
        ]);
      }),
    ),
  );
  return ofTokens.flat();
}

async function toMovement(
  { client }: Network,
  { blockNumber, transactionHash, logIndex }: { blockNumber: bigint; transactionHash: Hex; logIndex: number },
  movement: Omit<Movement, "key" | "at">,
): Promise<Movement> {
  const { timestamp } = await getBlock(client, { blockNumber });
  return { ...movement, key: `${transactionHash}:${logIndex}`, at: Number(timestamp) };
}
