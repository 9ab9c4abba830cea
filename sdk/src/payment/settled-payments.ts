import type { Address, Client, Hex } from "viem";
import { getContractEvents } from "viem/actions";
import { paymentHubAbi } from "../abis/payment-hub.ts";
import { withTimes } from "./block-times.ts";

/** Minor units. */
export interface FeeSplit {
  /** The payer's bank's. */
  interchangeMinor: bigint;
  schemeFeeMinor: bigint;
  /** The merchant's bank's. */
  acquirerFeeMinor: bigint;
}

/** IPaymentHub.PaymentTerms, as its events give them and its later calls take them. */
export interface PaymentTerms {
  merchantId: Hex;
  payer: Address;
  payerBank: number;
  acquirer: number;
  currency: number;
  amountMinor: bigint;
  /** Packed rates; contracts/payment/FeeTerms.sol. */
  feeTerms: bigint;
  /** Unix seconds. */
  madeAt: bigint;
  captureBefore: bigint;
  refundBefore: bigint;
}

/** A payment as the chain's event tells it: final. Amounts in minor units of `currency`. */
export interface SettledPayment {
  paymentId: Hex;
  merchantId: Hex;
  payer: Address;
  requestDigest: Hex;
  requestId: Hex;
  terminal: Address;
  payerBank: number;
  acquirer: number;
  /** ISO 4217 number. */
  currency: number;
  /** With tip. */
  amountMinor: bigint;
  tipMinor: bigint;
  /** What the merchant pays on it, by whose share it is. */
  fees: FeeSplit;
  /** What reached the merchant: the amount less the fees. */
  netMinor: bigint;
  /** What was agreed: to be named again when it is refunded. */
  terms: PaymentTerms;
  /** Unix seconds: when its block was final. */
  settledAt: number;
  blockNumber: bigint;
  transactionHash: Hex;
}

/** Which payments: all that meet every given condition. */
export interface PaymentFilter {
  paymentId?: Hex;
  merchantId?: Hex;
  payer?: Address;
}

/** The payments that the hub settled from `fromBlock` on, oldest first. */
export async function readSettledPayments(
  client: Client,
  paymentHub: Address,
  filter: PaymentFilter,
  fromBlock: bigint = 0n,
): Promise<SettledPayment[]> {
  const events = await getContractEvents(client, {
    address: paymentHub,
    abi: paymentHubAbi,
    eventName: "PaymentSettled",
    args: filter,
    fromBlock,
    strict: true,
  });
  const timed = await withTimes(client, events);
  return timed.map(({ args: { origin, terms, ...args }, at, blockNumber, transactionHash }) => ({
    ...args,
    ...origin,
    terms,
    payerBank: terms.payerBank,
    acquirer: terms.acquirer,
    currency: terms.currency,
    amountMinor: terms.amountMinor,
    settledAt: at,
    blockNumber,
    transactionHash,
  }));
}
