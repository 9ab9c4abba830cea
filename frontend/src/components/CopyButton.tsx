import { Trans } from "@lingui/react/macro";
import { type ReactNode, useEffect, useState } from "react";
import { Button } from "./Button.tsx";

const SHOWN_MS = 2_000;

/** Where the clipboard is closed to us (no secure origin), the text is put into a field to be copied by hand. */
export function CopyButton({ text, children }: { text: string; children?: ReactNode }) {
  const [outcome, setOutcome] = useState<"none" | "copied" | "by hand">("none");
  useEffect(() => {
    if (outcome !== "copied") return undefined;
    const timer = setTimeout(() => setOutcome("none"), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome("copied");
    } catch {
      setOutcome("by hand");
    }
  }

  if (outcome === "by hand") {
    return (
      <label className="block w-full">
        <Trans>Copy this text</Trans>
        <input
          readOnly
          value={text}
          onFocus={(event) => event.target.select()}
          className="min-h-touch w-full rounded-card border border-ink-soft bg-card px-3 font-mono"
        />
      </label>
    );
  }
  return (
    <Button icon={outcome === "copied" ? "check" : "copy"} onClick={() => void copy()}>
      <span aria-live="polite">{outcome === "copied" ? <Trans>Copied</Trans> : (children ?? <Trans>Copy</Trans>)}</span>
    </Button>
  );
}
