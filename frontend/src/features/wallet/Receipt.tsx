import { Trans, useLingui } from "@lingui/react/macro";
import { currencyByNumber } from "@jiaozi/sdk/currencies";
import { formatAmount } from "@jiaozi/sdk/money";
import type { Hex } from "viem";
import { Link } from "wouter";
import { useNetwork } from "../../app/network/useNetwork.ts";
import { Amount } from "../../components/Amount.tsx";
import { buttonClass } from "../../components/Button.tsx";
import { CopyButton } from "../../components/CopyButton.tsx";
import { Details, DetailsLine } from "../../components/Details.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { Icon } from "../../components/Icon.tsx";
import { PhonePlace } from "../../components/PhonePlace.tsx";
import { Seal } from "../../components/Seal.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { ShareReceipt } from "./ShareReceipt.tsx";
import { type NamedPayment, usePayment } from "./usePayments.ts";
import { Fact, Facts } from "../../components/Fact.tsx";

const REFERENCE_CHARACTERS = 10;

/** At an address of its own: the receipt of any payment of this wallet. */
export function Receipt({ paymentId }: { paymentId: Hex }) {
  const { data: payment } = usePayment(paymentId);
  if (payment) return <ReceiptScreen payment={payment} arrival="lies" />;
  return (
    <PhonePlace title={<Trans>Receipt</Trans>}>
      {payment === undefined ? (
        <Skeleton shape="amount" />
      ) : (
        <EmptyState icon="list" title={<Trans>There is no such payment</Trans>}>
          <Link href="/payments" className={buttonClass("quiet")}>
            <Trans>All payments</Trans>
          </Link>
        </EmptyState>
      )}
    </PhonePlace>
  );
}

export function ReceiptScreen({ payment, arrival }: { payment: NamedPayment; arrival: "falls" | "lies" }) {
  const { i18n } = useLingui();
  const { deployment } = useNetwork();
  const currency = currencyByNumber(payment.currency);
  if (!currency) return null;
  const bankName = (bank: number) => deployment.banks.find(({ id }) => id === bank)?.name ?? String(bank);
  const amount = formatAmount(payment.amountMinor, currency);
  const when = i18n.date(new Date(payment.settledAt * 1000), { dateStyle: "medium", timeStyle: "medium" });
  const reference = payment.paymentId.slice(2, 2 + REFERENCE_CHARACTERS).toUpperCase();
  return (
    <PhonePlace
      title={<Trans>Receipt</Trans>}
      action={
        <Link href="/" className={buttonClass("primary", "full")}>
          <Trans>Done</Trans>
        </Link>
      }
    >
      <output className="flex flex-col items-center gap-4 pt-12 text-center">
        <Seal arrival={arrival}>
          <Amount amountMinor={payment.amountMinor} currency={currency} size="amount" />
        </Seal>
        <p className="flex items-center gap-2 text-title font-semibold text-settled">
          <Icon name="check" className="size-7" />
          <Trans>Paid {amount}</Trans>
        </p>
        <p className="text-lead">
          <bdi>{payment.merchantName}</bdi>
        </p>
      </output>
      <Facts>
        <Fact term={<Trans>Final</Trans>}>{when}</Fact>
        <Fact term={<Trans>From</Trans>}>{bankName(payment.payerBank)}</Fact>
        <Fact term={<Trans>To</Trans>}>{bankName(payment.acquirer)}</Fact>
        {payment.tipMinor > 0n && (
          <Fact term={<Trans>Of that, tip or fee</Trans>}>{formatAmount(payment.tipMinor, currency)}</Fact>
        )}
        <Fact term={<Trans>Reference</Trans>}>{reference}</Fact>
      </Facts>
      <div className="flex flex-wrap justify-center gap-2">
        <CopyButton text={payment.paymentId}>
          <Trans>Copy reference</Trans>
        </CopyButton>
        <ShareReceipt title={payment.merchantName} text={`${payment.merchantName}: ${amount}, ${when}, ${reference}`} />
      </div>
      <Details>
        <DetailsLine term={<Trans>Full reference</Trans>}>{payment.paymentId}</DetailsLine>
        <DetailsLine term={<Trans>Transaction</Trans>}>{payment.transactionHash}</DetailsLine>
        <DetailsLine term={<Trans>Block</Trans>}>{String(payment.blockNumber)}</DetailsLine>
      </Details>
    </PhonePlace>
  );
}
