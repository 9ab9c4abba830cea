import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { Amount } from "../../components/Amount.tsx";
import { byCurrency, sumOf } from "../../components/byCurrency.ts";
import { DayList, type DayListItem } from "../../components/DayList.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { NotRead } from "./NotRead.tsx";
import { type Movement, useMovements } from "./useMovements.ts";

const LATEST = 5;

const NOTES: Record<Movement["kind"], ReactNode> = {
  paid: <Trans>Paid</Trans>,
  refunded: <Trans>Refunded</Trans>,
  received: <Trans>Received</Trans>,
  returned: <Trans>Refunded to a customer</Trans>,
  deposited: <Trans>Paid in at the bank</Trans>,
  withdrawn: <Trans>Paid out by the bank</Trans>,
};

/** Everything, by day. */
export function Movements() {
  const { data, isError, refetch } = useMovements();
  if (data) return <MovementList movements={data} isWhole />;
  return isError ? <NotRead onRetry={() => void refetch()} /> : <Skeleton shape="row" count={5} />;
}

/** The last five, and the way to the rest. */
export function LatestMovements() {
  const { data, isError, refetch } = useMovements();
  if (!data) return isError ? <NotRead onRetry={() => void refetch()} /> : <Skeleton shape="row" count={3} />;
  return (
    <section className="flex flex-col gap-2">
      <h2 className="sr-only">
        <Trans>Latest</Trans>
      </h2>
      <MovementList movements={data.slice(0, LATEST)} isWhole={data.length <= LATEST} />
      {data.length > LATEST && (
        <Link href="/payments" className="min-h-touch self-center p-2 underline underline-offset-4">
          <Trans>See all</Trans>
        </Link>
      )}
    </section>
  );
}

function MovementList({ movements, isWhole }: { movements: readonly Movement[]; isWhole: boolean }) {
  const byKey = new Map(movements.map((movement) => [movement.key, movement]));
  const drawTotal = (items: readonly DayListItem[]) => drawDayTotal(items.flatMap(({ key }) => byKey.get(key) ?? []));
  return (
    <DayList
      items={movements.map(toItem)}
      {...(isWhole && { dayTotal: drawTotal })}
      empty={
        <EmptyState icon="list" title={<Trans>Nothing yet</Trans>}>
          <Trans>What you pay and receive will be listed here.</Trans>
        </EmptyState>
      }
    />
  );
}

function toItem({ key, at, who, kind, amountMinor, currency, paymentId }: Movement): DayListItem {
  return {
    key,
    at,
    who: <bdi>{who}</bdi>,
    note: NOTES[kind],
    amount: <Amount amountMinor={amountMinor} currency={currency} sign="signed" />,
    ...(paymentId ? { to: `/payments/${paymentId}` } : {}),
  };
}

function drawDayTotal(movements: readonly Movement[]) {
  return byCurrency(movements).map(({ currency, ofCurrency }) => (
    <span key={currency.code} className="block">
      <Amount amountMinor={sumOf(ofCurrency)} currency={currency} sign="signed" />
    </span>
  ));
}
