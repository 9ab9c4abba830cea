import type { ChainHealth, NodeHealth, ValidatorHealth } from "@jiaozi/sdk/chain-health";
import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { EmptyState } from "../../components/EmptyState.tsx";
import { StatusBadge } from "../../components/StatusBadge.tsx";
import { type Column, Table } from "../../components/Table.tsx";

const STATES = {
  running: { kind: "settled", word: <Trans>Running</Trans> },
  "catching up": { kind: "attention", word: <Trans>Catching up</Trans> },
  elsewhere: { kind: "settled", word: <Trans>Signs, on another machine</Trans> },
  down: { kind: "stopped", word: <Trans>Down</Trans> },
} as const satisfies Record<ValidatorHealth["state"], unknown>;

export function Validators({ health: { validators, lookedAt } }: { health: ChainHealth }) {
  const { t } = useLingui();
  return (
    <Table
      label={t`Validators`}
      columns={columnsFor(lookedAt)}
      rows={validators}
      rowKey={({ key }) => key}
      empty={<EmptyState icon="bank" title={<Trans>No validators</Trans>} />}
    />
  );
}

function columnsFor(lookedAt: number): Column<ValidatorHealth>[] {
  return [
    { key: "name", header: <Trans>Validator</Trans>, cell: ({ name }) => name },
    { key: "state", header: <Trans>State</Trans>, cell: ({ state }) => <State state={state} /> },
    { key: "power", header: <Trans>Votes</Trans>, align: "end", cell: ({ power }) => power },
    {
      key: "signed",
      header: <Trans>Signed of the last {lookedAt}</Trans>,
      align: "end",
      cell: ({ signed }) => signed,
    },
    { key: "height", header: <Trans>Block</Trans>, align: "end", cell: ofNode(({ height }) => <Count of={height} />) },
    { key: "peers", header: <Trans>Peers</Trans>, align: "end", cell: ofNode(({ peers }) => <Count of={peers} />) },
    {
      key: "disk",
      header: <Trans>Keeps on disk</Trans>,
      align: "end",
      cell: ofNode(({ diskBytes }) => <Size bytes={diskBytes} />),
    },
    {
      key: "free",
      header: <Trans>Free there</Trans>,
      align: "end",
      cell: ofNode(({ freeBytes }) => <Size bytes={freeBytes} />),
    },
  ];
}

/** What a node did not tell is a dash. */
function ofNode(draw: (node: NodeHealth) => ReactNode) {
  return ({ node }: ValidatorHealth) => (node ? draw(node) : "–");
}

function State({ state }: { state: ValidatorHealth["state"] }) {
  const { kind, word } = STATES[state];
  return <StatusBadge kind={kind}>{word}</StatusBadge>;
}

function Count({ of }: { of: number }) {
  const { i18n } = useLingui();
  return i18n.number(of);
}

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

function Size({ bytes }: { bytes: number }) {
  const { i18n } = useLingui();
  const unit = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const style = { style: "unit", unit: UNITS[unit], unitDisplay: "short", maximumSignificantDigits: 3 } as const;
  return <span className="whitespace-nowrap">{i18n.number(bytes / 1000 ** unit, style)}</span>;
}
