import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { readSettledPayments, type SettledPayment } from "@jiaozi/sdk/payment/settled-payments";
import { type Currency, currencyByNumber } from "@jiaozi/sdk/currencies";
import { useChainQuery } from "../../app/network/useChainQuery.ts";
import { useNetwork } from "../../app/network/useNetwork.ts";
import { Amount } from "../../components/Amount.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { billOf } from "./billNumbers.ts";
import type { Till } from "./useTill.ts";

/** All that the shop took today, by every till and printed code of it. */
export function Today({ till }: { till: Till }) {
  const { merchantId } = till;
  const { data } = useChainQuery(["merchant payments", merchantId], ({ client, deployment }) =>
    readSettledPayments(client, deployment.contracts.paymentHub, { merchantId }),
  );
  const today = data?.filter(({ settledAt }) => isToday(settledAt)).toReversed();
  return (
    <section className="flex w-full flex-col gap-4">
      <h2 className="text-title font-semibold">
        <Trans>Today</Trans>
      </h2>
      {today === undefined && <Skeleton shape="row" count={3} />}
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
              <Row key={payment.paymentId} payment={payment} till={till} />
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

function Row({ payment, till }: { payment: SettledPayment; till: Till }) {
  const { i18n } = useLingui();
  const { deployment } = useNetwork();
  const currency: Currency | undefined = currencyByNumber(payment.currency);
  const bill = billOf(payment.terminal, payment.requestId);
  const bank = deployment.banks.find(({ id }) => id === payment.payerBank)?.name;
  return (
    <li className="not-last:border-b not-last:border-line">
      <details className="group px-4">
        <summary className="flex min-h-touch list-none items-center justify-between gap-4 py-3 [&::-webkit-details-marker]:hidden">
          <span className="min-w-0">
            <span className="block truncate font-medium">
              {bill ? <Trans>Bill {bill}</Trans> : <Trans>Customer of {bank}</Trans>}
            </span>
            <span className="block text-note text-ink-soft">
              {i18n.date(new Date(payment.settledAt * 1000), { timeStyle: "short" })}
              {payment.requestDigest !== payment.paymentId && (
                <>
                  {" · "}
                  <Trans>printed code</Trans>
                </>
              )}
            </span>
          </span>
          {currency && (
            <span className="text-lead font-medium">
              <Amount amountMinor={payment.amountMinor} currency={currency} sign="signed" />
            </span>
          )}
        </summary>
        <dl className="pb-3 text-note text-ink-soft">
          <dt className="sr-only">
            <Trans>Reference</Trans>
          </dt>
          <dd className="font-mono break-all">{payment.paymentId}</dd>
          {payment.terminal !== till.terminal && (
            <dd>
              <Trans>By another till of the shop</Trans>
            </dd>
          )}
        </dl>
      </details>
    </li>
  );
}

function isToday(seconds: number): boolean {
  return new Date(seconds * 1000).toDateString() === new Date().toDateString();
}
