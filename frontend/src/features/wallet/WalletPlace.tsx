import { Trans } from "@lingui/react/macro";
import { lazy, type ReactNode, Suspense } from "react";
import { Route, Switch } from "wouter";
import { drawPart, ErrorBoundary } from "../../app/ErrorBoundary.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { PhonePlace } from "../../components/PhonePlace.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { Home } from "./Home.tsx";
import { Movements } from "./Movements.tsx";
import { useAccounts } from "./useAccounts.ts";
import { WalletScreen } from "./WalletScreen.tsx";

// What draws or reads codes is loaded by whoever comes to it
const Scan = lazy(async () => ({ default: (await import("./Scan.tsx")).Scan }));
const Receipt = lazy(async () => ({ default: (await import("./Receipt.tsx")).Receipt }));
const Review = lazy(async () => ({ default: (await import("./Review.tsx")).Review }));
const NotEnrolled = lazy(async () => ({ default: (await import("./NotEnrolled.tsx")).NotEnrolled }));
const AccountSettings = lazy(async () => ({ default: (await import("./AccountSettings.tsx")).AccountSettings }));

export function WalletPlace() {
  const { data: accounts, isError } = useAccounts();
  if (!accounts) {
    return (
      <PhonePlace title={<Trans>Wallet</Trans>}>
        {isError ? (
          <EmptyState icon="offline" title={<Trans>The network does not answer</Trans>}>
            <Trans>Your money is where it was. This page goes on by itself when the network is back.</Trans>
          </EmptyState>
        ) : (
          <>
            <Skeleton shape="amount" />
            <Skeleton shape="row" count={4} />
          </>
        )}
      </PhonePlace>
    );
  }
  if (accounts.length === 0) {
    return (
      <Suspense fallback={<CodeSkeleton />}>
        <NotEnrolled />
      </Suspense>
    );
  }
  return (
    <Switch>
      <Route path="/scan">
        <WalletScreen title={<Trans>Scan to pay</Trans>}>
          <Part key="scan">
            <Scan />
          </Part>
        </WalletScreen>
      </Route>
      <Route path="/review">
        <Screen key="review">
          <Review accounts={accounts} />
        </Screen>
      </Route>
      <Route path="/payments/:id">
        {({ id }) => (
          <Screen key="receipt">
            <Receipt key={id} id={id} />
          </Screen>
        )}
      </Route>
      <Route path="/payments">
        <WalletScreen title={<Trans>Payments</Trans>} aside={<NoneChosen />}>
          <Movements />
        </WalletScreen>
      </Route>
      <Route path="/account">
        <WalletScreen title={<Trans>Account</Trans>}>
          <Part key="account">
            <AccountSettings />
          </Part>
        </WalletScreen>
      </Route>
      <Route>
        <WalletScreen title={<Trans>Wallet</Trans>} aside={<Movements />}>
          <Home accounts={accounts} />
        </WalletScreen>
      </Route>
    </Switch>
  );
}

/** Below the place's own bar, which stays where the part cannot be loaded. */
function Part({ children }: { children: ReactNode }) {
  return (
    <ErrorBoundary frame={drawPart}>
      <Suspense fallback={<Skeleton shape="code" />}>{children}</Suspense>
    </ErrorBoundary>
  );
}

/** Draws its own frame. */
function Screen({ children }: { children: ReactNode }) {
  return (
    <ErrorBoundary frame={drawScreen}>
      <Suspense fallback={<CodeSkeleton />}>{children}</Suspense>
    </ErrorBoundary>
  );
}

function drawScreen(words: ReactNode) {
  return <WalletScreen title={<Trans>Wallet</Trans>}>{words}</WalletScreen>;
}

/** Beside the list, on a wide screen. */
function NoneChosen() {
  return (
    <EmptyState icon="list" title={<Trans>No payment chosen</Trans>}>
      <Trans>Choose one of yours to see its receipt here.</Trans>
    </EmptyState>
  );
}

function CodeSkeleton() {
  return (
    <PhonePlace title={<Trans>Wallet</Trans>}>
      <Skeleton shape="code" />
    </PhonePlace>
  );
}
