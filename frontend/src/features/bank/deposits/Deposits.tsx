import { Trans } from "@lingui/react/macro";
import { useLocation } from "wouter";
import { Amount } from "../../../components/Amount.tsx";
import { Button } from "../../../components/Button.tsx";
import { DayList, type DayListItem } from "../../../components/DayList.tsx";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { Skeleton } from "../../../components/Skeleton.tsx";
import { byCurrency, sumOf } from "../../../components/byCurrency.ts";
import { CustomerName } from "../customers/CustomerName.tsx";
import { useOpenDesk } from "../DeskContext.ts";
import { DeskPage } from "../DeskPage.tsx";
import { DutyNotice } from "../DutyNotice.tsx";
import { Reading } from "../../../components/Reading.tsx";
import { reasonText } from "../reason.ts";
import { useWay } from "../useWay.ts";
import { ChooseCustomer } from "./ChooseCustomer.tsx";
import { type DepositMove, useDepositMoves, useDepositsOutstanding } from "./useDepositMoves.ts";

/** What the bank owes its customers, and every issue and redemption. */
export function Deposits() {
  const { currencies, book } = useOpenDesk();
  const way = useWay("issuance");
  const { data: outstanding } = useDepositsOutstanding();
  const moves = useDepositMoves();
  const [location, navigate] = useLocation();
  const byKey = new Map(moves.data?.map((move) => [move.key, move]));
  const drawTotal = (items: readonly DayListItem[]) => drawDayTotal(items.flatMap(({ key }) => byKey.get(key) ?? []));
  const choose = (
    <Button kind="primary" disabled={!way} onClick={() => navigate("/deposits/new")}>
      <Trans>Issue or redeem</Trans>
    </Button>
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
      <Reading of={moves} shape="row" count={5}>
        {(all) => (
          <DayList
            items={all.map((move) => toItem(move, book.nameOf(move.account)))}
            dayTotal={drawTotal}
            empty={
              <EmptyState icon="wallet" title={<Trans>Nothing issued yet</Trans>} action={choose}>
                <Trans>What is issued to customers and redeemed from them will be listed here by day.</Trans>
              </EmptyState>
            }
          />
        )}
      </Reading>
      {location === "/deposits/new" && <ChooseCustomer onClose={() => navigate("/deposits")} />}
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
      <span>
        {amountMinor > 0n ? <Trans>Issued</Trans> : <Trans>Redeemed</Trans>} · <bdi>{reasonText(reason)}</bdi>
      </span>
    ),
    amount: <Amount amountMinor={amountMinor} currency={currency} sign="signed" />,
    to: `/customers/${account}`,
  };
}

/** Issued and redeemed apart: one must not hide the other. */
function drawDayTotal(moves: readonly DepositMove[]) {
  return byCurrency(moves).map(({ currency, ofCurrency }) => {
    const issuedMinor = sumOf(ofCurrency.filter(({ amountMinor }) => amountMinor > 0n));
    const redeemedMinor = sumOf(ofCurrency.filter(({ amountMinor }) => amountMinor < 0n));
    return (
      <span key={currency.code} className="flex flex-wrap justify-end gap-x-4">
        {issuedMinor > 0n && <Amount amountMinor={issuedMinor} currency={currency} sign="signed" />}
        {redeemedMinor < 0n && <Amount amountMinor={redeemedMinor} currency={currency} sign="signed" />}
      </span>
    );
  });
}
