import { Trans } from "@lingui/react/macro";
import { useEffect } from "react";
import { Button } from "../components/Button.tsx";
import { EmptyState } from "../components/EmptyState.tsx";

const RETRY_MS = 2_000;

/** A part of the page that was never opened before, and cannot be fetched now. */
export function NoConnection() {
  useEffect(() => {
    const timer = setInterval(() => void reloadIfAnswered(), RETRY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <EmptyState
      icon="offline"
      title={<Trans>No connection</Trans>}
      action={
        <Button onClick={() => void reloadIfAnswered()}>
          <Trans>Try again</Trans>
        </Button>
      }
    >
      <Trans>Nothing was taken or booked. This opens by itself when the connection is back.</Trans>
    </EmptyState>
  );
}

/**
 * A browser may remember that a part could not be fetched until the page is loaded afresh, which also finds the parts of
 * a version that was published meanwhile. Without an answer the page would be lost as well.
 */
async function reloadIfAnswered(): Promise<void> {
  const answer = await fetch(location.origin, { method: "HEAD", cache: "no-store" }).catch(() => undefined);
  if (answer?.ok) location.reload();
}
