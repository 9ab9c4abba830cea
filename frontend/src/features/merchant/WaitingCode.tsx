import { Trans, useLingui } from "@lingui/react/macro";
import { formatAmount } from "@jiaozi/sdk/money";
import { requestLink } from "@jiaozi/sdk/request/link";
import { lazy, type ReactNode, Suspense } from "react";
import { Amount } from "../../components/Amount.tsx";
import { Button, buttonClass } from "../../components/Button.tsx";
import { CopyButton } from "../../components/CopyButton.tsx";
import { Countdown } from "../../components/Countdown.tsx";
import { Icon } from "../../components/Icon.tsx";
import { Notice } from "../../components/Notice.tsx";
import { PhonePlace } from "../../components/PhonePlace.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { LastChecked } from "./LastChecked.tsx";
import type { PendingCode } from "./pendingCode.ts";
import type { Cancellation } from "./useCancel.ts";
import { useExpiryHere } from "./useExpiryHere.ts";
import type { Till } from "./useTill.ts";

// Loaded while the amount is keyed in
const QrCode = lazy(async () => ({ default: (await import("../../components/QrCode.tsx")).QrCode }));

/** The button that was pressed is gone: whoever reads by ear or keyboard goes on at the amount. */
const focusOnce = (heading: HTMLElement | null) => heading?.focus({ preventScroll: true });

interface WaitingCodeProps {
  code: PendingCode;
  till: Till;
  /** `over`: its time is up, and nobody knows yet whether it was paid in the last second. */
  state: "payable" | "over";
  cancellation: Cancellation;
  /** What the last look for the payment said. */
  finding: "unpaid" | "unknown";
  /** Milliseconds, of the device's clock. */
  checkedAt: number;
  onCheck: () => void;
  aside: ReactNode;
}

export function WaitingCode({ code, till, state, cancellation, finding, checkedAt, onCheck, aside }: WaitingCodeProps) {
  const { t } = useLingui();
  const expiresHere = useExpiryHere(code.expiresAt);
  const amount = formatAmount(code.amountMinor, till.currency);
  const link = requestLink(location.origin, code.text);
  const isCancelling = cancellation.state === "sent";
  // On top, far from the thumb that holds the screen out to a customer
  const cancelButton = state === "payable" && (
    <Button kind="danger" isBusy={isCancelling} onClick={() => void cancellation.cancel()}>
      {isCancelling ? <Trans>Cancelling…</Trans> : <Trans>Cancel</Trans>}
    </Button>
  );
  return (
    <PhonePlace title={till.merchant.name} corner={cancelButton} aside={aside}>
      <div className="flex flex-col items-center gap-1 text-center">
        <h2 tabIndex={-1} ref={focusOnce}>
          <Amount amountMinor={code.amountMinor} currency={till.currency} size="amount" />
        </h2>
        {code.billNumber && (
          <p className="text-ink-soft">
            <Trans>Bill {code.billNumber}</Trans>
          </p>
        )}
      </div>
      {state === "over" ? (
        <Notice kind="attention" title={<Trans>The time is up</Trans>}>
          <Trans>Checking whether it was paid in the last second.</Trans>
        </Notice>
      ) : (
        <>
          <div className="-mx-3 wide:mx-0">
            <Suspense fallback={<Skeleton shape="code" />}>
              <QrCode text={code.text} label={t`Payment code for ${amount}`} />
            </Suspense>
          </div>
          <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
            <p>
              <span className="text-ink-soft">
                <Trans>Check code</Trans>
              </span>{" "}
              <strong className="text-lead tracking-widest">{code.checkCode}</strong>
            </p>
            {expiresHere !== undefined && <Countdown expiresAt={expiresHere} />}
          </div>
        </>
      )}
      {cancellation.trouble && <Notice kind="refused">{cancellation.trouble}</Notice>}
      <LastChecked finding={finding} at={checkedAt} onCheck={onCheck} />
      {state === "payable" && (
        <div className="flex flex-wrap gap-2">
          <a href={link} target="_blank" rel="noreferrer" className={buttonClass("quiet")}>
            <Icon name="wallet" />
            <Trans>Open in wallet</Trans>
          </a>
          <CopyButton text={link}>
            <Trans>Copy link</Trans>
          </CopyButton>
        </div>
      )}
    </PhonePlace>
  );
}
