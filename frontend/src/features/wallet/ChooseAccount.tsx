import { Trans } from "@lingui/react/macro";
import type { Currency } from "@jiaozi/sdk/currencies";
import { Amount } from "../../components/Amount.tsx";
import { Notice } from "../../components/Notice.tsx";
import { AccountTroubleBadge } from "./AccountTroubleBadge.tsx";
import { isPayable } from "./payableAccounts.ts";
import type { Account } from "./useAccounts.ts";

interface ChooseAccountProps {
  accounts: readonly Account[];
  currency: Currency;
  debitMinor: bigint;
  /** The token of the account that will be debited. */
  chosen: string | undefined;
  onChoose: (token: string) => void;
}

/** Which account pays; one that cannot says why. */
export function ChooseAccount({ accounts, currency, debitMinor, chosen, onChoose }: ChooseAccountProps) {
  const ofCurrency = accounts.filter((account) => account.currency.number === currency.number);
  if (ofCurrency.length === 0) {
    return (
      <Notice kind="refused" title={<Trans>You have no account in {currency.code}</Trans>}>
        <Trans>Nothing was taken. Pay another way, or open an account in this currency at your bank.</Trans>
      </Notice>
    );
  }
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-1 text-note text-ink-soft">
        <Trans>Pay from</Trans>
      </legend>
      {ofCurrency.map((account) => (
        <label
          key={account.token}
          className="hairline flex min-h-touch flex-wrap items-center gap-x-3 gap-y-1 rounded-card bg-card px-4 py-3 has-checked:border-ink"
        >
          <input
            type="radio"
            name="account"
            className="size-5"
            checked={account.token === chosen}
            disabled={!isPayable(account, debitMinor)}
            onChange={() => onChoose(account.token)}
          />
          <span className="min-w-0 grow basis-24">
            <span className="block truncate font-medium">{account.bank.name}</span>
            <span className="block text-note text-ink-soft">
              <Reason account={account} debitMinor={debitMinor} />
            </span>
          </span>
          <span className="ml-auto">
            <Amount amountMinor={account.balanceMinor} currency={currency} />
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Reason({ account, debitMinor }: { account: Account; debitMinor: bigint }) {
  if (account.trouble) return <AccountTroubleBadge trouble={account.trouble} />;
  if (!isPayable(account, debitMinor)) return <Trans>Not enough in this account</Trans>;
  return account.currency.code;
}
