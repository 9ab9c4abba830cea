import { Trans } from "@lingui/react/macro";
import { ProposalCard } from "./ProposalCard.tsx";
import type { Proposal } from "./useProposals.ts";

/** What waits for a second clerk, at the top of the bank's home. */
export function Inbox({ open }: { open: readonly Proposal[] }) {
  return (
    <section className="flex flex-col gap-3" aria-labelledby="inbox">
      <h2 id="inbox" className="text-lead font-semibold">
        <Trans>Waits for approval</Trans>
      </h2>
      <ul className="flex flex-col gap-3">
        {open.map((proposal) => (
          <ProposalCard key={String(proposal.id)} proposal={proposal} />
        ))}
      </ul>
    </section>
  );
}
