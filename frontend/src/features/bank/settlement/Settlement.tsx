import { Trans } from "@lingui/react/macro";
import { useNetwork } from "../../../app/network/useNetwork.ts";
import { Amount } from "../../../components/Amount.tsx";
import { DayList, type DayListItem } from "../../../components/DayList.tsx";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { Skeleton } from "../../../components/Skeleton.tsx";
import { DeskPage } from "../DeskPage.tsx";
import { DutyNotice } from "../DutyNotice.tsx";
import { MoveReserves } from "./MoveReserves.tsx";
import { type SettlementEntry, useSettlementEntries, useSettlementPositions } from "./useSettlement.ts";

/** Reserves in and outside the hub, and every change of what is inside. */
export function Settlement() {
  const { banks } = useNetwork().deployment;
  const { data: positions } = useSettlementPositions();
  const { data: entries } = useSettlementEntries();
  const byKey = new Map(entries?.map((entry) => [entry.key, entry]));
  const nameOf = (bank: number | undefined) => banks.find(({ id }) => id === bank)?.name ?? "";
  const drawTotal = (items: readonly DayListItem[]) => drawDayTotal(items.flatMap(({ key }) => byKey.get(key) ?? []));
  return (
    <DeskPage title={<Trans>Settlement</Trans>}>
      <DutyNotice duty="treasury" />
      {positions ? (
        <div className="grid gap-4 wide:grid-cols-2">
          {positions.map((position) => (
            <MoveReserves key={position.currency.code} position={position} />
          ))}
        </div>
      ) : (
        <Skeleton shape="card" count={2} />
      )}
      {entries ? (
        <DayList
          items={entries.map((entry) => toItem(entry, nameOf(entry.counterpart)))}
          dayTotal={drawTotal}
          empty={
            <EmptyState icon="bank" title={<Trans>Nothing has moved yet</Trans>}>
              <Trans>Funding, and every payment to or from another bank, will be listed here.</Trans>
            </EmptyState>
          }
        />
      ) : (
        <Skeleton shape="row" count={5} />
      )}
    </DeskPage>
  );
}

function toItem({ key, kind, at, amountMinor, currency }: SettlementEntry, counterpart: string): DayListItem {
  const words = {
    funded: <Trans>Funded</Trans>,
    defunded: <Trans>Taken back</Trans>,
    settled: amountMinor < 0n ? <Trans>Payment to {counterpart}</Trans> : <Trans>Payment from {counterpart}</Trans>,
  };
  return {
    key,
    at,
    who: words[kind],
    amount: <Amount amountMinor={amountMinor} currency={currency} sign="signed" />,
  };
}

function drawDayTotal(entries: readonly SettlementEntry[]) {
  const byCurrency = Map.groupBy(entries, ({ currency }) => currency);
  return Array.from(byCurrency, ([currency, ofCurrency]) => (
    <span key={currency.code} className="block">
      <Amount
        amountMinor={ofCurrency.reduce((total, { amountMinor }) => total + amountMinor, 0n)}
        currency={currency}
        sign="signed"
      />
    </span>
  ));
}
