import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";

const KINDS = {
  refused: { icon: "stopped", colour: "text-stopped border-stopped", word: <Trans>Refused</Trans> },
  attention: { icon: "warning", colour: "text-attention border-attention", word: <Trans>Attention</Trans> },
  settled: { icon: "check", colour: "text-settled border-settled", word: <Trans>Done</Trans> },
} as const;

interface NoticeProps {
  kind: keyof typeof KINDS;
  /** A word in place of "Refused", "Attention" or "Done". */
  title?: ReactNode;
  /** What happened, that nothing was taken if so, and what to do next. */
  children?: ReactNode;
  action?: ReactNode;
}

/** Announced at once when it is a refusal, politely otherwise. */
export function Notice({ kind, title, children, action }: NoticeProps) {
  const { icon, colour, word } = KINDS[kind];
  return (
    <div
      role={kind === "refused" ? "alert" : "status"}
      className={`animate-rise flex gap-3 rounded-card border bg-card p-4 ${colour}`}
    >
      <Icon name={icon} className="mt-0.5 size-5" />
      <div className="min-w-0 grow">
        <p className="font-semibold">{title ?? word}</p>
        {children && <div className="mt-1 text-ink">{children}</div>}
        {action && <div className="mt-3 flex flex-wrap gap-2 text-ink">{action}</div>}
      </div>
    </div>
  );
}
