import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { type Refund, readRefunds, refundedByPayment } from "@jiaozi/sdk/payment/refunds";
import { readSettledPayments, type SettledPayment } from "@jiaozi/sdk/payment/settled-payments";
import { currencyByNumber } from "@jiaozi/sdk/currencies";
import type { Hex } from "viem";
import { useChainQuery } from "../../app/network/useChainQuery.ts";
import type { Network } from "../../app/network/useNetwork.ts";
import { Amount } from "../../components/Amount.tsx";
import { Button } from "../../components/Button.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { isToday } from "../../components/isToday.ts";
import { Skeleton } from "../../components/Skeleton.tsx";
import { PaymentRow } from "./PaymentRow.tsx";
import type { Till } from "./useTill.ts";

/** What a till still shows of the days before; all of it is in the bank's books. */
const MOST_EARLIER = 50;

/** All that the shop took today, by every till and printed code of it. */
export function Today({ till }: { till: Till }) {
  const { merchantId } = till;
  const { data, errorUpdatedAt, refetch } = useChainQuery(["merchant payments", merchantId], (network) =>
    readTrade(network, merchantId),
  );
  const hasFailed = errorUpdatedAt > 0; // `isError` is taken back while it is tried again
  const today = data?.payments.filter(({ settledAt }) => isToday(settledAt));
  const earlier = data?.payments.filter(({ settledAt }) => !isToday(settledAt)).slice(0, MOST_EARLIER);
  const refundedToday = data?.refunds.filter(({ refundedAt }) => isToday(refundedAt)) ?? [];
  const rowOf = (payment: SettledPayment) => (
    <PaymentRow
      key={payment.paymentId}
      payment={payment}
      refundedMinor={data?.refunded.get(payment.paymentId) ?? 0n}
      till={till}
    />
  );
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
          <Totals payments={today} refunds={refundedToday} />
          <ul className="hairline rounded-card bg-card">{today.map(rowOf)}</ul>
        </>
      )}
      {earlier !== undefined && earlier.length > 0 && (
        <>
          <h2 className="text-title font-semibold">
            <Trans>Earlier</Trans>
          </h2>
          <ul className="hairline rounded-card bg-card">{earlier.map(rowOf)}</ul>
        </>
      )}
    </section>
  );
}

/** Newest first. */
async function readTrade({ client, deployment }: Network, merchantId: Hex) {
  const { paymentHub } = deployment.contracts;
  const [payments, refunds] = await Promise.all([
    readSettledPayments(client, paymentHub, { merchantId }),
    readRefunds(client, paymentHub, { merchantId }),
  ]);
  return { payments: payments.toReversed(), refunds, refunded: refundedByPayment(refunds) };
}

function Totals({ payments, refunds }: { payments: readonly SettledPayment[]; refunds: readonly Refund[] }) {
  const { t } = useLingui();
  const byCurrency = Map.groupBy(payments, ({ currency }) => currency);
  return (
    <ul aria-label={t`Total`} className="flex flex-col gap-1">
      {Array.from(byCurrency, ([number, ofCurrency]) => {
        const currency = currencyByNumber(number);
        const takenMinor = ofCurrency.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
        const given = refunds.filter((refund) => refund.currency === number);
        const totalMinor = given.reduce((rest, { amountMinor }) => rest - amountMinor, takenMinor);
        return (
          <li key={number} className="flex items-baseline justify-between gap-4">
            <span className="text-ink-soft">
              <Plural value={ofCurrency.length} one="# payment" other="# payments" />
              {given.length > 0 && (
                <>
                  {", "}
                  <Plural value={given.length} one="# refund" other="# refunds" />
                </>
              )}
            </span>
            {currency && <Amount amountMinor={totalMinor} currency={currency} size="figure" />}
          </li>
        );
      })}
    </ul>
  );
}
