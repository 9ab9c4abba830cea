import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense } from "react";
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
  return (
    <ErrorBoundary>
      <QueryClientProvider client={queryClient}>
        <Switch>
          <Route path="/">
            <FrontDoor />
          </Route>
          <Place path="/till" nest>
            <Till />
          </Place>
          <Place path="/wallet" nest>
            <Wallet />
          </Place>
          <Place path="/bank" nest>
            <Bank />
          </Place>
          <Place path="/operator" nest>
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

/** `Switch` reads `path` and `nest` from here: without `nest` it would match the place's own address only. */
function Place({ path, nest, children }: { path: string; nest: true; children: ReactNode }) {
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
