import { Trans, useLingui } from "@lingui/react/macro";
import { customerRegistryAbi } from "@jiaozi/sdk/abis/customer-registry";
import { useNetwork } from "../../../app/network/useNetwork.ts";
import { Amount } from "../../../components/Amount.tsx";
import { Details, DetailsLine } from "../../../components/Details.tsx";
import { SideSheet } from "../../../components/SideSheet.tsx";
import { ChangeStatus } from "../ChangeStatus.tsx";
import { MoveDeposits } from "../deposits/MoveDeposits.tsx";
import { useOpenDesk } from "../DeskContext.ts";
import { StatusWord } from "../StatusWord.tsx";
import { CustomerName } from "./CustomerName.tsx";
import type { CustomerRow } from "./useCustomers.ts";

export function CustomerSheet({ customer, onClose }: { customer: CustomerRow; onClose: () => void }) {
  const { i18n } = useLingui();
  const { bank } = useOpenDesk();
  const { contracts } = useNetwork().deployment;
  const { account, status, validUntil, tier, identity, balances } = customer;
  return (
    <SideSheet
      title={<CustomerName customer={customer} />}
      onClose={onClose}
      actions={
        <ChangeStatus
          name={<CustomerName customer={customer} />}
          status={status}
          send={(write, to, reason) =>
            write({
              address: contracts.customerRegistry,
              abi: customerRegistryAbi,
              functionName: "setStatus",
              args: [bank.id, account, to, reason],
            })
          }
        />
      }
    >
      <p className="flex flex-wrap justify-between gap-2">
        <StatusWord status={status} />
        <span className="text-ink-soft">
          <Trans>
            Tier {tier}, to be renewed by {i18n.date(new Date(validUntil * 1000), { dateStyle: "medium" })}
          </Trans>
        </span>
      </p>
      <ul className="hairline rounded-card bg-card px-4 py-2">
        {balances.map(({ currency, balanceMinor }) => (
          <li key={currency.code} className="flex justify-between gap-4 py-2">
            <span className="text-ink-soft">{currency.code}</span>
            <Amount amountMinor={balanceMinor} currency={currency} />
          </li>
        ))}
      </ul>
      <MoveDeposits customer={customer} />
      <Details>
        <DetailsLine term={<Trans>Account</Trans>}>{account}</DetailsLine>
        <DetailsLine term={<Trans>Identity commitment</Trans>}>{identity}</DetailsLine>
      </Details>
    </SideSheet>
  );
}
