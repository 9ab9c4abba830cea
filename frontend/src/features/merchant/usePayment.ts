import { readSettledPayments, type SettledPayment } from "@jiaozi/sdk/payment/settled-payments";
import type { Hex } from "viem";
import { useChainQuery } from "../../app/network/useChainQuery.ts";

/**
 * The payment of a request, by the chain's event and nothing else: `null` while there is none. Read again with every
 * block that brought something, and when a person asks.
 */
export function usePayment(digest: Hex) {
  return useChainQuery<SettledPayment | null>(["payment", digest], async ({ client, deployment }) => {
    const [payment] = await readSettledPayments(client, deployment.contracts.paymentHub, { paymentId: digest });
    return payment ?? null;
  });
}
