import { Trans, useLingui } from "@lingui/react/macro";
import { Icon } from "./Icon.tsx";

interface NetworkBandProps {
  /** When the network last answered, while it does not. */
  offlineSince: Date | undefined;
  /** When its newest block was first seen, while it answers and makes no other. */
  standstillSince: Date | undefined;
}

/** Thin, on top, only while nothing can be settled. */
export function NetworkBand({ offlineSince, standstillSince }: NetworkBandProps) {
  const { i18n } = useLingui();
  const since = offlineSince ?? standstillSince;
  const time = since && i18n.date(since, { timeStyle: "medium" });
  return (
    <div aria-live="polite">
      {time && (
        <p className="flex items-center justify-center gap-2 bg-ink px-4 py-1 text-note text-paper">
          <Icon name="offline" className="size-4" />
          {offlineSince ? (
            <Trans>No connection since {time}. Nothing here can change until it is back.</Trans>
          ) : (
            <Trans>The network has stood still since {time}. What is paid stays paid; new payments wait for it.</Trans>
          )}
        </p>
      )}
    </div>
  );
}
