import { Trans } from "@lingui/react/macro";
import { lazy, Suspense } from "react";
import { Route, Switch } from "wouter";
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
          <Suspense fallback={<Skeleton shape="code" />}>
            <Scan />
          </Suspense>
        </WalletScreen>
      </Route>
      <Route path="/review">
        <Suspense fallback={<CodeSkeleton />}>
          <Review accounts={accounts} />
        </Suspense>
      </Route>
      <Route path="/payments/:id">
        {({ id }) => (
          <Suspense fallback={<CodeSkeleton />}>
            <Receipt key={id} id={id} />
          </Suspense>
        )}
      </Route>
      <Route path="/payments">
        <WalletScreen title={<Trans>Payments</Trans>} aside={<NoneChosen />}>
          <Movements />
        </WalletScreen>
      </Route>
      <Route path="/account">
        <WalletScreen title={<Trans>Account</Trans>}>
          <Suspense fallback={<Skeleton shape="code" />}>
            <AccountSettings />
          </Suspense>
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
