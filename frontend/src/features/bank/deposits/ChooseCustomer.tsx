import { Trans } from "@lingui/react/macro";
import { STATUS } from "@jiaozi/sdk/status";
import { useState } from "react";
import { Link } from "wouter";
import type { Address } from "viem";
import { buttonClass } from "../../../components/Button.tsx";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { SideSheet } from "../../../components/SideSheet.tsx";
import { SelectCustomer } from "../customers/SelectCustomer.tsx";
import { type CustomerRow, useCustomers } from "../customers/useCustomers.ts";
import { Reading } from "../../../components/Reading.tsx";
import { MoveDeposits } from "./MoveDeposits.tsx";

/** Whom deposits are issued to or redeemed from. */
export function ChooseCustomer({ onClose }: { onClose: () => void }) {
  const customers = useCustomers();
  return (
    <SideSheet title={<Trans>Issue or redeem deposits</Trans>} onClose={onClose}>
      <Reading of={customers} shape="row" count={3}>
        {(all) => <Chosen customers={all} />}
      </Reading>
    </SideSheet>
  );
}

function Chosen({ customers }: { customers: readonly CustomerRow[] }) {
  const [account, setAccount] = useState<Address>();
  const customer = customers.find((row) => row.account === account);
  if (customers.every(({ status }) => status === STATUS.closed)) {
    return (
      <EmptyState
        icon="people"
        title={<Trans>No customer to issue to yet</Trans>}
        action={
          <Link href="/customers/new" className={buttonClass("primary")}>
            <Trans>Enrol a customer</Trans>
          </Link>
        }
      >
        <Trans>Deposits are held by enrolled customers only.</Trans>
      </EmptyState>
    );
  }
  return (
    <>
      <SelectCustomer label={<Trans>Customer</Trans>} customers={customers} account={account} onAccount={setAccount} />
      {customer && <MoveDeposits key={customer.account} customer={customer} />}
    </>
  );
}
