import { Trans } from "@lingui/react/macro";
import { formatAmount } from "@jiaozi/sdk/money";
import { StatusBadge } from "../../components/StatusBadge.tsx";
import { useBankName } from "../network/useBankName.ts";
import type { QueuedRow } from "./useQueue.ts";

/** Why it waits, or that it need not any more. */
export function HindranceWord({ row }: { row: QueuedRow }) {
  if (row.hindrance === undefined) {
    return (
      <StatusBadge kind="settled">
        <Trans>Can settle now</Trans>
      </StatusBadge>
    );
  }
  const isSuspended = row.hindrance.is === "payer suspended" || row.hindrance.is === "payee suspended";
  return (
    <StatusBadge kind={isSuspended ? "stopped" : "attention"}>
      <span className="text-start whitespace-normal">
        <Sentence row={row} hindrance={row.hindrance} />
      </span>
    </StatusBadge>
  );
}

function Sentence({ row, hindrance }: { row: QueuedRow; hindrance: NonNullable<QueuedRow["hindrance"]> }) {
  const nameOf = useBankName();
  const [payer, payee] = [nameOf(row.payer), nameOf(row.payee)];
  switch (hindrance.is) {
    case "balance": {
      const amount = formatAmount(hindrance.shortMinor, row.currency);
      return (
        <Trans>
          {payer} is short by {amount}
        </Trans>
      );
    }
    case "limit": {
      const amount = formatAmount(hindrance.roomMinor, row.currency);
      return (
        <Trans>
          {payer}'s limit to {payee} has {amount} left
        </Trans>
      );
    }
    case "linked":
      return <Trans>Waits for the linked payment of {payee}</Trans>;
    case "earlier":
      return <Trans>Waits behind an earlier one of {payer}</Trans>;
    case "payer suspended":
      return <Trans>{payer} is suspended</Trans>;
    default:
      return <Trans>{payee} is suspended</Trans>;
  }
}
