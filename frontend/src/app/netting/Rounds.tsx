import { Trans, useLingui } from "@lingui/react/macro";
import { Amount } from "../../components/Amount.tsx";
import { byCurrency } from "../../components/byCurrency.ts";
import { EmptyState } from "../../components/EmptyState.tsx";
import { type Column, Table } from "../../components/Table.tsx";
import type { SeenRound } from "./rounds.ts";
import { RoundsPicture } from "./RoundsPicture.tsx";

interface RoundsProps {
  rounds: readonly SeenRound[];
  /** Whose payments in them are told. */
  seenBy: "all banks" | "this bank";
}

/** The rounds that have settled: drawn for each currency, and all of them in a table. */
export function Rounds({ rounds, seenBy }: RoundsProps) {
  const { t } = useLingui();
  return (
    <section className="flex flex-col gap-3" aria-labelledby="rounds">
      <h2 id="rounds" className="text-lead font-semibold">
        {seenBy === "all banks" ? <Trans>Rounds so far, all banks</Trans> : <Trans>Rounds so far, this bank</Trans>}
      </h2>
      {rounds.length > 0 && (
        <p className="text-ink-soft">
          {seenBy === "all banks" ? (
            <Trans>What all banks paid each other in each round.</Trans>
          ) : (
            <Trans>What this bank paid in each round it had a part in, whatever others paid each other.</Trans>
          )}
        </p>
      )}
      <div className="grid gap-4 wide:grid-cols-2">
        {byCurrency(rounds).map(({ currency, ofCurrency }) => (
          <RoundsPicture key={currency.code} currency={currency} rounds={ofCurrency} />
        ))}
      </div>
      <Table
        label={t`Rounds, newest first`}
        columns={COLUMNS}
        rows={rounds}
        rowKey={({ key }) => key}
        empty={
          <EmptyState icon="clock" title={<Trans>No round yet</Trans>}>
            <Trans>Each time the queue settles, what it settled and what that saved will be here.</Trans>
          </EmptyState>
        }
      />
    </section>
  );
}

const COLUMNS: readonly Column<SeenRound>[] = [
  { key: "at", header: <Trans>When</Trans>, cell: ({ at }) => <Moment at={at} /> },
  {
    key: "gross",
    header: <Trans>Settled</Trans>,
    align: "end",
    cell: ({ grossMinor, currency }) => <Amount amountMinor={grossMinor} currency={currency} />,
  },
  {
    key: "net",
    header: <Trans>From reserves</Trans>,
    align: "end",
    cell: ({ netMinor, currency }) => <Amount amountMinor={netMinor} currency={currency} />,
  },
  {
    key: "saved",
    header: <Trans>Saved</Trans>,
    align: "end",
    cell: ({ grossMinor, netMinor, currency }) => <Amount amountMinor={grossMinor - netMinor} currency={currency} />,
  },
];

function Moment({ at }: { at: number }) {
  const { i18n } = useLingui();
  const text = i18n.date(new Date(at * 1000), { dateStyle: "medium", timeStyle: "medium" });
  return <span className="whitespace-nowrap">{text}</span>;
}
