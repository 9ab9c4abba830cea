import { Trans } from "@lingui/react/macro";
import { EnrolmentCodeCard } from "../../app/keys/EnrolmentCodeCard.tsx";
import { useSigner } from "../../app/keys/useSigner.ts";
import { PhonePlace } from "../../components/PhonePlace.tsx";

export function NotEnrolled() {
  const { address } = useSigner("wallet");
  return (
    <PhonePlace title={<Trans>Wallet</Trans>}>
      <p className="text-center text-ink-soft">
        <Trans>Show this code to your bank. Your account appears here as soon as the bank has connected it.</Trans>
      </p>
      <EnrolmentCodeCard keyRole="wallet" address={address} />
    </PhonePlace>
  );
}
