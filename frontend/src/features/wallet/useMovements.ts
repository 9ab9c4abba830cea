import { depositTokenAbi } from "@jiaozi/sdk/abis/deposit-token";
import { type Currency, currencyByNumber } from "@jiaozi/sdk/currencies";
import { readRefunds, type Refund } from "@jiaozi/sdk/payment/refunds";
import { type Address, type Hex, zeroAddress } from "viem";
import { getBlock, getContractEvents } from "viem/actions";
import { useSigner } from "../../app/keys/useSigner.ts";
import { useChainQuery } from "../../app/network/useChainQuery.ts";
import type { Network } from "../../app/network/useNetwork.ts";
import { type NamedPayment, readNamedPayments } from "./usePayment.ts";

/** One line of the wallet's list. Amounts carry their sign: what left the account is negative. */
export interface Movement {
  key: string;
  kind: "paid" | "refunded" | "received" | "deposited" | "withdrawn" | "returned";
  /** Unix seconds. */
  at: number;
  amountMinor: bigint;
  currency: Currency;
  /** The merchant, for what was paid and refunded; the bank otherwise. */
  who: string;
  paymentId?: Hex;
}

/** Everything that moved this wallet's deposits, newest first. */
export function useMovements() {
  const { address } = useSigner("wallet");
  return useChainQuery(["movements", address], async (network) => {
    const { paymentHub } = network.deployment.contracts;
    const [paid, refunds] = await Promise.all([
      readNamedPayments(network, { payer: address }),
      readRefunds(network.client, paymentHub, { payer: address }),
    ]);
    const ofPayments = [...paid.flatMap(movementOf), ...refunds.flatMap((refund) => refundOf(refund, paid))];
    const told = new Set([...paid, ...refunds].map(({ transactionHash }) => transactionHash));
    const movements = [...ofPayments, ...(await readOthers(network, address, told))];
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

function refundOf({ paymentId, ...refund }: Refund, paid: readonly NamedPayment[]): Movement[] {
  const currency = currencyByNumber(refund.currency);
  const who = paid.find((payment) => payment.paymentId === paymentId)?.merchantName ?? "";
  if (!currency || refund.isSuspended) return []; // what waits at the bank has not come in
  const { transactionHash, refundedAt, amountMinor } = refund;
  return [
    { key: `${transactionHash}:refund`, kind: "refunded", at: refundedAt, amountMinor, currency, who, paymentId },
  ];
}

/**
 * What came in, and what went out by the bank or as a shop's refund: the token's own events, of which each has one bank
 * and currency. `told`: transactions that are in the list already.
 */
async function readOthers(network: Network, address: Address, told: ReadonlySet<Hex>): Promise<Movement[]> {
  const { client, deployment } = network;
  const ofTokens = await Promise.all(
    deployment.banks.flatMap((bank) =>
      Object.entries(bank.depositTokens).map(async ([number, token]) => {
        const currency = currencyByNumber(Number(number));
        if (!currency) return [];
        const source = { address: token, abi: depositTokenAbi, fromBlock: 0n, strict: true } as const;
        const [credits, burns, issued, redeemed] = await Promise.all([
          getContractEvents(client, { ...source, eventName: "Transfer", args: { to: address } }),
          getContractEvents(client, { ...source, eventName: "Transfer", args: { from: address, to: zeroAddress } }),
          getContractEvents(client, { ...source, eventName: "DepositsIssued", args: { account: address } }),
          getContractEvents(client, { ...source, eventName: "DepositsRedeemed", args: { account: address } }),
        ]);
        const issuedIn = new Set(issued.map(({ transactionHash }) => transactionHash));
        const redeemedIn = new Set(redeemed.map(({ transactionHash }) => transactionHash));
        const isNew = ({ transactionHash }: { transactionHash: Hex }) => !told.has(transactionHash);
        const returned = burns.filter((burn) => isNew(burn) && !redeemedIn.has(burn.transactionHash));
        return Promise.all([
          ...returned.map((event) => {
            const amountMinor = -event.args.value;
            return toMovement(network, event, { kind: "returned", amountMinor, currency, who: bank.name });
          }),
          ...credits.filter(isNew).map((event) => {
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
