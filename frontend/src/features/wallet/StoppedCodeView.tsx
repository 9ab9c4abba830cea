import { Trans } from "@lingui/react/macro";
import { Details, DetailsLine } from "../../components/Details.tsx";
import { Notice } from "../../components/Notice.tsx";
import { readForeignCode } from "./foreignCode.ts";
import type { StoppedCode } from "./useVerifiedCode.ts";

/** Why this code is not paid. A code of another scheme is named and shown, and can be done nothing with. */
export function StoppedCodeView({ code: { stopped, text } }: { code: StoppedCode }) {
  const foreign = stopped.code === "NOT_OURS" ? readForeignCode(text) : undefined;
  return (
    <>
      <Notice kind="refused" title={<Trans>This code cannot be paid</Trans>}>
        {stopped.message} <Trans>Nothing was taken.</Trans>
      </Notice>
      {foreign && (
        <dl className="hairline rounded-card bg-card px-4 py-2">
          <Line term={<Trans>Scheme</Trans>}>{foreign.schemes}</Line>
          {foreign.merchant && <Line term={<Trans>Shop, as the code says</Trans>}>{foreign.merchant}</Line>}
          {foreign.amount && <Line term={<Trans>Amount, as the code says</Trans>}>{foreign.amount}</Line>}
        </dl>
      )}
      <Details>
        <DetailsLine term={<Trans>Reason</Trans>}>{stopped.code}</DetailsLine>
        <DetailsLine term={<Trans>Technically</Trans>}>
          <bdi>{stopped.detail.slice(0, 200)}</bdi>
        </DetailsLine>
      </Details>
    </>
  );
}

function Line({ term, children }: { term: React.ReactNode; children: string }) {
  return (
    <div className="flex justify-between gap-4 py-2 not-last:border-b not-last:border-line">
      <dt className="text-ink-soft">{term}</dt>
      <dd className="min-w-0 text-end font-medium break-words">
        <bdi>{children}</bdi>
      </dd>
    </div>
  );
}
