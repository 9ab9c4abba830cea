import { Trans, useLingui } from "@lingui/react/macro";
import { useOfflineSince } from "../../app/network/useBlock.ts";
import { Button } from "../../components/Button.tsx";

interface LastCheckedProps {
  /** `unknown`: the last look failed, or was too early to tell. */
  finding: "unpaid" | "unknown";
  /** Milliseconds, of the device's clock; 0 before the first time. */
  at: number;
  onCheck: () => void;
}

/** The screen that never turns is the worst of a till: it says when it looked last, and looks when asked. */
export function LastChecked({ finding, at, onCheck }: LastCheckedProps) {
  const { i18n } = useLingui();
  const offlineSince = useOfflineSince();
  const time = at === 0 ? "–" : i18n.date(new Date(at), { timeStyle: "medium" });
  return (
    <p className="flex flex-wrap items-center justify-between gap-2 text-note text-ink-soft">
      <span>
        {offlineSince || finding === "unknown" ? (
          <Trans>Not known yet whether it is paid. Last checked {time}</Trans>
        ) : (
          <Trans>Not paid yet. Last checked {time}</Trans>
        )}
      </span>
      <span className="-mr-4 ml-auto">
        <Button kind="plain" onClick={onCheck}>
          <Trans>Check now</Trans>
        </Button>
      </span>
    </p>
  );
}
