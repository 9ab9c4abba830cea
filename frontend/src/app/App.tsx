import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { useLingui } from "@lingui/react/macro";
import { lazy, type ReactNode, Suspense, useEffect } from "react";
import { Redirect, Route, Switch } from "wouter";
import { Skeleton } from "../components/Skeleton.tsx";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { FrontDoor } from "./FrontDoor.tsx";
import { NotFound } from "./NotFound.tsx";

// Each place is loaded by whoever opens it, and by nobody else
const Till = lazy(async () => ({ default: (await import("./places/Till.tsx")).Till }));
const Wallet = lazy(async () => ({ default: (await import("./places/Wallet.tsx")).Wallet }));
const Bank = lazy(async () => ({ default: (await import("./places/Bank.tsx")).Bank }));
const Operator = lazy(async () => ({ default: (await import("./places/Operator.tsx")).Operator }));

export function App({ queryClient }: { queryClient: QueryClient }) {
  const { t } = useLingui();
  return (
    <ErrorBoundary>
      <QueryClientProvider client={queryClient}>
        <Switch>
          <Route path="/">
            <FrontDoor />
          </Route>
          <Place path="/till" nest title={t`Till`}>
            <Till />
          </Place>
          <Place path="/wallet" nest title={t`Wallet`}>
            <Wallet />
          </Place>
          <Place path="/bank" nest title={t`Bank`}>
            <Bank />
          </Place>
          <Place path="/operator" nest title={t`Operator`}>
            <Operator />
          </Place>
          {/* Carrier B: the code is in the fragment, which goes along */}
          <Route path="/r">{() => <Redirect to={`/wallet/review${location.hash}`} replace />}</Route>
          <Route>
            <NotFound />
          </Route>
        </Switch>
      </QueryClientProvider>
    </ErrorBoundary>
  );
}

interface PlaceProps {
  path: string;
  nest: true;
  /** Of the browser's tab: a bank's clerk has several open. */
  title: string;
  children: ReactNode;
}

/** `Switch` reads `path` and `nest` from here: without `nest` it would match the place's own address only. */
function Place({ path, nest, title, children }: PlaceProps) {
  useEffect(() => {
    document.title = `${title} – Jiaozi`;
    return () => void (document.title = "Jiaozi");
  }, [title]);
  return (
    <Route path={path} nest={nest}>
      <ErrorBoundary>
        <Suspense fallback={<PlaceSkeleton />}>{children}</Suspense>
      </ErrorBoundary>
    </Route>
  );
}

function PlaceSkeleton() {
  return (
    <main className="mx-auto flex max-w-phone flex-col gap-6 px-4 py-20">
      <Skeleton shape="amount" />
      <Skeleton shape="row" count={3} />
    </main>
  );
}
