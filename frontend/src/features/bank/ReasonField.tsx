import { Trans } from "@lingui/react/macro";
import { Field } from "../../components/Field.tsx";
import { isTooLong } from "./reason.ts";
import type { Reason } from "./useReason.ts";

/** Every administrative act carries its reason, for the bank's auditor. */
export function ReasonField({ reason: { text, isMissed, set } }: { reason: Reason }) {
  return (
    <Field
      label={<Trans>Reason, for the record</Trans>}
      value={text}
      hint={<Trans>A few words without personal data. It stands on the ledger for good.</Trans>}
      error={
        (isMissed && <Trans>Write a reason first.</Trans>) ||
        (isTooLong(text) && <Trans>Shorten it: 32 plain characters fit.</Trans>)
      }
      onChange={(event) => set(event.target.value)}
    />
  );
}
