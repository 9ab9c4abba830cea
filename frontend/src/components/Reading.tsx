import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Button } from "./Button.tsx";
import { EmptyState } from "./EmptyState.tsx";
import { Skeleton } from "./Skeleton.tsx";

interface ReadingProps<Answer> {
  of: { data: Answer | undefined; isError: boolean; refetch: () => Promise<unknown> };
  shape: "row" | "card";
  count: number;
  children: (answer: Answer) => ReactNode;
}

/** What was read from the chain; until then its shape, and where it failed a way to try again. */
export function Reading<Answer>({ of: { data, isError, refetch }, shape, count, children }: ReadingProps<Answer>) {
  if (data !== undefined) return <>{children(data)}</>;
  return isError ? <Unread onRetry={() => void refetch()} /> : <Skeleton shape={shape} count={count} />;
}

export function Unread({ onRetry }: { onRetry: () => void }) {
  return (
    <EmptyState
      icon="offline"
      title={<Trans>The network did not answer</Trans>}
      action={
        <Button onClick={onRetry}>
          <Trans>Try again</Trans>
        </Button>
      }
    >
      <Trans>Nothing was changed.</Trans>
    </EmptyState>
  );
}
