import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon.tsx";

interface EmptyStateProps {
  icon: IconName;
  title: ReactNode;
  /** What will be here. */
  children?: ReactNode;
  /** The one next step. */
  action?: ReactNode;
}

export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-2 px-4 py-10 text-center">
      <Icon name={icon} className="mb-2 size-8 text-ink-soft" />
      <p className="text-lead font-semibold">{title}</p>
      {children && <div className="max-w-phone text-ink-soft">{children}</div>}
      {action && <div className="mt-4">{action}</div>}
    </div>
  );
}
