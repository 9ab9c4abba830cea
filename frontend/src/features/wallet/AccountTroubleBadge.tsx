import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { StatusBadge } from "../../components/StatusBadge.tsx";
import type { AccountTrouble } from "./useAccounts.ts";

const WORDS: Record<AccountTrouble, ReactNode> = {
  suspended: <Trans>Stopped by the bank</Trans>,
  closed: <Trans>Closed</Trans>,
  expired: <Trans>To be renewed at the bank</Trans>,
  bank: <Trans>The bank is not taking part now</Trans>,
};

export function AccountTroubleBadge({ trouble }: { trouble: AccountTrouble }) {
  return <StatusBadge kind={trouble === "expired" ? "attention" : "stopped"}>{WORDS[trouble]}</StatusBadge>;
}
