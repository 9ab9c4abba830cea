import { Trans } from "@lingui/react/macro";
import { nettingQueueAbi } from "@jiaozi/sdk/abis/netting-queue";
import { formatAmount } from "@jiaozi/sdk/money";
import { useState } from "react";
import { useAct } from "../../../app/keys/useAct.tsx";
import type { QueuedRow } from "../../../app/netting/useQueue.ts";
import { useNetwork } from "../../../app/network/useNetwork.ts";
import { Button } from "../../../components/Button.tsx";
import { ConfirmDialog } from "../../../components/ConfirmDialog.tsx";
import { useOpenDesk } from "../DeskContext.ts";
import { DutyLine } from "../DutyNotice.tsx";
import { ReasonField } from "../ReasonField.tsx";
import { useReason } from "../useReason.ts";

/** Takes an obligation of this bank out of the queue; a linked one ends when both banks have asked for it. */
export function CancelObligation({ row, onCancelled }: { row: QueuedRow; onCancelled: () => void }) {
  const { duties } = useOpenDesk();
  const { contracts } = useNetwork().deployment;
  const { run, isBusy, refusal } = useAct("bank");
  const reason = useReason();
  const [isAsked, setIsAsked] = useState(false);
  const amount = formatAmount(row.amountMinor, row.currency);

  async function cancel() {
    const given = reason.take();
    if (!given) return;
    const isDone = await run((write) =>
      write({
        address: contracts.nettingQueue,
        abi: nettingQueueAbi,
        functionName: "cancel",
        args: [row.lane, BigInt(row.index), given],
      }),
    );
    if (isDone) onCancelled();
  }

  return (
    <>
      <DutyLine duty="treasury" />
      <Button kind="danger" disabled={!duties.has("treasury")} onClick={() => setIsAsked(true)}>
        <Trans>Cancel this obligation…</Trans>
      </Button>
      {isAsked && (
        <ConfirmDialog
          title={<Trans>Cancel an obligation</Trans>}
          amount={amount}
          kind="danger"
          confirmLabel={<Trans>Cancel {amount}</Trans>}
          isBusy={isBusy}
          refusal={refusal}
          onConfirm={() => void cancel()}
          onCancel={() => setIsAsked(false)}
        >
          {row.isLinked && (
            <p className="mb-3">
              <Trans>It is linked: it ends as soon as the other bank cancels it too.</Trans>
            </p>
          )}
          <ReasonField reason={reason} />
        </ConfirmDialog>
      )}
    </>
  );
}
