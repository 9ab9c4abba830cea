import { Trans } from "@lingui/react/macro";
import { lazy, type ReactNode, Suspense } from "react";
import { Route, Switch } from "wouter";
import { EmptyState } from "../../components/EmptyState.tsx";
import { PhonePlace } from "../../components/PhonePlace.tsx";
import type { Place } from "../../components/PlaceLink.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { Home } from "./Home.tsx";
import { Movements } from "./Movements.tsx";
import { useAccounts } from "./useAccounts.ts";

// What draws or reads codes is loaded by whoever comes to it
const Scan = lazy(async () => ({ default: (await import("./Scan.tsx")).Scan }));
const Receipt = lazy(async () => ({ default: (await import("./Receipt.tsx")).Receipt }));
const Review = lazy(async () => ({ default: (await import("./Review.tsx")).Review }));
const NotEnrolled = lazy(async () => ({ default: (await import("./NotEnrolled.tsx")).NotEnrolled }));
const AccountSettings = lazy(async () => ({ default: (await import("./AccountSettings.tsx")).AccountSettings }));

const PLACES: readonly Place[] = [
  { to: "/", label: <Trans>Home</Trans>, icon: "home" },
  { to: "/scan", label: <Trans>Scan</Trans>, icon: "scan" },
  { to: "/payments", label: <Trans>Payments</Trans>, icon: "list" },
  { to: "/account", label: <Trans>Account</Trans>, icon: "wallet" },
];

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
        <Screen title={<Trans>Scan to pay</Trans>}>
          <Suspense fallback={<Skeleton shape="code" />}>
            <Scan />
          </Suspense>
        </Screen>
      </Route>
      <Route path="/review">
        <Suspense fallback={<CodeSkeleton />}>
          <Review accounts={accounts} />
        </Suspense>
      </Route>
      <Route path="/payments/:id">
        {({ id }) => (
          <Suspense fallback={<CodeSkeleton />}>
            <Receipt paymentId={id as `0x${string}`} />
          </Suspense>
        )}
      </Route>
      <Route path="/payments">
        <Screen title={<Trans>Payments</Trans>}>
          <Movements />
        </Screen>
      </Route>
      <Route path="/account">
        <Screen title={<Trans>Account</Trans>}>
          <Suspense fallback={<Skeleton shape="code" />}>
            <AccountSettings />
          </Suspense>
        </Screen>
      </Route>
      <Route>
        <Screen title={<Trans>Wallet</Trans>} aside={<Movements />}>
          <Home accounts={accounts} />
        </Screen>
      </Route>
    </Switch>
  );
}

function Screen({ title, aside, children }: { title: ReactNode; aside?: ReactNode; children: ReactNode }) {
  return (
    <PhonePlace title={title} places={PLACES} aside={aside}>
      {children}
    </PhonePlace>
  );
}

function CodeSkeleton() {
  return (
    <PhonePlace title={<Trans>Wallet</Trans>}>
      <Skeleton shape="code" />
    </PhonePlace>
  );
}
