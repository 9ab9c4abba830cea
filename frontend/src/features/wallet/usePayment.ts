import { merchantRegistryAbi } from "@jiaozi/sdk/abis/merchant-registry";
import { readRefunds, refundedByPayment } from "@jiaozi/sdk/payment/refunds";
import { readSettledPayments, type SettledPayment } from "@jiaozi/sdk/payment/settled-payments";
import type { Address, Hex } from "viem";
import { getBlock, readContract } from "viem/actions";
import { useSigner } from "../../app/keys/useSigner.ts";
import { useChainQuery } from "../../app/network/useChainQuery.ts";
import type { Network } from "../../app/network/useNetwork.ts";

/** A payment and its merchant's registered name. */
export interface NamedPayment extends SettledPayment {
  merchantName: string;
  /** What the shop has given back of it. */
  refundedMinor: bigint;
}

interface PaymentReading {
  payment: NamedPayment | undefined;
  /** Unix seconds, by the chain's clock: a payment up to then would have been found. */
  checkedUntil: number;
}

/** One payment of this wallet by its id. Somebody else's is not this wallet's to show. */
export function usePayment(paymentId: Hex) {
  const { address } = useSigner("wallet");
  return useChainQuery<PaymentReading>(["payment", address, paymentId], async (network) => {
    const { timestamp } = await getBlock(network.client); // before the events, which then reach to this block or beyond
    const [payment] = await readNamedPayments(network, { paymentId, payer: address });
    return { payment, checkedUntil: Number(timestamp) };
  });
}

/** How often this wallet has paid a merchant. */
export function usePaymentCount(merchantId: Hex) {
  const { address } = useSigner("wallet");
  return useChainQuery(["payment count", address, merchantId], async ({ client, deployment }) => {
    const payments = await readSettledPayments(client, deployment.contracts.paymentHub, { payer: address, merchantId });
    return payments.length;
  });
}

export async function readNamedPayments(
  { client, deployment }: Network,
  filter: { payer?: Address; paymentId?: Hex },
): Promise<NamedPayment[]> {
  const { paymentHub, merchantRegistry } = deployment.contracts;
  const [payments, refunds] = await Promise.all([
    readSettledPayments(client, paymentHub, filter),
    readRefunds(client, paymentHub, filter),
  ]);
  const refunded = refundedByPayment(refunds);
  const ids = [...new Set(payments.map(({ merchantId }) => merchantId))];
  const names = new Map(
    await Promise.all(
      ids.map(async (id) => {
        const merchant = { address: merchantRegistry, abi: merchantRegistryAbi } as const;
        const { name } = await readContract(client, { ...merchant, functionName: "merchant", args: [id] });
        return [id, name] as const;
      }),
    ),
  );
  return payments.map((payment) => ({
    ...payment,
    merchantName: names.get(payment.merchantId) ?? "",
    refundedMinor: refunded.get(payment.paymentId) ?? 0n,
  }));
}
