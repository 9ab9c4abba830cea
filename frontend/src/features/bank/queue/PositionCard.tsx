import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { QueuedRow } from "../../../app/netting/useQueue.ts";
import { Amount } from "../../../components/Amount.tsx";
import { sumOf } from "../../../components/byCurrency.ts";
import { useOpenDesk } from "../DeskContext.ts";
import type { QueuePosition } from "./usePositions.ts";

interface PositionCardProps {
  position: QueuePosition;
  /** Of all banks and currencies. */
  waiting: readonly QueuedRow[];
}

/** One currency: what the bank has to settle with, what of it is bound, and what the queue will take and bring. */
export function PositionCard({ position, waiting }: PositionCardProps) {
  const { bank } = useOpenDesk();
  const { currency, balanceMinor, earmarkedMinor, keptMinor, availableMinor } = position;
  const ofCurrency = waiting.filter((row) => row.currency.number === currency.number);
  const amount = (amountMinor: bigint) => <Amount amountMinor={amountMinor} currency={currency} />;
  return (
    <section className="hairline flex flex-col gap-4 rounded-card bg-card p-6" aria-label={currency.code}>
      <dl>
        <dt className="text-note text-ink-soft">
          <Trans>Settlement balance, {currency.code}</Trans>
        </dt>
        <dd className="mb-2">
          <Amount amountMinor={balanceMinor} currency={currency} size="figure" />
        </dd>
        <Line term={<Trans>Held for open authorizations</Trans>}>{amount(earmarkedMinor)}</Line>
        <Line term={<Trans>Kept for the queue</Trans>}>{amount(keptMinor)}</Line>
        <Line term={<Trans>Free for payments at once</Trans>}>{amount(availableMinor)}</Line>
        <Line term={<Trans>Owed to other banks</Trans>}>
          {amount(sumOf(ofCurrency.filter(({ payer }) => payer === bank.id)))}
        </Line>
        <Line term={<Trans>Owed by other banks</Trans>}>
          {amount(sumOf(ofCurrency.filter(({ payee }) => payee === bank.id)))}
        </Line>
      </dl>
    </section>
  );
}

function Line({ term, children }: { term: ReactNode; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-4 py-2 not-last:border-b not-last:border-line">
      <dt className="text-ink-soft">{term}</dt>
      <dd className="text-end font-medium">{children}</dd>
    </div>
  );
}
