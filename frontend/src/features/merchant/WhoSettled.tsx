import { Trans } from "@lingui/react/macro";
import type { SettledPayment } from "@jiaozi/sdk/payment/settled-payments";
import { useBankSettlement } from "../../app/netting/useBankSettlement.ts";
import { useBankName } from "../../app/network/useBankName.ts";

/** Which bank has paid which, or will. A merchant never learns who the payer is. */
export function WhoSettled({ payment }: { payment: SettledPayment }) {
  const nameOf = useBankName();
  const settlement = useBankSettlement(payment);
  const [payer, payee] = [nameOf(payment.payerBank), nameOf(payment.acquirer)];
  switch (settlement) {
    case undefined:
      return "\u00a0"; // its line, so that nothing moves when it is read
    case "within one bank":
      return <Trans>Settled within {payee}</Trans>;
    case "owed":
      return (
        <Trans>
          Final for you. {payer} settles with {payee} later
        </Trans>
      );
    default:
      return (
        <Trans>
          {payer} has settled with {payee}
        </Trans>
      );
  }
}
