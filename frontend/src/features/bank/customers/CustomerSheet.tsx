import { Trans, useLingui } from "@lingui/react/macro";
import { customerRegistryAbi } from "@jiaozi/sdk/abis/customer-registry";
import type { ComponentProps } from "react";
import { Link } from "wouter";
import { useNetwork } from "../../../app/network/useNetwork.ts";
import { Amount } from "../../../components/Amount.tsx";
import { Details, DetailsLine } from "../../../components/Details.tsx";
import { Fact, Facts } from "../../../components/Fact.tsx";
import { SideSheet } from "../../../components/SideSheet.tsx";
import { ChangeStatus, CloseForGood } from "../ChangeStatus.tsx";
import { MoveDeposits } from "../deposits/MoveDeposits.tsx";
import { NameAccount } from "../NameAccount.tsx";
import { useOpenDesk } from "../DeskContext.ts";
import { shortAccount } from "../shortAccount.ts";
import { StatusWord } from "../StatusWord.tsx";
import { CustomerName } from "./CustomerName.tsx";
import type { CustomerRow } from "./useCustomers.ts";

interface CustomerSheetProps {
  customer: CustomerRow;
  /** Further accounts of the same person. */
  others: readonly CustomerRow[];
  onClose: () => void;
}

export function CustomerSheet({ customer, others, onClose }: CustomerSheetProps) {
  const { i18n } = useLingui();
  const { bank } = useOpenDesk();
  const { contracts } = useNetwork().deployment;
  const { account, status, validUntil, tier, identity, balances } = customer;
  const standing: ComponentProps<typeof ChangeStatus> = {
    name: <CustomerName customer={customer} />,
    status,
    send: (write, to, reason) =>
      write({
        address: contracts.customerRegistry,
        abi: customerRegistryAbi,
        functionName: "setStatus",
        args: [bank.id, account, to, reason],
      }),
  };
  return (
    <SideSheet title={<CustomerName customer={customer} />} onClose={onClose} actions={<ChangeStatus {...standing} />}>
      <p className="flex flex-wrap justify-between gap-2">
        <StatusWord status={status} validUntil={validUntil} />
        <span className="text-ink-soft">
          <Trans>
            Tier {tier}, to be renewed by {i18n.date(new Date(validUntil * 1000), { dateStyle: "medium" })}
          </Trans>
        </span>
      </p>
      <Facts>
        {balances.map(({ currency, balanceMinor }) => (
          <Fact key={currency.code} term={currency.code}>
            <Amount amountMinor={balanceMinor} currency={currency} />
          </Fact>
        ))}
      </Facts>
      <NameAccount account={account} />
      <MoveDeposits customer={customer} />
      {others.length > 0 && (
        <section className="flex flex-col gap-1">
          <h3 className="text-lead font-semibold">
            <Trans>Other accounts of the same person</Trans>
          </h3>
          <ul>
            {others.map((other) => (
              <li key={other.account}>
                <Link
                  href={`/customers/${other.account}`}
                  className="inline-flex min-h-touch items-center font-mono underline underline-offset-4"
                >
                  {shortAccount(other.account)}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Details>
        <DetailsLine term={<Trans>Account</Trans>}>{account}</DetailsLine>
        <DetailsLine term={<Trans>Identity commitment</Trans>}>{identity}</DetailsLine>
      </Details>
      <CloseForGood
        {...standing}
        verb={<Trans>Close this account for good</Trans>}
        hindrance={
          balances.some(({ balanceMinor }) => balanceMinor > 0n) && (
            <Trans>There are deposits in it. Redeem them first: only an empty account can be closed.</Trans>
          )
        }
      />
    </SideSheet>
  );
}
