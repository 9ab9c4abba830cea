import { Trans } from "@lingui/react/macro";
import { useNetwork } from "../../../app/network/useNetwork.ts";
import { Amount } from "../../../components/Amount.tsx";
import { DayList, type DayListItem } from "../../../components/DayList.tsx";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { byCurrency, sumOf } from "../../../components/byCurrency.ts";
import { DeskPage } from "../DeskPage.tsx";
import { DutyNotice } from "../DutyNotice.tsx";
import { Reading } from "../../../components/Reading.tsx";
import { MoveReserves } from "./MoveReserves.tsx";
import { type SettlementEntry, useSettlementEntries, useSettlementPositions } from "./useSettlement.ts";

/** Reserves in and outside the hub, and every change of what is inside. */
export function Settlement() {
  const { banks } = useNetwork().deployment;
  const positions = useSettlementPositions();
  const entries = useSettlementEntries();
  const byKey = new Map(entries.data?.map((entry) => [entry.key, entry]));
  const nameOf = (bank: number | undefined) => banks.find(({ id }) => id === bank)?.name ?? "";
  const drawTotal = (items: readonly DayListItem[]) => drawDayTotal(items.flatMap(({ key }) => byKey.get(key) ?? []));
  return (
    <DeskPage title={<Trans>Settlement</Trans>}>
      <DutyNotice duty="treasury" />
      <Reading of={positions} shape="card" count={2}>
        {(all) => (
          <div className="grid gap-4 wide:grid-cols-2">
            {all.map((position) => (
              <MoveReserves key={position.currency.code} position={position} />
            ))}
          </div>
        )}
      </Reading>
      <Reading of={entries} shape="row" count={5}>
        {(all) => (
          <DayList
            items={all.map((entry) => toItem(entry, nameOf(entry.counterpart)))}
            dayTotal={drawTotal}
            empty={
              <EmptyState icon="bank" title={<Trans>Nothing has moved yet</Trans>}>
                <Trans>Funding, and every payment to or from another bank, will be listed here.</Trans>
              </EmptyState>
            }
          />
        )}
      </Reading>
    </DeskPage>
  );
}

function toItem(entry: SettlementEntry, counterpart: string): DayListItem {
  const { key, kind, at, amountMinor, balanceMinor, currency } = entry;
  const words = {
    funded: <Trans>Funded</Trans>,
    defunded: <Trans>Taken back</Trans>,
    settled: amountMinor < 0n ? <Trans>Payment to {counterpart}</Trans> : <Trans>Payment from {counterpart}</Trans>,
  };
  return {
    key,
    at,
    who: words[kind],
    amount: (
      <>
        <Amount amountMinor={amountMinor} currency={currency} sign="signed" />
        <span className="block text-note font-normal text-ink-soft">
          <Trans>
            Balance <Amount amountMinor={balanceMinor} currency={currency} />
          </Trans>
        </span>
      </>
    ),
  };
}

function drawDayTotal(entries: readonly SettlementEntry[]) {
  return byCurrency(entries).map(({ currency, ofCurrency }) => (
    <span key={currency.code} className="block">
      <Amount amountMinor={sumOf(ofCurrency)} currency={currency} sign="signed" />
    </span>
  ));
}
