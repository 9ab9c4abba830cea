import { Plural, Trans } from "@lingui/react/macro";
import { nettingQueueAbi } from "@jiaozi/sdk/abis/netting-queue";
import { useState } from "react";
import { useAct } from "../../../app/keys/useAct.tsx";
import { CutFacts } from "../../../app/netting/CutFacts.tsx";
import type { CutNow } from "../../../app/netting/useQueue.ts";
import { useNetwork } from "../../../app/network/useNetwork.ts";
import { Button } from "../../../components/Button.tsx";
import { ConfirmDialog } from "../../../components/ConfirmDialog.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { useOpenDesk } from "../DeskContext.ts";

interface SettleNowProps {
  cut: CutNow;
  /** How many obligations wait, of all banks. */
  waitingCount: number;
}

/** What a cut would settle now. Anyone may propose it: the contract lets nothing through that breaks a bank's order. */
export function SettleNow({ cut: { settled, proposal }, waitingCount }: SettleNowProps) {
  const { bank } = useOpenDesk();
  const { contracts } = useNetwork().deployment;
  const { run, isBusy, refusal } = useAct("bank");
  const [isAsked, setIsAsked] = useState(false);
  const [doneCount, setDoneCount] = useState<number>();
  const count = settled.length;

  async function settle() {
    if (!proposal) return;
    const { currencies, banks, cuts } = proposal;
    const isDone = await run((write) =>
      write({
        address: contracts.nettingQueue,
        abi: nettingQueueAbi,
        functionName: "settleCut",
        args: [currencies, banks, cuts],
      }),
    );
    if (!isDone) return;
    setIsAsked(false);
    setDoneCount(count);
  }

  return (
    <section className="flex flex-col gap-3" aria-labelledby="settle-now">
      <h2 id="settle-now" className="text-lead font-semibold">
        <Trans>What would settle now</Trans>
      </h2>
      {doneCount !== undefined && (
        <Notice
          kind="settled"
          title={<Plural value={doneCount} one="# obligation is settled" other="# obligations are settled" />}
        />
      )}
      {proposal ? (
        <>
          <p className="text-ink-soft">
            <Trans>
              {count} of the {waitingCount} obligations of all banks, together and at once.
            </Trans>
          </p>
          <CutFacts settled={settled} bank={bank.id} />
          <div>
            <Button kind="primary" onClick={() => (setIsAsked(true), setDoneCount(undefined))}>
              <Trans>Settle now…</Trans>
            </Button>
          </div>
        </>
      ) : (
        <p className="text-ink-soft">
          {waitingCount === 0 ? (
            <Trans>Nothing waits, of any bank.</Trans>
          ) : (
            <Trans>Nothing: it needs more money in a settlement balance, or an obligation the other way.</Trans>
          )}
        </p>
      )}
      {isAsked && (
        <ConfirmDialog
          title={<Trans>Settle what can settle</Trans>}
          confirmLabel={<Plural value={count} one="Settle # obligation" other="Settle # obligations" />}
          isBusy={isBusy}
          isReady={proposal !== undefined}
          refusal={refusal}
          onConfirm={() => void settle()}
          onCancel={() => setIsAsked(false)}
        >
          <Trans>It is final for all banks. No bank's order is changed by it.</Trans>
        </ConfirmDialog>
      )}
    </section>
  );
}
