import { Trans } from "@lingui/react/macro";
import type { Currency } from "@jiaozi/sdk/currencies";
import { Link } from "wouter";
import { Amount } from "../../../components/Amount.tsx";
import { buttonClass } from "../../../components/Button.tsx";
import { DayList, type DayListItem } from "../../../components/DayList.tsx";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { Skeleton } from "../../../components/Skeleton.tsx";
import { CustomerName } from "../customers/CustomerName.tsx";
import { useOpenDesk } from "../DeskContext.ts";
import { DeskPage } from "../DeskPage.tsx";
import { DutyNotice } from "../DutyNotice.tsx";
import { reasonText } from "../reason.ts";
import { type DepositMove, useDepositMoves, useDepositsOutstanding } from "./useDepositMoves.ts";

/** What the bank owes its customers, and every issue and redemption. */
export function Deposits() {
  const { currencies, book } = useOpenDesk();
  const { data: outstanding } = useDepositsOutstanding();
  const { data: moves } = useDepositMoves();
  const byKey = new Map(moves?.map((move) => [move.key, move]));
  const drawTotal = (items: readonly DayListItem[]) => drawDayTotal(items.flatMap(({ key }) => byKey.get(key) ?? []));
  const choose = (
    <Link href="/customers" className={buttonClass("primary")}>
      <Trans>Choose a customer</Trans>
    </Link>
  );
  return (
    <DeskPage title={<Trans>Deposits</Trans>} actions={choose}>
      <DutyNotice duty="issuance" />
      <dl className="flex flex-wrap gap-x-12 gap-y-4">
        {currencies.map(({ currency }) => (
          <div key={currency.code}>
            <dt className="text-note text-ink-soft">
              <Trans>Deposits in {currency.code}</Trans>
            </dt>
            <dd>
              {outstanding ? (
                <Amount amountMinor={outstanding.get(currency.number) ?? 0n} currency={currency} size="figure" />
              ) : (
                <Skeleton shape="figure" />
              )}
            </dd>
          </div>
        ))}
      </dl>
      {moves ? (
        <DayList
          items={moves.map((move) => toItem(move, book.nameOf(move.account)))}
          dayTotal={drawTotal}
          empty={
            <EmptyState icon="wallet" title={<Trans>Nothing issued yet</Trans>} action={choose}>
              <Trans>Deposits are issued and redeemed from a customer's sheet.</Trans>
            </EmptyState>
          }
        />
      ) : (
        <Skeleton shape="row" count={5} />
      )}
    </DeskPage>
  );
}

function toItem(move: DepositMove, name: string | undefined): DayListItem {
  const { key, at, account, amountMinor, currency, reason } = move;
  return {
    key,
    at,
    who: <CustomerName customer={{ account, name }} />,
    note: (
      <>
        {amountMinor > 0n ? <Trans>Issued</Trans> : <Trans>Redeemed</Trans>} · <bdi>{reasonText(reason)}</bdi>
      </>
    ),
    amount: <Amount amountMinor={amountMinor} currency={currency} sign="signed" />,
    to: `/customers/${account}`,
  };
}

function drawDayTotal(moves: readonly DepositMove[]) {
  const totals = new Map<Currency, bigint>();
  for (const { currency, amountMinor } of moves) totals.set(currency, (totals.get(currency) ?? 0n) + amountMinor);
  return Array.from(totals, ([currency, totalMinor]) => (
    <span key={currency.code} className="block">
      <Amount amountMinor={totalMinor} currency={currency} sign="signed" />
    </span>
  ));
}
