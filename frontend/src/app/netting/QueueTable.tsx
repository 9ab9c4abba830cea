import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Amount } from "../../components/Amount.tsx";
import { type Column, Table } from "../../components/Table.tsx";
import { useBankName } from "../network/useBankName.ts";
import { HindranceWord } from "./HindranceWord.tsx";
import { RankWord } from "./RankWord.tsx";
import type { QueuedRow } from "./useQueue.ts";

interface QueueTableProps {
  label: string;
  rows: readonly QueuedRow[];
  /** Which ends are told: a bank knows its own. */
  ends: readonly ("payer" | "payee")[];
  rowTo?: (row: QueuedRow) => string;
  empty: ReactNode;
}

/** Obligations in the order in which they were queued. */
export function QueueTable({ label, rows, ends, rowTo, empty }: QueueTableProps) {
  return (
    <Table
      label={label}
      columns={[...ends.map((end) => ENDS[end]), ...COLUMNS]}
      rows={rows}
      rowKey={({ id }) => id}
      {...(rowTo && { rowTo })}
      empty={empty}
    />
  );
}

const ENDS: Record<"payer" | "payee", Column<QueuedRow>> = {
  payer: { key: "payer", header: <Trans>From</Trans>, cell: ({ payer }) => <BankName of={payer} /> },
  payee: { key: "payee", header: <Trans>To</Trans>, cell: ({ payee }) => <BankName of={payee} /> },
};

const COLUMNS: readonly Column<QueuedRow>[] = [
  {
    key: "amount",
    header: <Trans>Amount</Trans>,
    align: "end",
    cell: ({ amountMinor, currency }) => <Amount amountMinor={amountMinor} currency={currency} />,
  },
  { key: "hindrance", header: <Trans>What holds it up</Trans>, cell: (row) => <HindranceWord row={row} /> },
  { key: "rank", header: <Trans>Rank</Trans>, cell: ({ rank }) => <RankWord rank={rank} /> },
  { key: "since", header: <Trans>Since</Trans>, cell: ({ at }) => <Moment at={at} /> },
];

function Moment({ at }: { at: number }) {
  const { i18n } = useLingui();
  const text = i18n.date(new Date(at * 1000), { dateStyle: "medium", timeStyle: "short" });
  return <span className="whitespace-nowrap">{text}</span>;
}

function BankName({ of }: { of: number }) {
  const nameOf = useBankName();
  return <span className="whitespace-nowrap">{nameOf(of)}</span>;
}
