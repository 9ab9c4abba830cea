import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { formatAmount } from "@jiaozi/sdk/money";
import { paymentId } from "@jiaozi/sdk/request/payment-id";
import { isStatic, merchantNumber } from "@jiaozi/sdk/request/payment-request";
import { feeRoundedDown } from "@jiaozi/sdk/request/tip";
import { useRef, useState } from "react";
import { bytesToHex, zeroHash } from "viem";
import { useSigner } from "../../app/keys/useSigner.ts";
import { useBlock } from "../../app/network/useBlock.ts";
import { useNetwork } from "../../app/network/useNetwork.ts";
import { Amount } from "../../components/Amount.tsx";
import { Button } from "../../components/Button.tsx";
import { Countdown } from "../../components/Countdown.tsx";
import { Details, DetailsLine } from "../../components/Details.tsx";
import { Icon } from "../../components/Icon.tsx";
import { Keypad } from "../../components/Keypad.tsx";
import { Notice } from "../../components/Notice.tsx";
import { PhonePlace } from "../../components/PhonePlace.tsx";
import { type ApprovedPayment, keepApproved } from "./approvedPayment.ts";
import { ChooseAccount } from "./ChooseAccount.tsx";
import { payableAccounts } from "./payableAccounts.ts";
import { ReceiptScreen } from "./Receipt.tsx";
import { TipField } from "./TipField.tsx";
import type { Account } from "./useAccounts.ts";
import { usePayment, usePaymentCount } from "./usePayments.ts";
import type { PayableCode } from "./useVerifiedCode.ts";
import { Fact, Facts } from "../../components/Fact.tsx";

interface ReviewPaymentProps {
  code: PayableCode;
  accounts: readonly Account[];
  onApproved: (approved: ApprovedPayment) => void;
}

/** Everything that will happen, and the one button that lets it happen. */
export function ReviewPayment({ code, accounts, onApproved }: ReviewPaymentProps) {
  const { t } = useLingui();
  const { deployment } = useNetwork();
  const { address } = useSigner("wallet");
  const block = useBlock();
  const { request, merchant, acquirer, currency, decoded, capMinor, tipRule } = code;
  const [digits, setDigits] = useState("");
  const [tipMinor, setTipMinor] = useState(0n);
  const [chosen, setChosen] = useState<string>();
  const isApproving = useRef(false);
  const { data: earlier } = usePayment(code.digest); // scanned again after it was paid here

  const amountMinor = isStatic(request) ? BigInt(digits || "0") : request.amountMinor;
  const extraMinor = tipRule.kind === "prompt" ? tipMinor : feeRoundedDown(tipRule, amountMinor);
  const debitMinor = amountMinor + extraMinor;
  const usable = payableAccounts(accounts, currency, debitMinor);
  const account = usable.find(({ token }) => token === chosen) ?? usable[0];
  const isOver = block !== undefined && BigInt(block.timestamp) >= request.expiresAt;
  const isAboveCap = debitMinor > capMinor;
  const debit = formatAmount(debitMinor, currency);
  const cap = formatAmount(capMinor, currency);
  const isPayable = account !== undefined && amountMinor > 0n && !isAboveCap && !isOver;

  function approve() {
    if (!isPayable || isApproving.current) return; // a double tap pays once
    isApproving.current = true;
    const nonce = isStatic(request) ? bytesToHex(crypto.getRandomValues(new Uint8Array(32))) : zeroHash;
    const approved: ApprovedPayment = {
      paymentId: paymentId(request, code.digest, address, nonce),
      nonce,
      codeText: code.text,
      merchantName: merchant.name,
      bank: account.bank.id,
      currency: currency.number,
      amountMinor,
      tipMinor: extraMinor,
      approvedAt: Math.floor(Date.now() / 1000),
      expiresAt: Number(request.expiresAt),
    };
    keepApproved(deployment.genesisHash, address, approved);
    onApproved(approved);
  }

  if (earlier) return <ReceiptScreen payment={earlier} arrival="lies" />;
  return (
    <PhonePlace
      title={<Trans>Payment</Trans>}
      corner={!isStatic(request) && block && <Countdown expiresAt={expiryByDevice(code, block.timestamp)} />}
      action={
        <Button kind="primary" width="full" disabled={!isPayable} onClick={approve}>
          <Trans>Pay {debit}</Trans>
        </Button>
      }
    >
      <MerchantHead code={code} bankName={acquirer.name} />
      <p className="text-center" aria-live="polite">
        <Amount amountMinor={debitMinor} currency={currency} size="amount" />
      </p>
      {isOver && (
        <Notice kind="refused">
          <Trans>This code has expired. Nothing was taken; ask the shop for a new one.</Trans>
        </Notice>
      )}
      {isStatic(request) && (
        <>
          <p className="text-center text-ink-soft">
            <Trans>Enter the amount that the shop tells you, up to {cap}.</Trans>
          </p>
          <Keypad digits={digits} onDigits={setDigits} />
        </>
      )}
      {isAboveCap && (
        <Notice kind="refused">
          <Trans>This code takes up to {cap}.</Trans>
        </Notice>
      )}
      {tipRule.kind === "prompt" && <TipField currency={currency} onTip={setTipMinor} />}
      <ChooseAccount
        accounts={accounts}
        currency={currency}
        debitMinor={debitMinor}
        chosen={account?.token}
        onChoose={setChosen}
      />
      <Facts>
        {decoded.additional && typeof decoded.additional === "object" && decoded.additional["billNumber"] && (
          <Fact term={<Trans>Bill</Trans>}>{decoded.additional["billNumber"]}</Fact>
        )}
        {extraMinor > 0n && (
          <Fact term={tipRule.kind === "prompt" ? <Trans>Tip</Trans> : <Trans>Fee of the shop, included</Trans>}>
            {formatAmount(extraMinor, currency)}
          </Fact>
        )}
        <Fact term={<Trans>Check code, as on the shop's screen</Trans>}>{code.checkCode}</Fact>
        {account && <Fact term={<Trans>Will be taken</Trans>}>{t`${debit} from ${account.bank.name}`}</Fact>}
      </Facts>
      <Details>
        <DetailsLine term={<Trans>Merchant number</Trans>}>{merchantNumber(request.merchantId)}</DetailsLine>
        <DetailsLine term={<Trans>Reference</Trans>}>{code.digest}</DetailsLine>
      </Details>
    </PhonePlace>
  );
}

function MerchantHead({ code, bankName }: { code: PayableCode; bankName: string }) {
  const { request, merchant } = code;
  const { data: times } = usePaymentCount(request.merchantId);
  const lastFour = merchantNumber(request.merchantId).slice(-4);
  return (
    <header className="flex flex-col items-center gap-1 text-center">
      <h2 className="text-title font-semibold">
        <bdi>{merchant.name}</bdi>
      </h2>
      <p className="text-ink-soft">
        {merchant.city} · ···· {lastFour}
      </p>
      <p className="inline-flex items-center gap-1.5 text-settled">
        <Icon name="check" className="size-4" />
        <Trans>Verified by {bankName}</Trans>
      </p>
      <p className="text-note text-ink-soft">
        {times === undefined ? (
          " "
        ) : times === 0 ? (
          <Trans>First payment to this merchant</Trans>
        ) : (
          <Plural value={times} one="You have paid here once before" other="You have paid here # times before" />
        )}
      </p>
    </header>
  );
}

/** The countdown ticks by the device's clock, so the chain's time left is laid on that. */
function expiryByDevice({ request }: PayableCode, chainSeconds: number): number {
  return Number(request.expiresAt) - chainSeconds + Math.floor(Date.now() / 1000);
}
