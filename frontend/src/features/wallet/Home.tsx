import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "wouter";
import { Amount } from "../../components/Amount.tsx";
import { buttonClass } from "../../components/Button.tsx";
import { Icon } from "../../components/Icon.tsx";
import { AccountTroubleBadge } from "./AccountTroubleBadge.tsx";
import { LatestMovements } from "./Movements.tsx";
import { UnsettledPayments } from "./UnsettledPayments.tsx";
import type { Account } from "./useAccounts.ts";

export function Home({ accounts }: { accounts: readonly Account[] }) {
  const { t } = useLingui();
  const byCurrency = Map.groupBy(accounts, ({ currency }) => currency.code);
  return (
    <>
      <UnsettledPayments />
      <section aria-label={t`Total`} className="flex flex-col gap-1">
        {Array.from(byCurrency.values(), (ofCurrency) => {
          const [first] = ofCurrency;
          const totalMinor = ofCurrency.reduce((sum, { balanceMinor }) => sum + balanceMinor, 0n);
          return (
            first && (
              <p key={first.currency.code}>
                <Amount amountMinor={totalMinor} currency={first.currency} size="figure" />
              </p>
            )
          );
        })}
      </section>
      <Link href="/scan" className={`${buttonClass("primary", "full")} min-h-key`}>
        <Icon name="scan" className="size-6" />
        <Trans>Scan to pay</Trans>
      </Link>
      <section className="flex flex-col gap-2">
        <h2 className="text-note text-ink-soft">
          <Trans>Accounts</Trans>
        </h2>
        <ul className="hairline rounded-card bg-card">
          {accounts.map((account) => (
            <li
              key={account.token}
              className="flex min-h-touch items-center gap-3 px-4 py-3 not-last:border-b not-last:border-line"
            >
              <Icon name="bank" className="size-5 text-ink-soft" />
              <span className="min-w-0 grow">
                <span className="block truncate font-medium">{account.bank.name}</span>
                <span className="block text-note text-ink-soft">
                  {account.trouble ? <AccountTroubleBadge trouble={account.trouble} /> : account.currency.code}
                </span>
              </span>
              <span className="text-lead font-medium">
                <Amount amountMinor={account.balanceMinor} currency={account.currency} />
              </span>
            </li>
          ))}
        </ul>
      </section>
      <div className="wide:hidden">
        <LatestMovements />
      </div>
    </>
  );
}
