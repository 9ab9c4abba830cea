import { Trans, useLingui } from "@lingui/react/macro";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { useOpenDesk } from "../DeskContext.ts";
import { DeskPage } from "../DeskPage.tsx";
import { Reading } from "../../../components/Reading.tsx";
import { ProposalCard } from "./ProposalCard.tsx";
import { type Proposal, useSortedProposals } from "./useProposals.ts";

const MOST_CLOSED = 20;

/** What waits for a second clerk, and what became of the rest. */
export function Approvals() {
  const { control } = useOpenDesk();
  return (
    <DeskPage title={<Trans>Approvals</Trans>}>
      {!control.isMember && (
        <p className="text-ink-soft">
          <Trans>You can look, but only clerks who sign for the bank propose and approve.</Trans>
        </p>
      )}
      <Reading of={useSortedProposals()} shape="card" count={2}>
        {({ open, closed }) => <ProposalLists open={open} closed={closed.slice(0, MOST_CLOSED)} />}
      </Reading>
    </DeskPage>
  );
}

interface ProposalListsProps {
  open: readonly Proposal[];
  closed: readonly Proposal[];
}

function ProposalLists({ open, closed }: ProposalListsProps) {
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
