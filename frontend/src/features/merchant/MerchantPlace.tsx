import { Trans } from "@lingui/react/macro";
import { lazy, type ReactNode, Suspense, useMemo } from "react";
import { Route, Switch } from "wouter";
import { ErrorBoundary } from "../../app/ErrorBoundary.tsx";
import { useSigner } from "../../app/keys/useSigner.ts";
import { EmptyState } from "../../components/EmptyState.tsx";
import { PhonePlace } from "../../components/PhonePlace.tsx";
import type { Place } from "../../components/PlaceLink.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { Charge } from "./Charge.tsx";
import { ClosedTill } from "./ClosedTill.tsx";
import { Today } from "./Today.tsx";
import { type Till, useTill } from "./useTill.ts";

const EnrolmentCodeCard = lazy(async () => ({
  default: (await import("../../app/keys/EnrolmentCodeCard.tsx")).EnrolmentCodeCard,
}));
const PrintedCode = lazy(async () => ({ default: (await import("./PrintedCode.tsx")).PrintedCode }));

/** The till: asks for money and says when it has come. */
export function MerchantPlace() {
  const state = useTill();
  const { address } = useSigner("till");
  if (state.status === "open") return <OpenTill till={state.till} />;
  if (state.status === "closed") return <ClosedTill trouble={state.trouble} name={state.name} />;
  return (
    <PhonePlace title={<Trans>Till</Trans>}>
      {state.status === "unregistered" && (
        <>
          <p className="text-center text-ink-soft">
            <Trans>
              Show this code to your bank. This screen opens the till as soon as the bank has registered it.
            </Trans>
          </p>
          <Suspense fallback={<Skeleton shape="code" />}>
            <EnrolmentCodeCard keyRole="till" address={address} />
          </Suspense>
        </>
      )}
      {state.status === "loading" && <Skeleton shape="amount" />}
      {state.status === "failed" && (
        <EmptyState icon="offline" title={<Trans>The network does not answer</Trans>}>
          <Trans>The till opens by itself when it is back.</Trans>
        </EmptyState>
      )}
    </PhonePlace>
  );
}

function OpenTill({ till }: { till: Till }) {
  const places = useMemo<Place[]>(
    () => [
      { to: "/", label: <Trans>Charge</Trans>, icon: "code" },
      { to: "/today", label: <Trans>Today</Trans>, icon: "list" },
      { to: "/printed", label: <Trans>Printed code</Trans>, icon: "print" },
    ],
    [],
  );
  return (
    <Switch>
      <Route path="/today">
        <PhonePlace title={till.merchant.name} places={places}>
          <Today till={till} />
        </PhonePlace>
      </Route>
      <Route path="/printed">
        <ErrorBoundary frame={frameOf(till.merchant.name, places)}>
          <Suspense fallback={<PrintedSkeleton name={till.merchant.name} places={places} />}>
            <PrintedCode till={till} places={places} />
          </Suspense>
        </ErrorBoundary>
      </Route>
      <Route>
        <Charge till={till} places={places} />
      </Route>
    </Switch>
  );
}

function frameOf(name: string, places: readonly Place[]) {
  return (words: ReactNode) => (
    <PhonePlace title={name} places={places}>
      {words}
    </PhonePlace>
  );
}

function PrintedSkeleton({ name, places }: { name: string; places: readonly Place[] }) {
  return (
    <PhonePlace title={name} places={places}>
      <Skeleton shape="code" />
    </PhonePlace>
  );
}
