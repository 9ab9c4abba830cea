import { Trans } from "@lingui/react/macro";
import { STATUS } from "@jiaozi/sdk/status";
import { type ReactNode, useState } from "react";
import type { Hash, Hex } from "viem";
import { Button } from "../../components/Button.tsx";
import { ConfirmDialog } from "../../components/ConfirmDialog.tsx";
import { Notice } from "../../components/Notice.tsx";
import type { Signer } from "../../app/keys/Signer.ts";
import { useOpenDesk } from "./DeskContext.ts";
import { DutyLine } from "./DutyNotice.tsx";
import { ReasonField } from "./ReasonField.tsx";
import { useAct } from "../../app/keys/useAct.tsx";
import { useReason } from "./useReason.ts";

type Change = "suspend" | "reinstate" | "close";
type Send = (write: Signer["write"], status: number, reason: Hex) => Promise<Hash>;

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
  /** What would be lost by closing now. */
  closing?: ReactNode;
  send: Send;
}

/** Suspend, reinstate or close a customer or a merchant, each with its reason. */
export function ChangeStatus({ name, status, closing, send }: ChangeStatusProps) {
  const { duties } = useOpenDesk();
  const [change, setChange] = useState<Change>();
  if (status === STATUS.closed) return null;
  const isAllowed = duties.has("onboarding");
  const turn = status === STATUS.active ? "suspend" : "reinstate";
  return (
    <>
      <DutyLine duty="onboarding" />
      <Button kind={turn === "suspend" ? "danger" : "quiet"} disabled={!isAllowed} onClick={() => setChange(turn)}>
        {CHANGES[turn].verb}
      </Button>
      <Button kind="danger" disabled={!isAllowed} onClick={() => setChange("close")}>
        {CHANGES.close.verb}
      </Button>
      {change && (
        <ConfirmChange
          name={name}
          change={change}
          caution={change === "close" && closing}
          send={send}
          onEnd={() => setChange(undefined)}
        />
      )}
    </>
  );
}

interface ConfirmChangeProps {
  name: ReactNode;
  change: Change;
  caution: ReactNode;
  send: Send;
  onEnd: () => void;
}

function ConfirmChange({ name, change, caution, send, onEnd }: ConfirmChangeProps) {
  const { run, isBusy, refusal } = useAct("bank");
  const reason = useReason();
  const { to, verb, effect } = CHANGES[change];

  async function confirm() {
    const given = reason.take();
    if (given && (await run((write) => send(write, to, given)))) onEnd();
  }

  return (
    <ConfirmDialog
      title={
        <>
          {verb}: {name}
        </>
      }
      kind={change === "reinstate" ? "primary" : "danger"}
      confirmLabel={verb}
      isBusy={isBusy}
      refusal={refusal}
      onConfirm={() => void confirm()}
      onCancel={onEnd}
    >
      <p className="pb-4">{effect}</p>
      {caution && (
        <div className="pb-4">
          <Notice kind="attention">{caution}</Notice>
        </div>
      )}
      <ReasonField reason={reason} />
    </ConfirmDialog>
  );
}
