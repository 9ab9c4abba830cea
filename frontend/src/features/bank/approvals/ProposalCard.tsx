import { Trans, useLingui } from "@lingui/react/macro";
import { fourEyesAbi } from "@jiaozi/sdk/abis/four-eyes";
import { formatAmount } from "@jiaozi/sdk/money";
import { useState } from "react";
import type { Address } from "viem";
import { useAct } from "../../../app/keys/useAct.tsx";
import { useBlock } from "../../../app/network/useBlock.ts";
import { Button } from "../../../components/Button.tsx";
import { ConfirmDialog } from "../../../components/ConfirmDialog.tsx";
import { Details, DetailsLine } from "../../../components/Details.tsx";
import { StatusBadge } from "../../../components/StatusBadge.tsx";
import { useOpenDesk } from "../DeskContext.ts";
import { NameAccount } from "../NameAccount.tsx";
import { reasonText } from "../reason.ts";
import { shortAccount } from "../shortAccount.ts";
import type { Proposal } from "./useProposals.ts";

/** One proposal: what it would do, who made it, and what this clerk can do about it. */
export function ProposalCard({ proposal }: { proposal: Proposal }) {
  const { i18n } = useLingui();
  const { clerk, control } = useOpenDesk();
  const { run, isBusy, refusal } = useAct("bank");
  const [asked, setAsked] = useState<"approve" | "reject">();
  const block = useBlock();
  const { id, maker, call, target, reason, expiresAt, outcome, by, move } = proposal;
  const isMine = maker === clerk;
  const isOpen = outcome === "open" && (block?.timestamp ?? 0) < expiresAt;
  const name = useNameOf();
  const amount = move && formatAmount(move.amountMinor, move.currency);
  const until = i18n.date(new Date(expiresAt * 1000), { dateStyle: "medium", timeStyle: "short" });
  const title = move ? (
    move.verb === "issue" ? (
      <Trans>
        Issue {amount} to {name(move.account)}
      </Trans>
    ) : (
      <Trans>
        Redeem {amount} from {name(move.account)}
      </Trans>
    )
  ) : (
    <Trans>Another act, made with another tool</Trans>
  );

  async function act(functionName: "approve" | "withdraw") {
    const isDone = await run((write) =>
      functionName === "approve"
        ? write({ address: control.address, abi: fourEyesAbi, functionName, args: [id, call] })
        : write({ address: control.address, abi: fourEyesAbi, functionName, args: [id] }),
    );
    if (isDone) setAsked(undefined);
  }

  return (
    <li className="hairline flex flex-col gap-3 rounded-card bg-card p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <h3 className="text-lead font-semibold">{title}</h3>
        <Outcome proposal={proposal} isOpen={isOpen} />
      </div>
      <p className="text-note text-ink-soft">
        <bdi>{reasonText(reason)}</bdi>
        <br />
        {isMine ? <Trans>Proposed by you</Trans> : <Trans>Proposed by {shortAccount(maker)}</Trans>}
        {move && (
          <>
            {" · "}
            <Trans>account {shortAccount(move.account)}</Trans>
          </>
        )}
        {isOpen && (
          <>
            {" · "}
            <Trans>valid until {until}</Trans>
          </>
        )}
      </p>
      {by && by !== maker && (
        <p className="text-note text-ink-soft">
          {by === clerk ? <Trans>Decided by you</Trans> : <Trans>Decided by {shortAccount(by)}</Trans>}
        </p>
      )}
      {isOpen && isMine && (
        <p className="text-note text-ink-soft">
          <Trans>Another clerk must approve this.</Trans>
        </p>
      )}
      {isOpen && control.isMember && (
        <div className="flex flex-wrap gap-2">
          {!isMine && move && (
            <Button kind="primary" onClick={() => setAsked("approve")}>
              <Trans>Approve…</Trans>
            </Button>
          )}
          {isMine ? (
            <Button isBusy={isBusy} onClick={() => void act("withdraw")}>
              <Trans>Withdraw</Trans>
            </Button>
          ) : (
            <Button onClick={() => setAsked("reject")}>
              <Trans>Reject…</Trans>
            </Button>
          )}
        </div>
      )}
      {isOpen && !isMine && move && <NameAccount account={move.account} />}
      {!asked && refusal}
      <Details>
        {move && <DetailsLine term={<Trans>Account</Trans>}>{move.account}</DetailsLine>}
        <DetailsLine term={<Trans>Proposed by</Trans>}>{maker}</DetailsLine>
        <DetailsLine term={<Trans>Contract</Trans>}>{target}</DetailsLine>
        <DetailsLine term={<Trans>Call</Trans>}>{call}</DetailsLine>
      </Details>
      {asked && (
        <ConfirmDialog
          title={title}
          amount={amount}
          kind={asked === "approve" ? "primary" : "danger"}
          confirmLabel={asked === "approve" ? <Trans>Approve and do it</Trans> : <Trans>Reject it</Trans>}
          isBusy={isBusy}
          refusal={refusal}
          onConfirm={() => void act(asked === "approve" ? "approve" : "withdraw")}
          onCancel={() => setAsked(undefined)}
        >
          {move && (
            // In full, so that two clerks can read it to each other: names are on one computer only
            <p className="pb-2">
              <Trans>Account</Trans> <span className="font-mono text-note break-all">{move.account}</span>
            </p>
          )}
          <bdi>{reasonText(reason)}</bdi>
        </ConfirmDialog>
      )}
    </li>
  );
}

/** Neither open nor approved; what nobody closed in time is expired. */
const CLOSED_WORDS = {
  withdrawn: <Trans>Withdrawn</Trans>,
  rejected: <Trans>Rejected</Trans>,
  open: <Trans>Expired</Trans>,
};

function Outcome({ proposal: { outcome }, isOpen }: { proposal: Proposal; isOpen: boolean }) {
  if (isOpen) {
    return (
      <StatusBadge kind="attention">
        <Trans>Waits for approval</Trans>
      </StatusBadge>
    );
  }
  if (outcome === "approved") {
    return (
      <StatusBadge kind="settled">
        <Trans>Approved and done</Trans>
      </StatusBadge>
    );
  }
  return <StatusBadge kind="stopped">{CLOSED_WORDS[outcome]}</StatusBadge>;
}

/** As the bank's own book has it, else by the account's end. */
function useNameOf(): (account: Address) => string {
  const { book } = useOpenDesk();
  return (account) => book.nameOf(account) ?? shortAccount(account);
}
