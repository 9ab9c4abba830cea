import { Trans } from "@lingui/react/macro";
import type { SettledPayment } from "@jiaozi/sdk/payment/settled-payments";
import { useBankSettlement } from "../../app/netting/useBankSettlement.ts";
import { Fact } from "../../components/Fact.tsx";

/** Whether the two banks have settled what is final for the payer; nothing where there is one bank only. */
export function BanksFact({ payment }: { payment: SettledPayment }) {
  const settlement = useBankSettlement(payment);
  if (settlement === undefined || settlement === "within one bank") return null;
  return (
    <Fact term={<Trans>Between the banks</Trans>}>
      {settlement === "owed" ? <Trans>They settle later; your payment is final</Trans> : <Trans>Settled</Trans>}
    </Fact>
  );
}
