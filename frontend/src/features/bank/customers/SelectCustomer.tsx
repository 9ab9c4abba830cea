import { useLingui } from "@lingui/react/macro";
import { STATUS } from "@jiaozi/sdk/status";
import type { ReactNode } from "react";
import type { Address } from "viem";
import { Select } from "../../../components/Select.tsx";
import { shortAccount } from "../shortAccount.ts";
import type { CustomerRow } from "./useCustomers.ts";

interface SelectCustomerProps {
  label: ReactNode;
  customers: readonly CustomerRow[];
  account: Address | undefined;
  onAccount: (account: Address | undefined) => void;
}

/** None is chosen beforehand: money goes there. Who is suspended is listed as such, and closed accounts are not. */
export function SelectCustomer({ label, customers, account, onAccount }: SelectCustomerProps) {
  const { t } = useLingui();
  const listed = customers.filter(({ status }) => status !== STATUS.closed);
  return (
    <Select<Address | "">
      label={label}
      value={account ?? ""}
      options={[
        { value: "", label: t`Choose a customer` },
        ...listed.map((row) => {
          const name = `${row.name ?? ""} ${shortAccount(row.account)}`.trim();
          const isOff = row.status !== STATUS.active;
          return { value: row.account, label: isOff ? t`${name}, suspended` : name, isOff };
        }),
      ]}
      onValue={(chosen) => onAccount(chosen === "" ? undefined : chosen)}
    />
  );
}
