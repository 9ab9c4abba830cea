import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";

interface DetailsProps {
  /** `DetailsLine`s. */
  children: ReactNode;
  summary?: ReactNode;
}

/** Where technical things live: addresses, hashes, block numbers. Folded until somebody asks. */
export function Details({ children, summary }: DetailsProps) {
  return (
    <details className="group w-full">
      <summary className="flex min-h-touch list-none items-center gap-2 text-ink-soft [&::-webkit-details-marker]:hidden">
        <Icon name="forward" className="size-4 transition group-open:rotate-90" />
        {summary ?? <Trans>Details</Trans>}
      </summary>
      <dl className="hairline rounded-card bg-card px-4 py-2 text-note">{children}</dl>
    </details>
  );
}

export function DetailsLine({ term, children }: { term: ReactNode; children: ReactNode }) {
  return (
    <div className="py-2 not-last:border-b not-last:border-line">
      <dt className="text-ink-soft">{term}</dt>
      <dd className="font-mono break-all">{children}</dd>
    </div>
  );
}
