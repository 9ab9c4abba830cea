import { Trans, useLingui } from "@lingui/react/macro";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { useBlock } from "../../../app/network/useBlock.ts";
import { useOpenDesk } from "../DeskContext.ts";
import { DeskPage } from "../DeskPage.tsx";
import { Reading } from "../../../components/Reading.tsx";
import { ProposalCard } from "./ProposalCard.tsx";
import { type Proposal, useProposals } from "./useProposals.ts";

const MOST_CLOSED = 20;

/** What waits for a second clerk, and what became of the rest. */
export function Approvals() {
  const { control } = useOpenDesk();
  const reading = useProposals();
  const now = useBlock()?.timestamp ?? 0;
  return (
    <DeskPage title={<Trans>Approvals</Trans>}>
      {!control.isMember && (
        <p className="text-ink-soft">
          <Trans>You can look, but only clerks who sign for the bank propose and approve.</Trans>
        </p>
      )}
      <Reading of={reading} shape="card" count={2}>
        {(proposals) => <ProposalLists {...sort(proposals, now)} />}
      </Reading>
    </DeskPage>
  );
}

interface Sorted {
  open: readonly Proposal[];
  closed: readonly Proposal[];
}

function ProposalLists({ open, closed }: Sorted) {
  const { t } = useLingui();
  return (
    <>
      {open.length === 0 ? (
        <EmptyState icon="check" title={<Trans>Nothing waits for approval</Trans>}>
          <Trans>What a clerk proposes appears here for another clerk.</Trans>
        </EmptyState>
      ) : (
        <ul aria-label={t`Waiting`} className="flex flex-col gap-3">
          {open.map((proposal) => (
            <ProposalCard key={String(proposal.id)} proposal={proposal} />
          ))}
        </ul>
      )}
      {closed.length > 0 && (
        <section className="flex flex-col gap-3">
          <h2 className="text-lead font-semibold">
            <Trans>Decided</Trans>
          </h2>
          <ul className="flex flex-col gap-3">
            {closed.map((proposal) => (
              <ProposalCard key={String(proposal.id)} proposal={proposal} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function sort(proposals: readonly Proposal[], now: number): Sorted {
  const isOpen = ({ outcome, expiresAt }: Proposal) => outcome === "open" && now < expiresAt;
  return {
    open: proposals.filter(isOpen),
    closed: proposals.filter((proposal) => !isOpen(proposal)).slice(0, MOST_CLOSED),
  };
}
