import { Trans } from "@lingui/react/macro";
import { STATUS } from "@jiaozi/sdk/status";
import { type ReactNode, useState } from "react";
import type { Hash, Hex } from "viem";
import { Button } from "../../components/Button.tsx";
import { ConfirmDialog } from "../../components/ConfirmDialog.tsx";
import { Notice } from "../../components/Notice.tsx";
import type { Signer } from "../../app/keys/Signer.ts";
import { useOpenDesk } from "./DeskContext.ts";
import { isReason, reasonOf } from "./reason.ts";
import { ReasonField } from "./ReasonField.tsx";
import { useAct } from "./useAct.ts";

type Change = "suspend" | "reinstate" | "close";

const CHANGES: Record<Change, { to: number; verb: ReactNode; effect: ReactNode }> = {
  suspend: {
    to: STATUS.suspended,
    verb: <Trans>Suspend</Trans>,
    effect: <Trans>Payments from and to it are refused until it is reinstated.</Trans>,
  },
  reinstate: {
    to: STATUS.active,
    verb: <Trans>Reinstate</Trans>,
    effect: <Trans>It can pay and be paid again.</Trans>,
  },
  close: {
    to: STATUS.closed,
    verb: <Trans>Close</Trans>,
    effect: <Trans>This is final: it can never be opened again.</Trans>,
  },
};

interface ChangeStatusProps {
  name: ReactNode;
  status: number;
  send: (write: Signer["write"], status: number, reason: Hex) => Promise<Hash>;
}

/** Suspend, reinstate or close a customer or a merchant, each with its reason. */
export function ChangeStatus({ name, status, send }: ChangeStatusProps) {
  const { duties } = useOpenDesk();
  const { run, isBusy, refusal } = useAct();
  const [change, setChange] = useState<Change>();
  const [reason, setReason] = useState("");
  if (status === STATUS.closed) return null;
  const isAllowed = duties.has("onboarding");

  async function confirm(wanted: Change) {
    if (!isReason(reason)) return;
    if (await run((write) => send(write, CHANGES[wanted].to, reasonOf(reason)))) setChange(undefined);
  }

  return (
    <>
      <Button
        kind={status === STATUS.active ? "danger" : "quiet"}
        disabled={!isAllowed}
        onClick={() => setChange(status === STATUS.active ? "suspend" : "reinstate")}
      >
        {CHANGES[status === STATUS.active ? "suspend" : "reinstate"].verb}
      </Button>
      <Button kind="danger" disabled={!isAllowed} onClick={() => setChange("close")}>
        {CHANGES.close.verb}
      </Button>
      {change && (
        <ConfirmDialog
          title={
            <>
              {CHANGES[change].verb}: {name}
            </>
          }
          kind={change === "reinstate" ? "primary" : "danger"}
          confirmLabel={CHANGES[change].verb}
          isBusy={isBusy}
          refusal={refusal && <Notice kind="refused">{refusal}</Notice>}
          onConfirm={() => void confirm(change)}
          onCancel={() => setChange(undefined)}
        >
          <p className="pb-4">{CHANGES[change].effect}</p>
          <ReasonField reason={reason} onReason={setReason} />
        </ConfirmDialog>
      )}
    </>
  );
}
