import { Trans } from "@lingui/react/macro";
import { Button } from "../../components/Button.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";

/** The chain did not answer, and there is nothing older to show. */
export function NotRead({ onRetry }: { onRetry: () => void }) {
  return (
    <EmptyState
      icon="offline"
      title={<Trans>Your payments could not be read</Trans>}
      action={
        <Button onClick={onRetry}>
          <Trans>Try again</Trans>
        </Button>
      }
    >
      <Trans>The network does not answer. What was paid is paid.</Trans>
    </EmptyState>
  );
}
