import { type BankSettlement, readBankSettlement } from "@jiaozi/sdk/netting/bank-settlement";
import type { SettledPayment } from "@jiaozi/sdk/payment/settled-payments";
import { useChainQuery } from "../network/useChainQuery.ts";

/** Whether the payer's bank has settled with the payee's; nothing until that is read. */
export function useBankSettlement(payment: SettledPayment): BankSettlement | undefined {
  const { data } = useChainQuery(["bank settlement", payment.paymentId], ({ client, deployment }) =>
    readBankSettlement(client, deployment.contracts.nettingQueue, payment),
  );
  return data;
}
