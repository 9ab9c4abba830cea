import { Trans } from "@lingui/react/macro";
import { paymentHubAbi } from "@jiaozi/sdk/abis/payment-hub";
import { currencyByNumber } from "@jiaozi/sdk/currencies";
import { amountText, formatAmount } from "@jiaozi/sdk/money";
import type { SettledPayment } from "@jiaozi/sdk/payment/settled-payments";
import { useState } from "react";
import { useAct } from "../../app/keys/useAct.tsx";
import { useNetwork } from "../../app/network/useNetwork.ts";
import { AmountField, readAmount } from "../../components/AmountField.tsx";
import { ConfirmDialog } from "../../components/ConfirmDialog.tsx";

interface RefundPaymentProps {
  payment: SettledPayment;
  /** What is left of it, in minor units. */
  refundableMinor: bigint;
  onClose: () => void;
}

/** Gives back all of a payment or a part, to the account that paid. */
export function RefundPayment({ payment, refundableMinor, onClose }: RefundPaymentProps) {
  const { contracts } = useNetwork().deployment;
  const { run, isBusy, refusal } = useAct("till");
  const currency = currencyByNumber(payment.currency);
  const [text, setText] = useState(currency ? amountText(refundableMinor, currency) : "");
  if (!currency) return null;
  const amountMinor = readAmount(text, currency);
  const isTooMuch = amountMinor !== undefined && amountMinor > refundableMinor;
  const left = formatAmount(refundableMinor, currency);
  const amount = amountMinor !== undefined && formatAmount(amountMinor, currency);

  async function refund() {
    if (amountMinor === undefined || isTooMuch) return;
    const isDone = await run((write) =>
      write({
        address: contracts.paymentHub,
        abi: paymentHubAbi,
        functionName: "refund",
        args: [payment.paymentId, payment.terms, amountMinor],
      }),
    );
    if (isDone) onClose();
  }

  return (
    <ConfirmDialog
      title={<Trans>Refund this payment?</Trans>}
      confirmLabel={amount ? <Trans>Refund {amount}</Trans> : <Trans>Refund</Trans>}
      isBusy={isBusy}
      isReady={amountMinor !== undefined && !isTooMuch}
      refusal={refusal}
      onConfirm={() => void refund()}
      onCancel={onClose}
    >
      <div className="flex flex-col gap-4">
        <p>
          <Trans>It goes back to the account that paid, at once. It is taken from the shop's account.</Trans>
        </p>
        <AmountField
          label={<Trans>Amount to refund</Trans>}
          currency={currency}
          text={text}
          onText={setText}
          error={isTooMuch && <Trans>At most {left} of this payment is left.</Trans>}
        />
      </div>
    </ConfirmDialog>
  );
}
