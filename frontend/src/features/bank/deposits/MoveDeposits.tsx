import { Trans } from "@lingui/react/macro";
import { depositTokenAbi } from "@jiaozi/sdk/abis/deposit-token";
import { formatAmount } from "@jiaozi/sdk/money";
import { useState } from "react";
import { Button } from "../../../components/Button.tsx";
import { ConfirmDialog } from "../../../components/ConfirmDialog.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { Select } from "../../../components/Select.tsx";
import { AmountField, readAmount } from "../AmountField.tsx";
import { CustomerName } from "../customers/CustomerName.tsx";
import type { CustomerRow } from "../customers/useCustomers.ts";
import { useOpenDesk } from "../DeskContext.ts";
import { isReason, reasonOf } from "../reason.ts";
import { ReasonField } from "../ReasonField.tsx";
import { useAct } from "../useAct.ts";

/** Issue deposits against money that the customer brought, or redeem them against money paid out. */
export function MoveDeposits({ customer }: { customer: CustomerRow }) {
  const { duties } = useOpenDesk();
  const { run, isBusy, refusal } = useAct();
  const [code, setCode] = useState(customer.balances[0]?.currency.code ?? "");
  const [text, setText] = useState("");
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState<"issue" | "redeem">();
  const [done, setDone] = useState<string>();
  const balance = customer.balances.find(({ currency }) => currency.code === code);
  if (!balance) return null;
  const { currency, depositToken } = balance;
  const amountMinor = readAmount(text, currency);
  const isReady = duties.has("issuance") && amountMinor !== undefined && isReason(reason);
  const amount = formatAmount(amountMinor ?? 0n, currency);

  async function move(verb: "issue" | "redeem") {
    if (amountMinor === undefined) return;
    const isDone = await run((write) =>
      write({
        address: depositToken,
        abi: depositTokenAbi,
        functionName: verb,
        args: [customer.account, amountMinor, reasonOf(reason)],
      }),
    );
    if (!isDone) return;
    setAsked(undefined);
    setDone(amount);
    setText("");
    setReason("");
  }

  return (
    <section className="flex flex-col gap-3">
      <h3 className="text-lead font-semibold">
        <Trans>Issue or redeem deposits</Trans>
      </h3>
      <Select
        label={<Trans>Account</Trans>}
        value={code}
        options={customer.balances.map((each) => ({ value: each.currency.code, label: each.currency.code }))}
        onValue={setCode}
      />
      <AmountField label={<Trans>Amount</Trans>} currency={currency} text={text} onText={setText} />
      <ReasonField reason={reason} onReason={setReason} />
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" disabled={!isReady} onClick={() => setAsked("issue")}>
          <Trans>Issue…</Trans>
        </Button>
        <Button disabled={!isReady} onClick={() => setAsked("redeem")}>
          <Trans>Redeem…</Trans>
        </Button>
      </div>
      {done && (
        <Notice kind="settled">
          <Trans>
            {done}: the new balance is {formatAmount(balance.balanceMinor, currency)}.
          </Trans>
        </Notice>
      )}
      {asked && (
        <ConfirmDialog
          title={asked === "issue" ? <Trans>Issue deposits</Trans> : <Trans>Redeem deposits</Trans>}
          amount={amount}
          confirmLabel={asked === "issue" ? <Trans>Issue {amount}</Trans> : <Trans>Redeem {amount}</Trans>}
          isBusy={isBusy}
          refusal={refusal && <Notice kind="refused">{refusal}</Notice>}
          onConfirm={() => void move(asked)}
          onCancel={() => setAsked(undefined)}
        >
          {asked === "issue" ? <Trans>To</Trans> : <Trans>From</Trans>}: <CustomerName customer={customer} />
          <br />
          {reason}
        </ConfirmDialog>
      )}
    </section>
  );
}
