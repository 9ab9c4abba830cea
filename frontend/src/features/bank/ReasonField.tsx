import { Trans } from "@lingui/react/macro";
import { Field } from "../../components/Field.tsx";
import { isReason } from "./reason.ts";

/** Every administrative act carries its reason, for the bank's auditor. */
export function ReasonField({ reason, onReason }: { reason: string; onReason: (reason: string) => void }) {
  return (
    <Field
      label={<Trans>Reason, for the record</Trans>}
      value={reason}
      hint={<Trans>A few words without personal data. It stands on the ledger for good.</Trans>}
      error={reason !== "" && !isReason(reason) && <Trans>Shorten it to 32 characters.</Trans>}
      onChange={(event) => onReason(event.target.value)}
    />
  );
}
