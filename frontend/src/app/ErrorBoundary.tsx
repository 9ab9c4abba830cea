import { Trans } from "@lingui/react/macro";
import { Component, type ErrorInfo, type ReactNode } from "react";
import { Button } from "../components/Button.tsx";
import { Details, DetailsLine } from "../components/Details.tsx";
import { EmptyState } from "../components/EmptyState.tsx";

interface ErrorBoundaryState {
  error: Error | undefined;
}

/** Catches what a page did not expect, and a part of the page that could not be loaded. */
export class ErrorBoundary extends Component<{ children: ReactNode }, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: undefined };

  static getDerivedStateFromError(thrown: unknown): ErrorBoundaryState {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override componentDidCatch(error: unknown, { componentStack }: ErrorInfo): void {
    console.error(error, componentStack);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <main className="mx-auto max-w-phone p-4">
        <EmptyState
          icon="warning"
          title={<Trans>This page stopped unexpectedly</Trans>}
          action={
            // Loading afresh also fetches the parts of a version that was published meanwhile
            <Button kind="primary" onClick={() => location.reload()}>
              <Trans>Open it again</Trans>
            </Button>
          }
        >
          <Trans>Nothing that was already paid or booked is lost: it is on the ledger, not in this page.</Trans>
        </EmptyState>
        <Details>
          <DetailsLine term={<Trans>What went wrong</Trans>}>{error.message}</DetailsLine>
        </Details>
      </main>
    );
  }
}
