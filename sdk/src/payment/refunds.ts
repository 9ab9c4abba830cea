import type { Address, Client, Hex } from "viem";
import { getContractEvents } from "viem/actions";
import { paymentHubAbi } from "../abis/payment-hub.ts";
import { withTimes } from "./block-times.ts";
import type { FeeSplit, PaymentFilter } from "./settled-payments.ts";

/** A refund as the chain's event tells it: final. Amounts in minor units of `currency`. */
export interface Refund {
  paymentId: Hex;
  merchantId: Hex;
  /** Whom it goes back to: who paid. */
  payer: Address;
  payerBank: number;
  acquirer: number;
  /** ISO 4217 number. */
  currency: number;
  amountMinor: bigint;
  /** What of the fees came back. */
  returned: FeeSplit;
  /** What the merchant's account gave; zero where its bank stepped in. */
  merchantMinor: bigint;
  /** It waits at the payer's bank, whose account took no money. */
  isSuspended: boolean;
  /** Unix seconds: when its block was final. */
  refundedAt: number;
  transactionHash: Hex;
}

/** The refunds that the hub made from `fromBlock` on, oldest first. */
export async function readRefunds(
  client: Client,
  paymentHub: Address,
  filter: PaymentFilter,
  fromBlock: bigint = 0n,
): Promise<Refund[]> {
  const events = await getContractEvents(client, {
    address: paymentHub,
    abi: paymentHubAbi,
    eventName: "PaymentRefunded",
    args: filter,
    fromBlock,
    strict: true,
  });
  const timed = await withTimes(client, events);
  return timed.map(({ args, at, transactionHash }) => ({ ...args, refundedAt: at, transactionHash }));
}

/** What was given back of each payment, by its id. */
export function refundedByPayment(refunds: readonly Refund[]): ReadonlyMap<Hex, bigint> {
  const byPayment = new Map<Hex, bigint>();
  for (const { paymentId, amountMinor } of refunds) {
    byPayment.set(paymentId, (byPayment.get(paymentId) ?? 0n) + amountMinor);
  }
  return byPayment;
}
