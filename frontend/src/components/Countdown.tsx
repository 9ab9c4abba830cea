import { Trans } from "@lingui/react/macro";
import { useEffect, useEffectEvent, useState } from "react";
import { Icon } from "./Icon.tsx";

const ATTENTION_SECONDS = 60;

interface CountdownProps {
  /** Unix seconds. */
  expiresAt: number;
  /** Once, when the time is up. */
  onExpired?: () => void;
}

export function Countdown({ expiresAt, onExpired }: CountdownProps) {
  const [nowSeconds, setNowSeconds] = useState(readClock);
  const leftSeconds = Math.max(0, expiresAt - nowSeconds);
  const hasTime = leftSeconds > 0;
  const onTimeUp = useEffectEvent(() => onExpired?.());

  useEffect(() => {
    if (!hasTime) {
      onTimeUp();
      return undefined;
    }
    const timer = setInterval(() => setNowSeconds(readClock()), 250);
    return () => clearInterval(timer);
  }, [hasTime]);

  const minutes = Math.floor(leftSeconds / 60);
  const seconds = String(leftSeconds % 60).padStart(2, "0");
  return (
    <span
      role="timer"
      className={`inline-flex items-center gap-2 ${leftSeconds <= ATTENTION_SECONDS ? "text-attention" : "text-ink-soft"}`}
    >
      <Icon name="clock" className="size-4" />
      {hasTime ? (
        <Trans>
          {minutes}:{seconds} left
        </Trans>
      ) : (
        <Trans>Expired</Trans>
      )}
    </span>
  );
}

function readClock(): number {
  return Math.floor(Date.now() / 1000);
}
