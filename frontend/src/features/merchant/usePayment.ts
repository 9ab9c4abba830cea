import { readSettledPayments, type SettledPayment } from "@jiaozi/sdk/payment/settled-payments";
import { useEffect } from "react";
import type { Hex } from "viem";
import { getBlock } from "viem/actions";
import { useChainQuery } from "../../app/network/useChainQuery.ts";

/** Also where no block brought anything: the reading that a block asked for may have failed. */
const POLL_SECONDS = 10;

interface PaymentReading {
  payment: SettledPayment | undefined;
  /** Unix seconds, by the chain's clock: a payment up to then would have been found. */
  checkedUntil: number;
}

/**
 * The payment of a request, by the chain's event and nothing else. Read again with every block that brought something,
 * every ten seconds, and when a person asks.
 */
export function usePayment(digest: Hex) {
  const query = useChainQuery<PaymentReading>(["payment", digest], async ({ client, deployment }) => {
    const { timestamp } = await getBlock(client); // before the events, which then reach to this block or beyond
    const [payment] = await readSettledPayments(client, deployment.contracts.paymentHub, { paymentId: digest });
    return { payment, checkedUntil: Number(timestamp) };
  });
  const { refetch } = query;
  const isPaid = query.data?.payment !== undefined;
  useEffect(() => {
    if (isPaid) return undefined;
    const timer = setInterval(() => void refetch(), POLL_SECONDS * 1000);
    return () => clearInterval(timer);
  }, [isPaid, refetch]);
  return query;
}
