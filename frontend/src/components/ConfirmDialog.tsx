import { Trans } from "@lingui/react/macro";
import { AlertDialog } from "radix-ui";
import type { CSSProperties, ReactNode } from "react";
import { Button } from "./Button.tsx";

interface ConfirmDialogProps {
  title: ReactNode;
  /** The amount that is confirmed, drawn large. */
  amount?: string | undefined;
  /** What will happen, to whom. */
  children?: ReactNode;
  /** The verb with its object: "Issue HK$1,000,000.00". */
  confirmLabel: ReactNode;
  kind?: "primary" | "danger";
  /** While it is being done: it stays open, and cannot be confirmed twice. */
  isBusy?: boolean;
  /** Whether what was entered can be confirmed. */
  isReady?: boolean;
  /** Why it was refused, as a `Notice`. */
  refusal?: ReactNode;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Mounted is open. Nothing is confirmed by a click beside it. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    title,
    amount,
    children,
    confirmLabel,
    kind = "primary",
    isBusy = false,
    isReady = true,
    refusal,
    onConfirm,
    onCancel,
  } = props;
  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && !isBusy && onCancel()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-30 bg-veil" />
        <div className="pointer-events-none fixed inset-0 z-30 flex items-end justify-center p-4 wide:items-center">
          <AlertDialog.Content
            aria-describedby={undefined}
            className="animate-rise hairline pointer-events-auto max-h-full w-full max-w-phone overflow-y-auto rounded-card bg-card p-6"
          >
            {/* A form: Enter in a field confirms */}
            <form
              className="flex flex-col gap-4"
              onSubmit={(event) => {
                event.preventDefault();
                onConfirm();
              }}
            >
              <AlertDialog.Title className="text-title font-semibold">{title}</AlertDialog.Title>
              {amount && (
                // Large as long as it fits: a figure that breaks reads as two
                <p
                  style={{ "--amount-characters": amount.length } as CSSProperties}
                  className="amount-fit amount-in-dialog font-semibold whitespace-nowrap tabular-nums"
                >
                  {amount}
                </p>
              )}
              {children && <div className="text-ink-soft">{children}</div>}
              {refusal}
              <div className="mt-2 flex flex-col gap-2">
                <Button type="submit" kind={kind} width="full" isBusy={isBusy} disabled={!isReady}>
                  {confirmLabel}
                </Button>
                <AlertDialog.Cancel asChild>
                  <Button width="full" disabled={isBusy}>
                    <Trans>Go back</Trans>
                  </Button>
                </AlertDialog.Cancel>
              </div>
            </form>
          </AlertDialog.Content>
        </div>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
