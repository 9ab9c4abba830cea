import { Trans, useLingui } from "@lingui/react/macro";
import { HindranceWord } from "../../../app/netting/HindranceWord.tsx";
import { RankWord } from "../../../app/netting/RankWord.tsx";
import type { QueuedRow } from "../../../app/netting/useQueue.ts";
import { useBankName } from "../../../app/network/useBankName.ts";
import { Amount } from "../../../components/Amount.tsx";
import { Fact, Facts } from "../../../components/Fact.tsx";
import { SideSheet } from "../../../components/SideSheet.tsx";
import { useOpenDesk } from "../DeskContext.ts";
import { reasonText } from "../reason.ts";
import { CancelObligation } from "./CancelObligation.tsx";

const REFERENCE_CHARACTERS = 10;

/** One obligation that waits, owed by this bank or to it. */
export function ObligationSheet({ row, onClose }: { row: QueuedRow; onClose: () => void }) {
  const { i18n } = useLingui();
  const { bank } = useOpenDesk();
  const nameOf = useBankName();
  const { amountMinor, currency, payer, payee, rank, at, reference, isLinked } = row;
  const isOwn = payer === bank.id;
  return (
    <SideSheet
      title={isOwn ? <Trans>Owed to {nameOf(payee)}</Trans> : <Trans>Owed by {nameOf(payer)}</Trans>}
      onClose={onClose}
      actions={isOwn && rank !== "credit" ? <CancelObligation row={row} onCancelled={onClose} /> : undefined}
    >
      <Amount amountMinor={amountMinor} currency={currency} size="figure" />
      <p className="flex">
        <HindranceWord row={row} />
      </p>
      <Facts>
        <Fact term={<Trans>Rank</Trans>}>
          <RankWord rank={rank} />
        </Fact>
        <Fact term={<Trans>Waits since</Trans>}>
          {i18n.date(new Date(at * 1000), { dateStyle: "medium", timeStyle: "medium" })}
        </Fact>
        <Fact term={<Trans>Reference</Trans>}>
          <bdi>
            {rank === "credit"
              ? reference.slice(2, 2 + REFERENCE_CHARACTERS).toUpperCase() // the payment's, as on its receipt
              : reasonText(reference)}
          </bdi>
        </Fact>
      </Facts>
      {rank === "credit" && (
        <p className="text-ink-soft">
          <Trans>A customer's payment by a credit line. It is final for the customers, and cannot be cancelled.</Trans>
        </p>
      )}
      {isLinked && (
        <p className="text-ink-soft">
          <Trans>Linked: it settles together with what comes back in another currency, or not at all.</Trans>
        </p>
      )}
    </SideSheet>
  );
}
