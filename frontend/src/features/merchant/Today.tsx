import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { readSettledPayments, type SettledPayment } from "@jiaozi/sdk/payment/settled-payments";
import { currencyByNumber } from "@jiaozi/sdk/currencies";
import { useChainQuery } from "../../app/network/useChainQuery.ts";
import { Amount } from "../../components/Amount.tsx";
import { Button } from "../../components/Button.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { PaymentRow } from "./PaymentRow.tsx";
import type { Till } from "./useTill.ts";

/** All that the shop took today, by every till and printed code of it. */
export function Today({ till }: { till: Till }) {
  const { merchantId } = till;
  const { data, errorUpdatedAt, refetch } = useChainQuery(["merchant payments", merchantId], ({ client, deployment }) =>
    readSettledPayments(client, deployment.contracts.paymentHub, { merchantId }),
  );
  const hasFailed = errorUpdatedAt > 0; // `isError` is taken back while it is tried again
  const today = data?.filter(({ settledAt }) => isToday(settledAt)).toReversed();
  return (
    <section className="flex w-full flex-col gap-4">
      <h2 className="text-title font-semibold">
        <Trans>Today</Trans>
      </h2>
      {today === undefined && !hasFailed && <Skeleton shape="row" count={3} />}
      {today === undefined && hasFailed && (
        <EmptyState
          icon="offline"
          title={<Trans>The payments cannot be read now</Trans>}
          action={
            <Button onClick={() => void refetch()}>
              <Trans>Try again</Trans>
            </Button>
          }
        >
          <Trans>None is lost: they appear here as soon as the network answers.</Trans>
        </EmptyState>
      )}
      {today?.length === 0 && (
        <EmptyState icon="list" title={<Trans>No payments yet today</Trans>}>
          <Trans>Each payment appears here as soon as it is final.</Trans>
        </EmptyState>
      )}
      {today !== undefined && today.length > 0 && (
        <>
          <Totals payments={today} />
          <ul className="hairline rounded-card bg-card">
            {today.map((payment) => (
              <PaymentRow key={payment.paymentId} payment={payment} till={till} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Totals({ payments }: { payments: readonly SettledPayment[] }) {
  const { t } = useLingui();
  const byCurrency = Map.groupBy(payments, ({ currency }) => currency);
  return (
    <ul aria-label={t`Total`} className="flex flex-col gap-1">
      {Array.from(byCurrency, ([number, ofCurrency]) => {
        const currency = currencyByNumber(number);
        const totalMinor = ofCurrency.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
        return (
          <li key={number} className="flex items-baseline justify-between gap-4">
            <span className="text-ink-soft">
              <Plural value={ofCurrency.length} one="# payment" other="# payments" />
            </span>
            {currency && <Amount amountMinor={totalMinor} currency={currency} size="figure" />}
          </li>
        );
      })}
    </ul>
  );
}

function isToday(seconds: number): boolean {
  return new Date(seconds * 1000).toDateString() === new Date().toDateString();
}
