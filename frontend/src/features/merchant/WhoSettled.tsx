import { Trans } from "@lingui/react/macro";
import type { DeployedBank } from "@jiaozi/sdk/deployment";
import type { SettledPayment } from "@jiaozi/sdk/payment/settled-payments";

interface WhoSettledProps {
  payment: Pick<SettledPayment, "payerBank" | "acquirer">;
  banks: readonly DeployedBank[];
}

/** Which bank paid which. A merchant never learns who the payer is. */
export function WhoSettled({ payment, banks }: WhoSettledProps) {
  const nameOf = (bank: number) => banks.find(({ id }) => id === bank)?.name ?? String(bank);
  const [payer, payee] = [nameOf(payment.payerBank), nameOf(payment.acquirer)];
  if (payment.payerBank === payment.acquirer) return <Trans>Settled within {payee}</Trans>;
  return (
    <Trans>
      {payer} has settled with {payee}
    </Trans>
  );
}
