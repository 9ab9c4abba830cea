import { Trans, useLingui } from "@lingui/react/macro";
import { type EnrolmentKind, enrolmentText } from "@jiaozi/sdk/enrolment";
import type { Address } from "viem";
import { CopyButton } from "../../components/CopyButton.tsx";
import { Details, DetailsLine } from "../../components/Details.tsx";
import { QrCode } from "../../components/QrCode.tsx";
import { useNetwork } from "../network/useNetwork.ts";
import type { Role } from "./role.ts";

const KINDS: Record<Role, EnrolmentKind> = { till: "terminal", wallet: "customer", bank: "clerk" };

/** A newcomer's code, which the bank's page scans or takes as text. */
export function EnrolmentCodeCard({ keyRole, address }: { keyRole: Role; address: Address }) {
  const { t } = useLingui();
  const { genesisHash } = useNetwork().deployment;
  const code = enrolmentText({ kind: KINDS[keyRole], address, genesisHash });
  return (
    <div className="flex w-full flex-col items-center gap-4">
      <div className="hairline w-full max-w-phone rounded-card">
        <QrCode text={code} label={t`Enrolment code of this device`} />
      </div>
      <CopyButton text={code}>
        <Trans>Copy the code as text</Trans>
      </CopyButton>
      <Details>
        <DetailsLine term={<Trans>Address of this key</Trans>}>{address}</DetailsLine>
      </Details>
    </div>
  );
}
