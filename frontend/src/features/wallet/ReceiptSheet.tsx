import { Trans, useLingui } from "@lingui/react/macro";
import { currencyByNumber } from "@jiaozi/sdk/currencies";
import { formatAmount } from "@jiaozi/sdk/money";
import { useNetwork } from "../../app/network/useNetwork.ts";
import { shortReference } from "../../app/payments/shortReference.ts";
import { Amount } from "../../components/Amount.tsx";
import { CopyButton } from "../../components/CopyButton.tsx";
import { Details, DetailsLine } from "../../components/Details.tsx";
import { Fact, Facts } from "../../components/Fact.tsx";
import { Icon } from "../../components/Icon.tsx";
import { Seal } from "../../components/Seal.tsx";
import { BanksFact } from "./BanksFact.tsx";
import { billOf } from "./billNumbers.ts";
import { ShareReceipt } from "./ShareReceipt.tsx";
import type { NamedPayment } from "./usePayment.ts";

/** What was paid: sealed, because it is final. */
export function ReceiptSheet({ payment, arrival }: { payment: NamedPayment; arrival: "falls" | "lies" }) {
  const { t, i18n } = useLingui();
  const { deployment } = useNetwork();
  const currency = currencyByNumber(payment.currency);
  if (!currency) return null;
  const bankName = (bank: number) => deployment.banks.find(({ id }) => id === bank)?.name ?? String(bank);
  const { merchantName, paymentId, transactionHash, tipMinor } = payment;
  const [from, to] = [bankName(payment.payerBank), bankName(payment.acquirer)];
  const amount = formatAmount(payment.amountMinor, currency);
  const tip = formatAmount(tipMinor, currency);
  const when = i18n.date(new Date(payment.settledAt * 1000), { dateStyle: "medium", timeStyle: "long" });
  const reference = shortReference(paymentId);
  const bill = billOf(paymentId);
  const forBank = [
    t`Paid ${amount} to ${merchantName}`,
    t`Final: ${when}`,
    t`From ${from} to ${to}`,
    ...(tipMinor > 0n ? [t`Of that, tip or fee: ${tip}`] : []),
    t`Full reference: ${paymentId}`,
    t`Transaction: ${transactionHash}`,
  ];
  return (
    <div className="flex flex-col gap-6">
      <output className="flex flex-col items-center gap-4 pt-12 text-center">
        <Seal arrival={arrival}>
          <Amount amountMinor={payment.amountMinor} currency={currency} size="amount" />
        </Seal>
        <p className="flex items-center gap-2 text-title font-semibold text-settled">
          <Icon name="check" className="size-7" />
          <Trans>Paid {amount}</Trans>
        </p>
        <p className="max-w-full text-lead break-words">
          <bdi>{merchantName}</bdi>
        </p>
      </output>
      <Facts>
        {bill && (
          <Fact term={<Trans>Bill</Trans>}>
            <bdi>{bill}</bdi>
          </Fact>
        )}
        <Fact term={<Trans>Final</Trans>}>{when}</Fact>
        <Fact term={<Trans>From</Trans>}>{from}</Fact>
        <Fact term={<Trans>To</Trans>}>{to}</Fact>
        <BanksFact payment={payment} />
        {payment.refundedMinor > 0n && (
          <Fact term={<Trans>Refunded</Trans>}>{formatAmount(payment.refundedMinor, currency)}</Fact>
        )}
        {tipMinor > 0n && <Fact term={<Trans>Of that, tip or fee</Trans>}>{tip}</Fact>}
        <Fact term={<Trans>Reference</Trans>}>{reference}</Fact>
      </Facts>
      <div className="flex flex-wrap justify-center gap-2">
        <CopyButton text={reference}>
          <Trans>Copy reference</Trans>
        </CopyButton>
        <ShareReceipt title={merchantName} text={`${merchantName}: ${amount}, ${when}, ${reference}`} />
      </div>
      <Details>
        <DetailsLine term={<Trans>Full reference</Trans>}>{paymentId}</DetailsLine>
        <DetailsLine term={<Trans>Transaction</Trans>}>{transactionHash}</DetailsLine>
        <DetailsLine term={<Trans>Block</Trans>}>{String(payment.blockNumber)}</DetailsLine>
        <DetailsLine term={<Trans>For your bank</Trans>}>
          <CopyButton text={forBank.join("\n")}>
            <Trans>Copy all of it</Trans>
          </CopyButton>
        </DetailsLine>
      </Details>
    </div>
  );
}
