import { Trans, useLingui } from "@lingui/react/macro";
import { merchantRegistryAbi } from "@jiaozi/sdk/abis/merchant-registry";
import { currencyByNumber } from "@jiaozi/sdk/currencies";
import { formatAmount } from "@jiaozi/sdk/money";
import { STATUS } from "@jiaozi/sdk/status";
import { useState } from "react";
import { useNetwork } from "../../../app/network/useNetwork.ts";
import { Button } from "../../../components/Button.tsx";
import { ConfirmDialog } from "../../../components/ConfirmDialog.tsx";
import { useOpenDesk } from "../DeskContext.ts";
import { ReasonField } from "../ReasonField.tsx";
import { shortAccount } from "../shortAccount.ts";
import { StatusWord } from "../StatusWord.tsx";
import { useAct } from "../../../app/keys/useAct.tsx";
import { useReason } from "../useReason.ts";
import type { BankTerminal } from "./useMerchants.ts";

export function TerminalCard({ terminal }: { terminal: BankTerminal }) {
  const { i18n } = useLingui();
  const { duties } = useOpenDesk();
  const [isAsked, setIsAsked] = useState(false);
  const currency = currencyByNumber(terminal.currency);
  if (!currency) return null;
  const cap = formatAmount(BigInt(terminal.capMinor), currency);
  const staticCap = formatAmount(BigInt(terminal.staticCapMinor), currency);
  const until = i18n.date(new Date(terminal.validUntil * 1000), { dateStyle: "medium" });

  return (
    <article className="hairline flex flex-col gap-2 rounded-card bg-card p-4">
      <p className="flex flex-wrap items-center justify-between gap-2">
        <span>
          <span className="font-mono text-note">{shortAccount(terminal.address)}</span> · {currency.code}
        </span>
        <StatusWord status={terminal.status} validUntil={terminal.validUntil} closed={<Trans>Revoked</Trans>} />
      </p>
      <p className="text-note text-ink-soft">
        <Trans>
          Up to {cap} a payment, {staticCap} by a printed code, until {until}
        </Trans>
      </p>
      {terminal.status === STATUS.active && (
        <Button kind="danger" disabled={!duties.has("onboarding")} onClick={() => setIsAsked(true)}>
          <Trans>Revoke this till</Trans>
        </Button>
      )}
      {isAsked && <ConfirmRevoking terminal={terminal} onEnd={() => setIsAsked(false)} />}
    </article>
  );
}

function ConfirmRevoking({ terminal: { address }, onEnd }: { terminal: BankTerminal; onEnd: () => void }) {
  const { contracts } = useNetwork().deployment;
  const { run, isBusy, refusal } = useAct("bank");
  const reason = useReason();

  async function revoke() {
    const given = reason.take();
    if (!given) return;
    const isDone = await run((write) =>
      write({
        address: contracts.merchantRegistry,
        abi: merchantRegistryAbi,
        functionName: "revokeTerminal",
        args: [address, given],
      }),
    );
    if (isDone) onEnd();
  }

  return (
    <ConfirmDialog
      title={<Trans>Revoke this till?</Trans>}
      kind="danger"
      confirmLabel={<Trans>Revoke this till</Trans>}
      isBusy={isBusy}
      refusal={refusal}
      onConfirm={() => void revoke()}
      onCancel={onEnd}
    >
      <p className="pb-4">
        <Trans>None of its codes can be paid any more. This is final; a till that comes back makes a new key.</Trans>
      </p>
      <ReasonField reason={reason} />
    </ConfirmDialog>
  );
}
