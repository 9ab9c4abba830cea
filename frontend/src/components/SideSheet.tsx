import { useLingui } from "@lingui/react/macro";
import { Dialog } from "radix-ui";
import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";

interface SideSheetProps {
  title: ReactNode;
  /** Its being mounted is its being open: it has an address of its own, and closing goes back from it. */
  onClose: () => void;
  children: ReactNode;
  /** What can be done, kept in reach at the foot. */
  actions?: ReactNode;
}

export function SideSheet({ title, onClose, children, actions }: SideSheetProps) {
  const { t } = useLingui();
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-20 bg-veil" />
        <Dialog.Content
          aria-describedby={undefined}
          className="animate-slide fixed inset-y-0 right-0 z-20 flex w-full max-w-sheet flex-col border-l border-line bg-paper"
        >
          <header className="flex items-center gap-4 border-b border-line px-6 py-3">
            <Dialog.Title className="min-w-0 grow text-title font-semibold wrap-anywhere">{title}</Dialog.Title>
            <Dialog.Close
              aria-label={t`Close`}
              className="flex size-touch shrink-0 items-center justify-center rounded-key hover:bg-line"
            >
              <Icon name="cross" />
            </Dialog.Close>
          </header>
          <div className="flex grow flex-col gap-6 overflow-y-auto p-6">{children}</div>
          {actions && (
            <footer className="flex flex-wrap gap-2 border-t border-line bg-card px-6 py-4">{actions}</footer>
          )}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
