import { Trans } from "@lingui/react/macro";
import { STATUS } from "@jiaozi/sdk/status";
import { useState } from "react";
import { Link } from "wouter";
import type { Address } from "viem";
import { buttonClass } from "../../../components/Button.tsx";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { Select } from "../../../components/Select.tsx";
import { SideSheet } from "../../../components/SideSheet.tsx";
import { type CustomerRow, useCustomers } from "../customers/useCustomers.ts";
import { Reading } from "../../../components/Reading.tsx";
import { shortAccount } from "../shortAccount.ts";
import { MoveDeposits } from "./MoveDeposits.tsx";

/** Whom deposits are issued to or redeemed from. */
export function ChooseCustomer({ onClose }: { onClose: () => void }) {
  const customers = useCustomers();
  return (
    <SideSheet title={<Trans>Issue or redeem deposits</Trans>} onClose={onClose}>
      <Reading of={customers} shape="row" count={3}>
        {(all) => <Chosen payees={all.filter(({ status }) => status === STATUS.active)} />}
      </Reading>
    </SideSheet>
  );
}

function Chosen({ payees }: { payees: readonly CustomerRow[] }) {
  const [account, setAccount] = useState<Address>();
  const customer = payees.find((row) => row.account === account) ?? payees[0];
  if (!customer) {
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
      <Select
        label={<Trans>Customer</Trans>}
        value={customer.account}
        options={payees.map((row) => ({
          value: row.account,
          label: `${row.name ?? ""} ${shortAccount(row.account)}`.trim(),
        }))}
        onValue={setAccount}
      />
      <MoveDeposits key={customer.account} customer={customer} />
    </>
  );
}
