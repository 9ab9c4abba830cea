import { Trans } from "@lingui/react/macro";
import { STATUS } from "@jiaozi/sdk/status";
import { type ReactNode, useState } from "react";
import type { Hash, Hex } from "viem";
import { Button } from "../../components/Button.tsx";
import { ConfirmDialog } from "../../components/ConfirmDialog.tsx";
import type { Signer } from "../../app/keys/Signer.ts";
import { useOpenDesk } from "./DeskContext.ts";
import { DutyLine } from "./DutyNotice.tsx";
import { ReasonField } from "./ReasonField.tsx";
import { useAct } from "../../app/keys/useAct.tsx";
import { useReason } from "./useReason.ts";

type Send = (write: Signer["write"], status: number, reason: Hex) => Promise<Hash>;

interface Change {
  to: number;
  verb: ReactNode;
  effect: ReactNode;
  kind: "primary" | "danger";
}

const SUSPEND: Change = {
  to: STATUS.suspended,
  verb: <Trans>Suspend</Trans>,
  effect: <Trans>Payments from and to it are refused until it is reinstated.</Trans>,
  kind: "danger",
};

const REINSTATE: Change = {
  to: STATUS.active,
  verb: <Trans>Reinstate</Trans>,
  effect: <Trans>It can pay and be paid again.</Trans>,
  kind: "primary",
};

interface ChangeStatusProps {
  name: ReactNode;
  status: number;
  send: Send;
}

/** Suspend or reinstate a customer or a merchant, each with its reason. */
export function ChangeStatus({ status, ...of }: ChangeStatusProps) {
  const { duties } = useOpenDesk();
  const [change, setChange] = useState<Change>();
  if (status === STATUS.closed) return null;
  const turn = status === STATUS.active ? SUSPEND : REINSTATE;
  return (
    <>
      <DutyLine duty="onboarding" />
      <Button
        kind={turn === SUSPEND ? "danger" : "quiet"}
        disabled={!duties.has("onboarding")}
        onClick={() => setChange(turn)}
      >
        {turn.verb}
      </Button>
      {change && <ConfirmChange {...of} change={change} onEnd={() => setChange(undefined)} />}
    </>
  );
}

interface CloseForGoodProps extends ChangeStatusProps {
  verb: ReactNode;
  /** What has to be done before. */
  hindrance?: ReactNode;
}

/** At the end of the sheet, away from what can be taken back. */
export function CloseForGood({ status, verb, hindrance, ...of }: CloseForGoodProps) {
  const { duties } = useOpenDesk();
  const [isAsked, setIsAsked] = useState(false);
  if (status === STATUS.closed) return null;
  const effect = <Trans>This is final: it can never be opened again.</Trans>;
  return (
    <section className="flex flex-col items-start gap-3 border-t border-line pt-6">
      {hindrance ? (
        <p className="text-ink-soft">{hindrance}</p>
      ) : (
        <Button kind="danger" disabled={!duties.has("onboarding")} onClick={() => setIsAsked(true)}>
          {verb}
        </Button>
      )}
      {isAsked && (
        <ConfirmChange
          {...of}
          change={{ to: STATUS.closed, verb, effect, kind: "danger" }}
          onEnd={() => setIsAsked(false)}
        />
      )}
    </section>
  );
}

interface ConfirmChangeProps {
  name: ReactNode;
  change: Change;
  send: Send;
  onEnd: () => void;
}

function ConfirmChange({ name, change: { to, verb, effect, kind }, send, onEnd }: ConfirmChangeProps) {
  const { run, isBusy, refusal } = useAct("bank");
  const reason = useReason();

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
      kind={kind}
      confirmLabel={verb}
      isBusy={isBusy}
      refusal={refusal}
      onConfirm={() => void confirm()}
      onCancel={onEnd}
    >
      <p className="pb-4">{effect}</p>
      <ReasonField reason={reason} />
    </ConfirmDialog>
  );
}
