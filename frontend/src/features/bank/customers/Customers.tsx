import { Trans, useLingui } from "@lingui/react/macro";
import { STATUS } from "@jiaozi/sdk/status";
import { useLocation, useSearchParams } from "wouter";
import { Amount } from "../../../components/Amount.tsx";
import { Button } from "../../../components/Button.tsx";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { Select } from "../../../components/Select.tsx";
import { Skeleton } from "../../../components/Skeleton.tsx";
import { type Column, Table } from "../../../components/Table.tsx";
import { useOpenDesk } from "../DeskContext.ts";
import { DeskPage } from "../DeskPage.tsx";
import { DutyNotice } from "../DutyNotice.tsx";
import type { DeskCurrency } from "../useDesk.ts";
import { StatusWord } from "../StatusWord.tsx";
import { CustomerName } from "./CustomerName.tsx";
import { CustomerSheet } from "./CustomerSheet.tsx";
import { EnrolCustomer } from "./EnrolCustomer.tsx";
import { type CustomerRow, useCustomers } from "./useCustomers.ts";

const NEW = "new";

/** The list, with a customer's sheet or the enrolment beside it when the address says so. */
export function Customers() {
  const { t } = useLingui();
  const { duties, currencies } = useOpenDesk();
  const { data: customers } = useCustomers();
  const [location, navigate] = useLocation();
  const [search, setSearch] = useSearchParams();
  const shown = /^\/customers\/([^/]+)$/.exec(location)?.[1];
  const state = search.get("state") ?? "all";
  const rows = customers?.filter(({ status }) => state === "all" || String(status) === state);
  const customer = customers?.find(({ account }) => account === shown);
  const close = () => navigate("/customers");

  const enrol = (
    <Button
      kind="primary"
      icon="plus"
      disabled={!duties.has("onboarding")}
      onClick={() => navigate(`/customers/${NEW}`)}
    >
      <Trans>Enrol a customer</Trans>
    </Button>
  );
  return (
    <DeskPage title={<Trans>Customers</Trans>} actions={enrol}>
      <DutyNotice duty="onboarding" />
      <div className="max-w-sheet">
        <Select
          label={<Trans>Show</Trans>}
          value={state}
          options={[
            { value: "all", label: t`All` },
            { value: String(STATUS.active), label: t`Active` },
            { value: String(STATUS.suspended), label: t`Suspended` },
            { value: String(STATUS.closed), label: t`Closed` },
          ]}
          onValue={(value) => setSearch(value === "all" ? {} : { state: value }, { replace: true })}
        />
      </div>
      {rows ? (
        <Table
          label={t`Customers`}
          columns={columnsOf(currencies)}
          rows={rows}
          rowKey={({ account }) => account}
          rowTo={({ account }) => `/customers/${account}`}
          empty={
            <EmptyState icon="people" title={<Trans>No customers here</Trans>} action={enrol}>
              <Trans>A new customer shows the code of the wallet; you enrol it here.</Trans>
            </EmptyState>
          }
        />
      ) : (
        <Skeleton shape="row" count={6} />
      )}
      {shown === NEW && <EnrolCustomer onClose={close} />}
      {customer && <CustomerSheet customer={customer} onClose={close} />}
    </DeskPage>
  );
}

function columnsOf(currencies: readonly DeskCurrency[]): Column<CustomerRow>[] {
  return [
    { key: "name", header: <Trans>Customer</Trans>, cell: (row) => <CustomerName customer={row} /> },
    { key: "state", header: <Trans>State</Trans>, cell: ({ status }) => <StatusWord status={status} /> },
    { key: "tier", header: <Trans>Tier</Trans>, align: "end", cell: ({ tier }) => tier },
    ...currencies.map(({ currency }) => ({
      key: currency.code,
      header: currency.code,
      align: "end" as const,
      cell: ({ balances }: CustomerRow) => {
        const balance = balances.find((each) => each.currency.number === currency.number);
        return balance && <Amount amountMinor={balance.balanceMinor} currency={currency} />;
      },
    })),
  ];
}
