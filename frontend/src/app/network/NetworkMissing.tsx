import { Trans } from "@lingui/react/macro";
import { Button } from "../../components/Button.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";

export function NetworkMissing({ onRetry }: { onRetry: () => void }) {
  return (
    <main className="mx-auto max-w-phone p-4 pt-20">
      <EmptyState
        icon="offline"
        title={<Trans>The network does not answer</Trans>}
        action={
          <Button kind="primary" onClick={onRetry}>
            <Trans>Try again</Trans>
          </Button>
        }
      >
        <Trans>Nothing was taken or booked. This page tries again by itself every two seconds.</Trans>
      </EmptyState>
    </main>
  );
}
