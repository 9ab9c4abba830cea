import { Trans } from "@lingui/react/macro";
import { EnrolmentCodeCard } from "../../app/keys/EnrolmentCodeCard.tsx";
import { useSigner } from "../../app/keys/useSigner.ts";
import { DeskPlace } from "../../components/DeskPlace.tsx";

export function BankPlace() {
  const { address } = useSigner("bank");
  return (
    <DeskPlace title={<Trans>Enrolment</Trans>} places={[]}>
      <p className="text-ink-soft">
        <Trans>Give this code to the settlement operator, who admits this desk to your bank.</Trans>
      </p>
      <EnrolmentCodeCard keyRole="bank" address={address} />
    </DeskPlace>
  );
}
