import { Trans, useLingui } from "@lingui/react/macro";
import { formatAmount } from "@jiaozi/sdk/money";
import { isStatic } from "@jiaozi/sdk/request/payment-request";
import { Fact, Facts } from "../../components/Fact.tsx";
import { billNumberOf } from "./billNumbers.ts";
import type { Account } from "./useAccounts.ts";
import type { PayableCode } from "./useVerifiedCode.ts";

interface PaymentFactsProps {
  code: PayableCode;
  /** Without tip or fee. */
  amountMinor: bigint;
  /** Tip or fee. */
  extraMinor: bigint;
  account: Account | undefined;
}

/** What is taken, of what it is made up, and what to compare with the shop's screen. */
export function PaymentFacts({ code, amountMinor, extraMinor, account }: PaymentFactsProps) {
  const { t } = useLingui();
  const { currency, tipRule } = code;
  const billNumber = billNumberOf(code);
  const hasExtra = extraMinor > 0n && amountMinor > 0n;
  const debit = formatAmount(amountMinor + extraMinor, currency);
  return (
    <Facts>
      {billNumber && (
        <Fact term={<Trans>Bill</Trans>}>
          <bdi>{billNumber}</bdi>
        </Fact>
      )}
      {hasExtra && (
        <>
          <Fact term={<Trans>Amount</Trans>}>{formatAmount(amountMinor, currency)}</Fact>
          <Fact term={tipRule.kind === "prompt" ? <Trans>Tip</Trans> : <Trans>Fee of the shop</Trans>}>
            {formatAmount(extraMinor, currency)}
          </Fact>
        </>
      )}
      {!isStatic(code.request) && ( // a printed code has none beside it
        <Fact term={<Trans>Check code, as on the shop's screen</Trans>}>{code.checkCode}</Fact>
      )}
      {account && amountMinor > 0n && (
        <Fact term={<Trans>Will be taken</Trans>}>{t`${debit} from ${account.bank.name}`}</Fact>
      )}
    </Facts>
  );
}
