import { Trans } from "@lingui/react/macro";
import { EnrolmentCodeCard } from "../../app/keys/EnrolmentCodeCard.tsx";
import { useSigner } from "../../app/keys/useSigner.ts";
import { PhonePlace } from "../../components/PhonePlace.tsx";

export function MerchantPlace() {
  const { address } = useSigner("till");
  return (
    <PhonePlace title={<Trans>Till</Trans>}>
      <p className="text-center text-ink-soft">
        <Trans>Show this code to your bank. It admits this till to your shop.</Trans>
      </p>
      <EnrolmentCodeCard keyRole="till" address={address} />
    </PhonePlace>
  );
}
