import { Trans, useLingui } from "@lingui/react/macro";
import { Icon } from "./Icon.tsx";

/** Thin, on top, only while the network does not answer. `since` is when it last did. */
export function OfflineBand({ since }: { since: Date | undefined }) {
  const { i18n } = useLingui();
  const time = since && i18n.date(since, { timeStyle: "medium" });
  return (
    <div aria-live="polite">
      {time && (
        <p className="flex items-center justify-center gap-2 bg-ink px-4 py-1 text-note text-paper">
          <Icon name="offline" className="size-4" />
          <Trans>No connection since {time}. Nothing here can change until it is back.</Trans>
        </p>
      )}
    </div>
  );
}
