import { Trans, useLingui } from "@lingui/react/macro";
import type { Address } from "viem";
import { CopyButton } from "../../components/CopyButton.tsx";
import { Details, DetailsLine } from "../../components/Details.tsx";
import { QrCode } from "../../components/QrCode.tsx";
import { formatEnrolmentCode } from "./enrolmentCode.ts";
import type { Role } from "./role.ts";

/** A newcomer's code, which the bank's page scans or takes as text. */
export function EnrolmentCodeCard({ keyRole, address }: { keyRole: Role; address: Address }) {
  const { t } = useLingui();
  const code = formatEnrolmentCode({ role: keyRole, address });
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
