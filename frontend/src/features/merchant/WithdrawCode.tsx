import { Trans } from "@lingui/react/macro";
import { ConfirmDialog } from "../../components/ConfirmDialog.tsx";
import { Notice } from "../../components/Notice.tsx";
import type { Cancellation } from "./useCancel.ts";

export function WithdrawCode({ cancellation, onClose }: { cancellation: Cancellation; onClose: () => void }) {
  const { state, trouble, cancel } = cancellation;
  return (
    <ConfirmDialog
      title={<Trans>Withdraw the printed code?</Trans>}
      kind="danger"
      confirmLabel={<Trans>Withdraw this code</Trans>}
      isBusy={state !== "no"}
      refusal={trouble && <Notice kind="refused">{trouble}</Notice>}
      onConfirm={() => void cancel()}
      onCancel={onClose}
    >
      <Trans>Nobody can pay by it any more, also where it still hangs. This is final.</Trans>
    </ConfirmDialog>
  );
}
