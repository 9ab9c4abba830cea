import { Trans, useLingui } from "@lingui/react/macro";
import { currencyByNumber } from "@jiaozi/sdk/currencies";
import type { SettledPayment } from "@jiaozi/sdk/payment/settled-payments";
import { formatAmount } from "@jiaozi/sdk/money";
import { lazy, Suspense, useState } from "react";
import { drawPart, ErrorBoundary } from "../../app/ErrorBoundary.tsx";
import { useNetwork } from "../../app/network/useNetwork.ts";
import { shortReference } from "../../app/payments/shortReference.ts";
import { Amount } from "../../components/Amount.tsx";
import { Button } from "../../components/Button.tsx";
import { Icon } from "../../components/Icon.tsx";
import { isToday } from "../../components/isToday.ts";
import { CopyButton } from "../../components/CopyButton.tsx";
import { billOf } from "./billNumbers.ts";
import type { Till } from "./useTill.ts";

// Loaded when somebody first gives money back
const RefundPayment = lazy(async () => ({ default: (await import("./RefundPayment.tsx")).RefundPayment }));

interface PaymentRowProps {
  payment: SettledPayment;
  /** What was given back of it so far. */
  refundedMinor: bigint;
  till: Till;
}

/** Who, when, amount; the rest on a tap. A merchant never learns who the payer is: only the payer's bank. */
export function PaymentRow({ payment, refundedMinor, till }: PaymentRowProps) {
  const { i18n } = useLingui();
  const { deployment } = useNetwork();
  const currency = currencyByNumber(payment.currency);
  const bill = billOf(payment.terminal, payment.requestId);
  const bank = deployment.banks.find(({ id }) => id === payment.payerBank)?.name;
  const [isRefunding, setIsRefunding] = useState(false);
  const refundableMinor = payment.amountMinor - refundedMinor;
  const feeMinor = payment.amountMinor - payment.netMinor;
  const isPrinted = payment.requestDigest !== payment.paymentId;
  return (
    <li className="not-last:border-b not-last:border-line">
      <details className="group px-4">
        <summary className="flex min-h-touch list-none items-center gap-4 py-3 [&::-webkit-details-marker]:hidden">
          <span className="min-w-0 grow">
            <span className="block truncate font-medium">
              {bill ? <Trans>Bill {bill}</Trans> : <Trans>Customer of {bank}</Trans>}
            </span>
            <span className="block text-note text-ink-soft">
              {i18n.date(new Date(payment.settledAt * 1000), whenStyle(payment.settledAt))}
              {bill && ` · ${bank}`}
              {isPrinted && (
                <>
                  {" · "}
                  <Trans>printed code</Trans>
                </>
              )}
            </span>
          </span>
          {currency && (
            <span className="text-right">
              <span className="block text-lead font-medium">
                <Amount amountMinor={payment.amountMinor} currency={currency} sign="signed" />
              </span>
              {refundedMinor > 0n && (
                <span className="block text-note text-ink-soft">
                  <Trans>Refunded {formatAmount(refundedMinor, currency)}</Trans>
                </span>
              )}
            </span>
          )}
          <Icon name="forward" className="size-4 text-ink-soft transition group-open:rotate-90" />
        </summary>
        {currency && refundableMinor > 0n && (
          <div className="pb-3">
            <Button onClick={() => setIsRefunding(true)}>
              <Trans>Refund</Trans>
            </Button>
            {isRefunding && (
              <ErrorBoundary frame={drawPart}>
                <Suspense>
                  <RefundPayment
                    payment={payment}
                    refundableMinor={refundableMinor}
                    onClose={() => setIsRefunding(false)}
                  />
                </Suspense>
              </ErrorBoundary>
            )}
          </div>
        )}
        <dl className="flex flex-col gap-2 pb-3 text-note">
          {currency && feeMinor > 0n && (
            <>
              <dt className="text-ink-soft">
                <Trans>Fee</Trans>
              </dt>
              <dd>{formatAmount(feeMinor, currency)}</dd>
            </>
          )}
          <dt className="text-ink-soft">
            <Trans>Reference</Trans>
          </dt>
          <dd className="font-mono">{shortReference(payment.paymentId)}</dd>
          <dd>
            <CopyButton text={shortReference(payment.paymentId)} />
          </dd>
          <dt className="text-ink-soft">
            <Trans>Full reference</Trans>
          </dt>
          <dd className="font-mono break-all">{payment.paymentId}</dd>
          {payment.terminal !== till.terminal && (
            <dd className="text-ink-soft">
              <Trans>By another till of the shop</Trans>
            </dd>
          )}
        </dl>
      </details>
    </li>
  );
}

/** Today by the time, before that by the date too. */
function whenStyle(seconds: number): Intl.DateTimeFormatOptions {
  return isToday(seconds) ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" };
}
