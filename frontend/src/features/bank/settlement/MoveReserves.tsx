import { Trans } from "@lingui/react/macro";
import { settlementHubAbi } from "@jiaozi/sdk/abis/settlement-hub";
import { formatAmount } from "@jiaozi/sdk/money";
import { type ReactNode, useState } from "react";
import { useNetwork } from "../../../app/network/useNetwork.ts";
import { Amount } from "../../../components/Amount.tsx";
import { Button } from "../../../components/Button.tsx";
import { ConfirmDialog } from "../../../components/ConfirmDialog.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { AmountField, readAmount } from "../../../components/AmountField.tsx";
import { useOpenDesk } from "../DeskContext.ts";
import { useAct } from "../../../app/keys/useAct.tsx";
import type { SettlementPosition } from "./useSettlement.ts";

type Verb = "fund" | "defund";

/** One currency's settlement balance, and what puts reserves in and takes them out. */
export function MoveReserves({ position: { currency, balanceMinor, outsideMinor } }: { position: SettlementPosition }) {
  const { bank, duties } = useOpenDesk();
  const { contracts } = useNetwork().deployment;
  const { run, isBusy, refusal } = useAct("bank");
  const [text, setText] = useState("");
  const [asked, setAsked] = useState<Verb>();
  const [done, setDone] = useState<ReactNode>();
  const amountMinor = readAmount(text, currency);
  const amount = formatAmount(amountMinor ?? 0n, currency);
  const limits: Record<Verb, bigint> = { fund: outsideMinor, defund: balanceMinor };
  const exceeds = (verb: Verb) => amountMinor !== undefined && amountMinor > limits[verb];
  const mayMove = (verb: Verb) => duties.has("treasury") && amountMinor !== undefined && !exceeds(verb);

  async function move(verb: Verb) {
    if (amountMinor === undefined) return;
    const isDone = await run((write) =>
      write({
        address: contracts.settlementHub,
        abi: settlementHubAbi,
        functionName: verb,
        args: [bank.id, currency.number, amountMinor],
      }),
    );
    if (!isDone) return;
    setAsked(undefined);
    setDone(verb === "fund" ? <Trans>Funded with {amount}</Trans> : <Trans>Took back {amount}</Trans>);
    setText("");
  }

  return (
    <section className="hairline flex flex-col gap-4 rounded-card bg-card p-6" aria-label={currency.code}>
      <dl className="flex flex-col gap-1">
        <dt className="text-note text-ink-soft">
          <Trans>Settlement balance, {currency.code}</Trans>
        </dt>
        <dd>
          <Amount amountMinor={balanceMinor} currency={currency} size="figure" />
        </dd>
        <dt className="pt-2 text-note text-ink-soft">
          <Trans>Reserves outside</Trans>
        </dt>
        <dd>
          <Amount amountMinor={outsideMinor} currency={currency} />
        </dd>
      </dl>
      <AmountField
        label={<Trans>Amount</Trans>}
        currency={currency}
        text={text}
        onText={(typed) => (setText(typed), setDone(undefined))}
        error={exceeds("fund") && exceeds("defund") && <Trans>The bank has less than that on both sides.</Trans>}
      />
      {exceeds("fund") !== exceeds("defund") && (
        <p className="text-note text-ink-soft">
          {exceeds("fund") ? (
            <Trans>More than the reserves outside: it can only be taken back.</Trans>
          ) : (
            <Trans>More than the settlement balance: it can only be funded.</Trans>
          )}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" disabled={!mayMove("fund")} onClick={() => setAsked("fund")}>
          <Trans>Fund…</Trans>
        </Button>
        <Button disabled={!mayMove("defund")} onClick={() => setAsked("defund")}>
          <Trans>Take back…</Trans>
        </Button>
      </div>
      {done && (
        <Notice kind="settled" title={done}>
          <Trans>The settlement balance is now {formatAmount(balanceMinor, currency)}.</Trans>
        </Notice>
      )}
      {asked && (
        <ConfirmDialog
          title={asked === "fund" ? <Trans>Fund the settlement balance</Trans> : <Trans>Take reserves back</Trans>}
          amount={amount}
          confirmLabel={asked === "fund" ? <Trans>Fund {amount}</Trans> : <Trans>Take back {amount}</Trans>}
          isBusy={isBusy}
          refusal={refusal}
          onConfirm={() => void move(asked)}
          onCancel={() => setAsked(undefined)}
        >
          {asked === "fund" ? (
            <Trans>From the bank's reserves into what its customers' payments can use.</Trans>
          ) : (
            <Trans>From what its customers' payments can use back to the bank's reserves.</Trans>
          )}
        </ConfirmDialog>
      )}
    </section>
  );
}
