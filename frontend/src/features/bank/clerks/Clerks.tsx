import { Trans, useLingui } from "@lingui/react/macro";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { type Column, Table } from "../../../components/Table.tsx";
import { useOpenDesk } from "../DeskContext.ts";
import { shortAccount } from "../shortAccount.ts";
import { DeskPage } from "../DeskPage.tsx";
import { DutyNotice } from "../DutyNotice.tsx";
import { Reading } from "../../../components/Reading.tsx";
import { AdmitClerk } from "./AdmitClerk.tsx";
import { DutyWord } from "./DutyWord.tsx";
import { type ClerkRow, useClerks } from "./useClerks.ts";
import { WithdrawDuty } from "./WithdrawDuty.tsx";

/** Who works for this bank, and on what. */
export function Clerks() {
  const { t } = useLingui();
  const { duties } = useOpenDesk();
  const clerks = useClerks();
  const isAdministration = duties.has("administration");
  return (
    <DeskPage title={<Trans>Clerks</Trans>}>
      <DutyNotice duty="administration" />
      <Reading of={clerks} shape="row" count={3}>
        {(all) => (
          <Table
            label={t`Clerks`}
            columns={isAdministration ? ADMINISTRATION_COLUMNS : COLUMNS}
            rows={all}
            rowKey={({ account }) => account}
            empty={<EmptyState icon="people" title={<Trans>No clerks</Trans>} />}
          />
        )}
      </Reading>
      {isAdministration && <AdmitClerk />}
    </DeskPage>
  );
}

const DESK_COLUMN: Column<ClerkRow> = {
  key: "desk",
  header: <Trans>Desk</Trans>,
  cell: (row) => <ClerkName row={row} />,
};

const COLUMNS: readonly Column<ClerkRow>[] = [
  DESK_COLUMN,
  {
    key: "duties",
    header: <Trans>Duties</Trans>,
    cell: ({ duties }) => (
      <ul className="flex flex-wrap gap-x-4">
        {duties.map((duty) => (
          <li key={duty}>
            <DutyWord duty={duty} />
          </li>
        ))}
      </ul>
    ),
  },
];

const ADMINISTRATION_COLUMNS: readonly Column<ClerkRow>[] = [
  DESK_COLUMN,
  {
    key: "duties",
    header: <Trans>Duties</Trans>,
    cell: ({ account, duties }) => (
      <ul className="flex flex-col gap-x-6 wide:flex-row wide:flex-wrap">
        {duties.map((duty) => (
          <li key={duty} className="flex items-center justify-between">
            <DutyWord duty={duty} />
            {duty !== "administration" && <WithdrawDuty account={account} duty={duty} />}
          </li>
        ))}
      </ul>
    ),
  },
];

function ClerkName({ row: { account } }: { row: ClerkRow }) {
  const { clerk, control } = useOpenDesk();
  if (account === control.address) return <Trans>Two clerks together</Trans>;
  return (
    <span>
      <span className="font-mono whitespace-nowrap">{shortAccount(account)}</span>{" "}
      {account === clerk && <Trans>(this desk)</Trans>}
    </span>
  );
}
