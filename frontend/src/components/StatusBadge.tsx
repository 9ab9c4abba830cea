import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon.tsx";

const KINDS = {
  settled: { icon: "check", colour: "text-settled" },
  attention: { icon: "clock", colour: "text-attention" },
  stopped: { icon: "stopped", colour: "text-stopped" },
  neutral: { icon: "list", colour: "text-ink-soft" },
} as const satisfies Record<string, { icon: IconName; colour: string }>;

interface StatusBadgeProps {
  kind: keyof typeof KINDS;
  icon?: IconName;
  /** The word: a state is never told by colour alone. */
  children: ReactNode;
}

export function StatusBadge({ kind, icon, children }: StatusBadgeProps) {
  return (
    <span className={`inline-flex items-center gap-1.5 whitespace-nowrap ${KINDS[kind].colour}`}>
      <Icon name={icon ?? KINDS[kind].icon} className="size-4" />
      {children}
    </span>
  );
}
