import { Trans } from "@lingui/react/macro";
import { depositTokenAbi } from "@jiaozi/sdk/abis/deposit-token";
import { formatAmount } from "@jiaozi/sdk/money";
import { STATUS } from "@jiaozi/sdk/status";
import { useState } from "react";
import { encodeFunctionData } from "viem";
import { Link } from "wouter";
import { useBlock } from "../../../app/network/useBlock.ts";
import { Button } from "../../../components/Button.tsx";
import { ConfirmDialog } from "../../../components/ConfirmDialog.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { Select } from "../../../components/Select.tsx";
import { AmountField, readAmount } from "../../../components/AmountField.tsx";
import { CustomerName } from "../customers/CustomerName.tsx";
import type { CustomerRow } from "../customers/useCustomers.ts";
import { useOpenDesk } from "../DeskContext.ts";
import { DutyLine } from "../DutyNotice.tsx";
import { ReasonField } from "../ReasonField.tsx";
import { useAct } from "../../../app/keys/useAct.tsx";
import { proposing } from "../approvals/propose.ts";
import { useIssuable } from "./useIssuable.ts";
import { useReason } from "../useReason.ts";
import { type Way, useWay } from "../useWay.ts";

/** Issue deposits against money that the customer brought, or redeem them against money paid out. */
export function MoveDeposits({ customer }: { customer: CustomerRow }) {
  const { control } = useOpenDesk();
  const way = useWay("issuance");
  const block = useBlock();
  const { run, isBusy, refusal } = useAct("bank");
  const [code, setCode] = useState(customer.balances[0]?.currency.code ?? "");
  const [text, setText] = useState("");
  const reason = useReason();
  const [asked, setAsked] = useState<"issue" | "redeem">();
  const [done, setDone] = useState<Move>();
  const balance = customer.balances.find(({ currency }) => currency.code === code);
  const issuableMinor = useIssuable(balance?.depositToken);
  if (!balance) return null;
  if (customer.status !== STATUS.active) {
    return (
      <p className="text-ink-soft">
        <Trans>Deposits can be issued and redeemed only while the account is active.</Trans>
      </p>
    );
  }
  const { currency, depositToken, balanceMinor } = balance;
  const amountMinor = readAmount(text, currency);
  const amount = formatAmount(amountMinor ?? 0n, currency);
  const mayMove = way !== undefined && block !== undefined && amountMinor !== undefined;
  const isTooMuch = issuableMinor !== undefined && amountMinor !== undefined && amountMinor > issuableMinor;

  function ask(verb: "issue" | "redeem") {
    if (reason.take()) setAsked(verb);
  }

  async function move(verb: "issue" | "redeem") {
    const given = reason.take();
    if (amountMinor === undefined || !given || !block || !way) return;
    const act = { abi: depositTokenAbi, functionName: verb, args: [customer.account, amountMinor, given] } as const;
    const isDone = await run((write) =>
      way === "alone"
        ? write({ address: depositToken, ...act })
        : write(proposing(control.address, depositToken, encodeFunctionData(act), given, block.timestamp)),
    );
    if (!isDone) return;
    setAsked(undefined);
    setDone({ verb, way, amount });
    setText("");
    reason.set("");
  }

  return (
    <section className="flex flex-col gap-3">
      <h3 className="text-lead font-semibold">
        <Trans>Issue or redeem deposits</Trans>
      </h3>
      <DutyLine duty="issuance" />
      <Select
        label={<Trans>Account</Trans>}
        value={code}
        options={customer.balances.map((each) => ({
          value: each.currency.code,
          label: `${each.currency.code} · ${formatAmount(each.balanceMinor, each.currency)}`,
        }))}
        onValue={setCode}
      />
      <AmountField
        label={<Trans>Amount</Trans>}
        currency={currency}
        text={text}
        onText={(typed) => (setText(typed), setDone(undefined))}
      />
      <ReasonField reason={reason} />
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" disabled={!mayMove || isTooMuch} onClick={() => ask("issue")}>
          <Trans>Issue…</Trans>
        </Button>
        <Button disabled={!mayMove || amountMinor > balanceMinor} onClick={() => ask("redeem")}>
          <Trans>Redeem…</Trans>
        </Button>
      </div>
      {isTooMuch && (
        <p className="text-note text-ink-soft">
          <Trans>
            The bank may issue {formatAmount(issuableMinor, currency)} now: no more than that can be proposed or issued.
          </Trans>
        </p>
      )}
      {amountMinor !== undefined && amountMinor > balanceMinor && (
        <p className="text-note text-ink-soft">
          <Trans>The account holds {formatAmount(balanceMinor, currency)}: no more than that can be redeemed.</Trans>
        </p>
      )}
      {done && (
        <div ref={intoView}>
          <Done move={done} customer={customer} balance={formatAmount(balanceMinor, currency)} />
        </div>
      )}
      {asked && (
        <ConfirmDialog
          title={asked === "issue" ? <Trans>Issue deposits</Trans> : <Trans>Redeem deposits</Trans>}
          amount={amount}
          confirmLabel={
            way === "together" ? (
              <Trans>Propose {amount}</Trans>
            ) : asked === "issue" ? (
              <Trans>Issue {amount}</Trans>
            ) : (
              <Trans>Redeem {amount}</Trans>
            )
          }
          isBusy={isBusy}
          refusal={refusal}
          onConfirm={() => void move(asked)}
          onCancel={() => setAsked(undefined)}
        >
          {asked === "issue" ? <Trans>To</Trans> : <Trans>From</Trans>}: <CustomerName customer={customer} />
          <br />
          <span className="font-mono text-note break-all">{customer.account}</span>
          <br />
          <bdi>{reason.text}</bdi>
        </ConfirmDialog>
      )}
    </section>
  );
}

interface Move {
  verb: "issue" | "redeem";
  way: Way;
  amount: string;
}

function Done({
  move: { verb, way, amount },
  customer,
  balance,
}: {
  move: Move;
  customer: CustomerRow;
  balance: string;
}) {
  if (way === "together") {
    return (
      <Notice
        kind="attention"
        title={
          verb === "issue" ? <Trans>Proposed to issue {amount}</Trans> : <Trans>Proposed to redeem {amount}</Trans>
        }
      >
        <Trans>
          It is done as soon as another clerk approves it, under{" "}
          <Link href="/approvals" className="underline">
            Approvals
          </Link>
          .
        </Trans>
      </Notice>
    );
  }
  return (
    <Notice kind="settled" title={verb === "issue" ? <Trans>Issued {amount}</Trans> : <Trans>Redeemed {amount}</Trans>}>
      <Trans>
        <CustomerName customer={customer} />: the new balance is {balance}.
      </Trans>
    </Notice>
  );
}

/** What was done is told below the form, where a small screen does not reach. */
function intoView(notice: HTMLElement | null) {
  notice?.scrollIntoView({ block: "nearest" });
}
