import { Trans, useLingui } from "@lingui/react/macro";
import { nettingQueueAbi } from "@jiaozi/sdk/abis/netting-queue";
import { formatAmount } from "@jiaozi/sdk/money";
import { RANKS } from "@jiaozi/sdk/netting/instance";
import { useState } from "react";
import { useAct } from "../../../app/keys/useAct.tsx";
import { useNetwork } from "../../../app/network/useNetwork.ts";
import { AmountField, readAmount } from "../../../components/AmountField.tsx";
import { Button } from "../../../components/Button.tsx";
import { ConfirmDialog } from "../../../components/ConfirmDialog.tsx";
import { Field } from "../../../components/Field.tsx";
import { Select } from "../../../components/Select.tsx";
import { SideSheet } from "../../../components/SideSheet.tsx";
import { useOpenDesk } from "../DeskContext.ts";
import { DutyLine } from "../DutyNotice.tsx";
import { isTooLong, reasonOf } from "../reason.ts";

/** The ranks that a treasury can give. */
type OwnRank = Exclude<(typeof RANKS)[number], "credit">;

/** The bank's treasury queues what it owes another bank. */
export function EnqueueObligation({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const { bank, currencies, duties } = useOpenDesk();
  const { banks, contracts } = useNetwork().deployment;
  const { run, isBusy, refusal } = useAct("bank");
  const others = banks.filter(({ id }) => id !== bank.id);
  const [payee, setPayee] = useState(String(others[0]?.id ?? ""));
  const [code, setCode] = useState(currencies[0]?.currency.code ?? "");
  const [text, setText] = useState("");
  const [rank, setRank] = useState<OwnRank>("normal");
  const [reference, setReference] = useState("");
  const [isAsked, setIsAsked] = useState(false);
  const currency = currencies.find((each) => each.currency.code === code)?.currency;
  if (!currency) return null;
  const amountMinor = readAmount(text, currency);
  const amount = formatAmount(amountMinor ?? 0n, currency);
  const payeeName = others.find(({ id }) => String(id) === payee)?.name ?? "";
  const given = reasonOf(reference);
  const isReady = duties.has("treasury") && amountMinor !== undefined && given !== undefined && payeeName !== "";

  async function enqueue(number: number) {
    if (amountMinor === undefined || given === undefined) return;
    const isDone = await run((write) =>
      write({
        address: contracts.nettingQueue,
        abi: nettingQueueAbi,
        functionName: "enqueue",
        args: [number, bank.id, Number(payee), amountMinor, RANKS.indexOf(rank), given],
      }),
    );
    if (isDone) onClose();
  }

  return (
    <SideSheet
      title={<Trans>Queue an obligation</Trans>}
      onClose={onClose}
      actions={
        <Button kind="primary" width="full" disabled={!isReady} onClick={() => setIsAsked(true)}>
          <Trans>Queue…</Trans>
        </Button>
      }
    >
      <p className="text-ink-soft">
        <Trans>It settles as soon as it can, with what others owe this bank, and can be cancelled until then.</Trans>
      </p>
      <DutyLine duty="treasury" />
      <Select
        label={<Trans>To which bank</Trans>}
        value={payee}
        options={others.map(({ id, name }) => ({ value: String(id), label: name }))}
        onValue={setPayee}
      />
      <Select
        label={<Trans>Currency</Trans>}
        value={code}
        options={currencies.map((each) => ({ value: each.currency.code, label: each.currency.code }))}
        onValue={setCode}
      />
      <AmountField label={<Trans>Amount</Trans>} currency={currency} text={text} onText={setText} />
      <Select
        label={<Trans>Rank</Trans>}
        value={rank}
        options={[
          { value: "urgent", label: t`Urgent` },
          { value: "normal", label: t`Normal` },
          { value: "low", label: t`Low` },
        ]}
        onValue={setRank}
      />
      <Field
        label={<Trans>Reference, for both banks' books</Trans>}
        value={reference}
        hint={<Trans>A few words without personal data. It stands on the ledger for good.</Trans>}
        error={isTooLong(reference) && <Trans>Shorten it: 32 plain characters fit.</Trans>}
        onChange={(event) => setReference(event.target.value)}
      />
      {isAsked && (
        <ConfirmDialog
          title={<Trans>Queue an obligation to {payeeName}</Trans>}
          amount={amount}
          confirmLabel={<Trans>Queue {amount}</Trans>}
          isBusy={isBusy}
          refusal={refusal}
          onConfirm={() => void enqueue(currency.number)}
          onCancel={() => setIsAsked(false)}
        >
          <Trans>It may settle at once, and is final then.</Trans>
          <br />
          <bdi>{reference}</bdi>
        </ConfirmDialog>
      )}
    </SideSheet>
  );
}
