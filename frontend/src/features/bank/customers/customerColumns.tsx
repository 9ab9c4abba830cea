import type { I18n } from "@lingui/core";
import { Trans } from "@lingui/react/macro";
import { Amount } from "../../../components/Amount.tsx";
import type { Column } from "../../../components/Table.tsx";
import { shortAccount } from "../shortAccount.ts";
import { StatusWord } from "../StatusWord.tsx";
import type { DeskCurrency } from "../useDesk.ts";
import { CustomerName } from "./CustomerName.tsx";
import type { CustomerRow } from "./useCustomers.ts";

export function customerColumns(currencies: readonly DeskCurrency[], i18n: I18n): Column<CustomerRow>[] {
  return [
    { key: "name", header: <Trans>Customer</Trans>, cell: (row) => <CustomerName customer={row} /> },
    {
      key: "account",
      header: <Trans>Account</Trans>,
      cell: ({ account }) => <span className="font-mono whitespace-nowrap text-ink-soft">{shortAccount(account)}</span>,
    },
    {
      key: "state",
      header: <Trans>State</Trans>,
      cell: ({ status, validUntil }) => <StatusWord status={status} validUntil={validUntil} />,
    },
    { key: "tier", header: <Trans>Tier</Trans>, align: "end", cell: ({ tier }) => tier },
    {
      key: "until",
      header: <Trans>Valid until</Trans>,
      align: "end",
      cell: ({ validUntil }) => (
        <span className="whitespace-nowrap">{i18n.date(new Date(validUntil * 1000), { dateStyle: "medium" })}</span>
      ),
    },
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
