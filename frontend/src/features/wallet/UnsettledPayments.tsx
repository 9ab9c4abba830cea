import { Trans } from "@lingui/react/macro";
import { currencyByNumber } from "@jiaozi/sdk/currencies";
import { formatAmount } from "@jiaozi/sdk/money";
import { requestLink } from "@jiaozi/sdk/request/link";
import { useEffect, useState } from "react";
import { Link } from "wouter";
import { useSigner } from "../../app/keys/useSigner.ts";
import { useNetwork } from "../../app/network/useNetwork.ts";
import { buttonClass } from "../../components/Button.tsx";
import { Notice } from "../../components/Notice.tsx";
import { type ApprovedPayment, dropApproved, listApproved } from "./approvedPayment.ts";
import { usePayment } from "./usePayment.ts";

/** Payments that were approved and whose end was not seen: the page was closed, or the network was gone. */
export function UnsettledPayments() {
  const { address } = useSigner("wallet");
  const { genesisHash } = useNetwork().deployment;
  const [payments] = useState(() => listApproved(genesisHash, address));
  return payments.map((payment) => <UnsettledPayment key={payment.paymentId} payment={payment} />);
}

function UnsettledPayment({ payment }: { payment: ApprovedPayment }) {
  const { address } = useSigner("wallet");
  const { genesisHash } = useNetwork().deployment;
  const { data: reading } = usePayment(payment.paymentId);
  const { codeText, merchantName, paymentId, expiresAt } = payment;
  const currency = currencyByNumber(payment.currency);
  const amount = currency ? formatAmount(payment.amountMinor + payment.tipMinor, currency) : "";
  const isPaid = reading?.payment !== undefined;
  const isLost = reading !== undefined && !isPaid && reading.checkedUntil >= expiresAt;
  const isEnded = isPaid || isLost;
  useEffect(() => {
    if (isEnded) dropApproved(genesisHash, address, codeText);
  }, [isEnded, genesisHash, address, codeText]);

  if (isPaid) {
    return (
      <Notice
        kind="settled"
        title={
          <Trans>
            Your payment of {amount} to {merchantName} went through
          </Trans>
        }
        action={
          <Link href={`/payments/${paymentId}`} className={buttonClass("quiet")}>
            <Trans>Receipt</Trans>
          </Link>
        }
      />
    );
  }
  if (isLost) {
    return (
      <Notice
        kind="attention"
        title={
          <Trans>
            Your payment of {amount} to {merchantName} was not taken up
          </Trans>
        }
      >
        <Trans>Its code has expired. Nothing was taken.</Trans>
      </Notice>
    );
  }
  return (
    <Notice
      kind="attention"
      title={
        <Trans>
          You approved a payment of {amount} to {merchantName}
        </Trans>
      }
      action={
        <Link href={reviewOf(payment)} className={buttonClass("quiet")}>
          <Trans>See whether it went through</Trans>
        </Link>
      }
    />
  );
}

function reviewOf({ codeText }: ApprovedPayment): string {
  return `/review${new URL(requestLink(location.origin, codeText)).hash}`;
}
