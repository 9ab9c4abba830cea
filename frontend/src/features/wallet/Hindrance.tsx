import { Trans } from "@lingui/react/macro";
import type { Currency } from "@jiaozi/sdk/currencies";
import { formatAmount } from "@jiaozi/sdk/money";
import type { ReactNode } from "react";
import { Icon } from "../../components/Icon.tsx";
import { payableAccounts } from "./payableAccounts.ts";
import type { Account, AccountTrouble } from "./useAccounts.ts";

interface HindranceProps {
  accounts: readonly Account[];
  currency: Currency;
  debitMinor: bigint;
  capMinor: bigint;
}

const TROUBLES: Record<AccountTrouble, ReactNode> = {
  suspended: <Trans>Your bank has stopped this account. Pay another way, and talk to your bank.</Trans>,
  closed: <Trans>This account is closed. Pay another way, or open an account at your bank.</Trans>,
  expired: <Trans>Your bank must renew this account before it can pay. Pay another way, and talk to your bank.</Trans>,
  bank: <Trans>Your bank is not taking part at the moment. Pay another way, or later.</Trans>,
};

/** Beside a button that cannot be pressed, and not below it where nobody scrolls to: why, and what to do next. */
export function Hindrance(props: HindranceProps) {
  const why = whyNot(props);
  if (!why) return null;
  return (
    <p role="alert" className="flex items-start gap-2 text-stopped">
      <Icon name="stopped" className="mt-0.5 size-5" />
      <span>{why}</span>
    </p>
  );
}

function whyNot({ accounts, currency, debitMinor, capMinor }: HindranceProps): ReactNode {
  if (debitMinor > capMinor) {
    const cap = formatAmount(capMinor, currency);
    return <Trans>This code takes up to {cap}. Enter less, or pay in parts.</Trans>;
  }
  const [first, ...others] = accounts.filter((account) => account.currency.number === currency.number);
  if (!first || payableAccounts(accounts, currency, debitMinor).length > 0) return undefined;
  if (first.trouble && others.every(({ trouble }) => trouble)) return TROUBLES[first.trouble];
  const debit = formatAmount(debitMinor, currency);
  return <Trans>None of your accounts has {debit}. Pay another way, or pay money in at your bank.</Trans>;
}
