import { Trans } from "@lingui/react/macro";
import { useConnectedWallet } from "../../app/keys/ConnectedWallet.ts";
import { EnrolmentCodeCard } from "../../app/keys/EnrolmentCodeCard.tsx";
import { WaitingCodeNotice } from "../../app/keys/WaitingCodeNotice.tsx";
import { useSigner } from "../../app/keys/useSigner.ts";
import { PhonePlace } from "../../components/PhonePlace.tsx";
import { WhoApproves } from "./WhoApproves.tsx";

export function NotEnrolled() {
  const { address } = useSigner("wallet");
  const { installed } = useConnectedWallet();
  return (
    <PhonePlace title={<Trans>Wallet</Trans>}>
      <WaitingCodeNotice keyRole="wallet" />
      <p className="text-center text-ink-soft">
        <Trans>Show this code to your bank. Your account appears here as soon as the bank has connected it.</Trans>
      </p>
      <EnrolmentCodeCard keyRole="wallet" address={address} />
      {/* A bank may have enrolled the other one */}
      {installed.length > 0 && <WhoApproves />}
    </PhonePlace>
  );
}
