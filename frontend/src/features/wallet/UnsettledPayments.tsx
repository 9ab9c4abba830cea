import { Trans } from "@lingui/react/macro";
import { requestLink } from "@jiaozi/sdk/request/link";
import { useState } from "react";
import { Link } from "wouter";
import { useSigner } from "../../app/keys/useSigner.ts";
import { useNetwork } from "../../app/network/useNetwork.ts";
import { buttonClass } from "../../components/Button.tsx";
import { Notice } from "../../components/Notice.tsx";
import { type ApprovedPayment, listApproved } from "./approvedPayment.ts";

/** Payments that were approved and whose end was not seen: the page was closed, or the network was gone. */
export function UnsettledPayments() {
  const { address } = useSigner("wallet");
  const { genesisHash } = useNetwork().deployment;
  const [payments] = useState(() => listApproved(genesisHash, address));
  return payments.map((payment) => (
    <Notice
      key={payment.paymentId}
      kind="attention"
      title={<Trans>You approved a payment to {payment.merchantName}</Trans>}
      action={
        <Link href={reviewOf(payment)} className={buttonClass("quiet")}>
          <Trans>See whether it went through</Trans>
        </Link>
      }
    />
  ));
}

function reviewOf({ codeText }: ApprovedPayment): string {
  return `/review${new URL(requestLink(location.origin, codeText)).hash}`;
}
