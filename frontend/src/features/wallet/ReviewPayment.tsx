import { Trans } from "@lingui/react/macro";
import { formatAmount } from "@jiaozi/sdk/money";
import { isStatic, merchantNumber } from "@jiaozi/sdk/request/payment-request";
import { feeRoundedDown } from "@jiaozi/sdk/request/tip";
import { type ReactNode, useRef, useState } from "react";
import { Link } from "wouter";
import { useSigner } from "../../app/keys/useSigner.ts";
import { useBlock } from "../../app/network/useBlock.ts";
import { useNetwork } from "../../app/network/useNetwork.ts";
import { Amount } from "../../components/Amount.tsx";
import { Button, buttonClass } from "../../components/Button.tsx";
import { Details, DetailsLine } from "../../components/Details.tsx";
import { Keypad } from "../../components/Keypad.tsx";
import { Notice } from "../../components/Notice.tsx";
import { PhonePlace } from "../../components/PhonePlace.tsx";
import { approvalOf } from "./approvalOf.ts";
import { type ApprovedPayment, keepApproved, loadApproved } from "./approvedPayment.ts";
import { billNumberOf, rememberBill } from "./billNumbers.ts";
import { ChooseAccount } from "./ChooseAccount.tsx";
import { ExpiryCountdown } from "./ExpiryCountdown.tsx";
import { Hindrance } from "./Hindrance.tsx";
import { MerchantHead } from "./MerchantHead.tsx";
import { payableAccounts } from "./payableAccounts.ts";
import { PaymentFacts } from "./PaymentFacts.tsx";
import { TipField } from "./TipField.tsx";
import type { Account } from "./useAccounts.ts";
import { type RequestEnd, useRequestEnd } from "./useRequestEnd.ts";
import type { PayableCode } from "./useVerifiedCode.ts";

interface ReviewPaymentProps {
  code: PayableCode;
  accounts: readonly Account[];
  onApproved: (approved: ApprovedPayment) => void;
  /** It was approved meanwhile, in another window. */
  onFound: (approved: ApprovedPayment) => void;
}

const ENDS: Record<RequestEnd | "expired", ReactNode> = {
  cancelled: <Trans>The shop has cancelled this code. Nothing was taken; ask for a new one.</Trans>,
  taken: <Trans>Somebody else has paid this code. Nothing was taken from you; ask the shop for a new one.</Trans>,
  expired: <Trans>This code has expired. Nothing was taken; ask the shop for a new one.</Trans>,
};

/** Everything that will happen, and the one button that lets it happen. */
export function ReviewPayment({ code, accounts, onApproved, onFound }: ReviewPaymentProps) {
  const { genesisHash } = useNetwork().deployment;
  const { address } = useSigner("wallet");
  const block = useBlock();
  const { request, currency, capMinor, tipRule } = code;
  const [digits, setDigits] = useState("");
  const [tipMinor, setTipMinor] = useState<bigint | undefined>(0n);
  const [chosen, setChosen] = useState<string>();
  const isApproving = useRef(false);

  const amountMinor = isStatic(request) ? BigInt(digits || "0") : request.amountMinor;
  const isTipReadable = tipMinor !== undefined;
  const extraMinor = tipRule.kind === "prompt" ? (tipMinor ?? 0n) : feeRoundedDown(tipRule, amountMinor);
  const debitMinor = amountMinor === 0n ? 0n : amountMinor + extraMinor;
  const usable = payableAccounts(accounts, currency, debitMinor);
  const account = usable.find(({ token }) => token === chosen) ?? usable[0];
  const isExpired = block !== undefined && BigInt(block.timestamp) >= request.expiresAt;
  const end = useRequestEnd(code.digest) ?? (isExpired ? "expired" : undefined);
  const isAboveCap = debitMinor > capMinor;
  const debit = formatAmount(debitMinor, currency);
  const cap = formatAmount(capMinor, currency);
  const isPayable = account !== undefined && amountMinor > 0n && isTipReadable && !isAboveCap && !end;

  function approve() {
    if (!isPayable || isApproving.current) return; // a double tap pays once
    isApproving.current = true;
    const elsewhere = loadApproved(genesisHash, address, code.text);
    if (elsewhere) return onFound(elsewhere);
    const approved = approvalOf(code, address, { bank: account.bank.id, amountMinor, tipMinor: extraMinor });
    rememberBill(approved.paymentId, billNumberOf(code));
    keepApproved(genesisHash, address, approved);
    return onApproved(approved);
  }

  return (
    <PhonePlace
      title={<Trans>Payment</Trans>}
      corner={
        !isStatic(request) && !end && block && <ExpiryCountdown request={request} chainSeconds={block.timestamp} />
      }
      action={
        <>
          {end ? (
            <Link href="/scan" className={buttonClass("primary", "full")}>
              <Trans>Scan another code</Trans>
            </Link>
          ) : (
            <>
              <Hindrance accounts={accounts} currency={currency} debitMinor={debitMinor} capMinor={capMinor} />
              <Button kind="primary" width="full" disabled={!isPayable} onClick={approve}>
                <Trans>Pay {debit}</Trans>
              </Button>
            </>
          )}
          <Link href="/" className={buttonClass("plain", "full")}>
            {end ? <Trans>Home</Trans> : <Trans>Do not pay</Trans>}
          </Link>
        </>
      }
    >
      <MerchantHead code={code} />
      <p className="text-center" aria-live="polite">
        <Amount amountMinor={debitMinor} currency={currency} size="amount" />
      </p>
      {end && <Notice kind="refused">{ENDS[end]}</Notice>}
      {!end && (
        <>
          {isStatic(request) && (
            <>
              <p className="text-center text-ink-soft">
                <Trans>Enter the amount that the shop tells you, up to {cap}.</Trans>
              </p>
              <Keypad digits={digits} onDigits={setDigits} />
            </>
          )}
          {tipRule.kind === "prompt" && <TipField currency={currency} onTip={setTipMinor} />}
          <ChooseAccount
            accounts={accounts}
            currency={currency}
            debitMinor={debitMinor}
            chosen={account?.token}
            onChoose={setChosen}
          />
        </>
      )}
      <PaymentFacts code={code} amountMinor={amountMinor} extraMinor={extraMinor} account={end ? undefined : account} />
      <Details>
        <DetailsLine term={<Trans>Merchant number</Trans>}>{merchantNumber(request.merchantId)}</DetailsLine>
        <DetailsLine term={<Trans>Reference</Trans>}>{code.digest}</DetailsLine>
      </Details>
    </PhonePlace>
  );
}
