import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useLocation, useSearchParams } from "wouter";
import { Button } from "../../../components/Button.tsx";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { Table } from "../../../components/Table.tsx";
import { useOpenDesk } from "../DeskContext.ts";
import { DeskPage } from "../DeskPage.tsx";
import { DutyNotice } from "../DutyNotice.tsx";
import { NotHere } from "../NotHere.tsx";
import { Reading } from "../../../components/Reading.tsx";
import { customerColumns } from "./customerColumns.tsx";
import { CustomerFilters, isShown } from "./CustomerFilters.tsx";
import { CustomerSheet } from "./CustomerSheet.tsx";
import { EnrolCustomer } from "./EnrolCustomer.tsx";
import { type CustomerRow, useCustomers } from "./useCustomers.ts";

const NEW = "new";

/** The list, with a customer's sheet or the enrolment beside it when the address says so. */
export function Customers() {
  const { duties } = useOpenDesk();
  const customers = useCustomers();
  const [location, navigate] = useLocation();
  const [search] = useSearchParams();
  const [enrolled, setEnrolled] = useState<string>();
  const shown = /^\/customers\/([^/]+)$/.exec(location)?.[1];
  const customer = customers.data?.find(({ account }) => account.toLowerCase() === shown?.toLowerCase());
  // The filters stay in the address when a sheet opens over the list, and when it closes
  const addressOf = (path: string) => (search.size > 0 ? `${path}?${search}` : path);
  const close = () => navigate(addressOf("/customers"));

  const enrol = (
    <Button
      kind="primary"
      icon="plus"
      disabled={!duties.has("onboarding")}
      onClick={() => navigate(addressOf(`/customers/${NEW}`))}
    >
      <Trans>Enrol a customer</Trans>
    </Button>
  );
  return (
    <DeskPage title={<Trans>Customers</Trans>} actions={enrol}>
      <DutyNotice duty="onboarding" />
      {enrolled && (
        <Notice kind="settled">
          <Trans>
            <bdi>{enrolled}</bdi> is enrolled. Deposits can be issued now.
          </Trans>
        </Notice>
      )}
      <CustomerFilters />
      <Reading of={customers} shape="row" count={6}>
        {(all) => (
          <CustomerTable
            all={all}
            search={search}
            toSheet={({ account }) => addressOf(`/customers/${account}`)}
            enrol={enrol}
          />
        )}
      </Reading>
      {shown === NEW && <EnrolCustomer customers={customers.data ?? []} onEnrolled={setEnrolled} onClose={close} />}
      {customer && (
        <CustomerSheet
          key={customer.account}
          customer={customer}
          others={customers.data?.filter((other) => other !== customer && other.identity === customer.identity) ?? []}
          onClose={close}
        />
      )}
      {shown && shown !== NEW && customers.data && !customer && <NotHere onClose={close} />}
    </DeskPage>
  );
}

interface CustomerTableProps {
  all: readonly CustomerRow[];
  search: URLSearchParams;
  toSheet: (row: CustomerRow) => string;
  enrol: React.ReactNode;
}

function CustomerTable({ all, search, toSheet, enrol }: CustomerTableProps) {
  const { t, i18n } = useLingui();
  const { currencies } = useOpenDesk();
  return (
    <Table
      label={t`Customers`}
      columns={customerColumns(currencies, i18n)}
      rows={all.filter((row) => isShown(row, search))}
      rowKey={({ account }) => account}
      rowTo={toSheet}
      empty={
        all.length === 0 ? (
          <EmptyState icon="people" title={<Trans>No customers yet</Trans>} action={enrol}>
            <Trans>A new customer shows the code of the wallet; you enrol it here.</Trans>
          </EmptyState>
        ) : (
          <EmptyState icon="people" title={<Trans>Nobody like this</Trans>}>
            <Trans>Change what is shown, or look for another name.</Trans>
          </EmptyState>
        )
      }
    />
  );
}
