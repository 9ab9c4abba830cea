import { Trans } from "@lingui/react/macro";
import { EnrolmentCodeCard } from "../../app/keys/EnrolmentCodeCard.tsx";
import { useSigner } from "../../app/keys/useSigner.ts";
import { WhoApproves } from "./WhoApproves.tsx";

export function AccountSettings() {
  const { address } = useSigner("wallet");
  return (
    <>
      <section className="flex flex-col gap-3">
        <h2 className="text-title font-semibold">
          <Trans>Another bank</Trans>
        </h2>
        <p className="text-ink-soft">
          <Trans>Show this code to another bank to see your account there in this wallet, too.</Trans>
        </p>
        <EnrolmentCodeCard keyRole="wallet" address={address} />
      </section>
      <WhoApproves />
    </>
  );
}
