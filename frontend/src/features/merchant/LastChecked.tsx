import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "../../components/Button.tsx";

interface LastCheckedProps {
  /** Milliseconds, of the device's clock; 0 before the first time. */
  at: number;
  onCheck: () => void;
}

/** The screen that never turns is the worst of a till: it says when it looked last, and looks when asked. */
export function LastChecked({ at, onCheck }: LastCheckedProps) {
  const { i18n } = useLingui();
  const time = at === 0 ? "–" : i18n.date(new Date(at), { timeStyle: "medium" });
  return (
    <p className="flex flex-wrap items-center justify-between gap-2 text-note text-ink-soft">
      <span>
        <Trans>Not paid yet. Last checked {time}</Trans>
      </span>
      <Button kind="plain" onClick={onCheck}>
        <Trans>Check now</Trans>
      </Button>
    </p>
  );
}
