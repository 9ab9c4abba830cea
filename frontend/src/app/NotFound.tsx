import { Trans } from "@lingui/react/macro";
import { Link } from "wouter";
import { buttonClass } from "../components/Button.tsx";
import { EmptyState } from "../components/EmptyState.tsx";

export function NotFound() {
  return (
    <main className="mx-auto max-w-phone p-4">
      <h1 className="sr-only">
        <Trans>No such page</Trans>
      </h1>
      <EmptyState
        icon="scan"
        title={<Trans>There is no page at this address</Trans>}
        action={
          <Link href="~/" className={buttonClass("primary")}>
            <Trans>To the beginning</Trans>
          </Link>
        }
      >
        <Trans>A link may have been cut short when it was copied.</Trans>
      </EmptyState>
    </main>
  );
}
