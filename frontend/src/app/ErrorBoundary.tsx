import { Trans } from "@lingui/react/macro";
import { Component, type ErrorInfo, type ReactNode } from "react";
import { Button } from "../components/Button.tsx";
import { Details, DetailsLine } from "../components/Details.tsx";
import { EmptyState } from "../components/EmptyState.tsx";
import { NoConnection } from "./NoConnection.tsx";

interface ErrorBoundaryProps {
  children: ReactNode;
  /** What stays around the words: the bar of the place, where only a part of it could not be loaded. */
  frame?: (words: ReactNode) => ReactNode;
}

interface ErrorBoundaryState {
  error: Error | undefined;
}

/** Catches what a page did not expect, and a part of the page that could not be loaded. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: undefined };

  static getDerivedStateFromError(thrown: unknown): ErrorBoundaryState {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override componentDidCatch(error: unknown, { componentStack }: ErrorInfo): void {
    console.error(error, componentStack);
  }

  override render(): ReactNode {
    const { children, frame = drawPage } = this.props;
    const { error } = this.state;
    if (!error) return children;
    return frame(isPartMissing(error) ? <NoConnection /> : <Stopped error={error} />);
  }
}

function drawPage(words: ReactNode) {
  return <main className="mx-auto max-w-phone p-4">{words}</main>;
}

/** For `frame`, inside of a place that is drawn around it anyway. */
export function drawPart(words: ReactNode) {
  return words;
}

/** As Chromium, Firefox, Safari and Vite say it. */
function isPartMissing({ message }: Error): boolean {
  return /dynamically imported module|importing a module script failed|unable to preload/i.test(message);
}

function Stopped({ error }: { error: Error }) {
  return (
    <>
      <EmptyState
        icon="warning"
        title={<Trans>This page stopped unexpectedly</Trans>}
        action={
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
    </>
  );
}
