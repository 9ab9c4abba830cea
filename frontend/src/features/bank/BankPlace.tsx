import { Trans } from "@lingui/react/macro";
import { lazy, Suspense, useMemo } from "react";
import { Route, Switch } from "wouter";
import { useSigner } from "../../app/keys/useSigner.ts";
import { NotFound } from "../../app/NotFound.tsx";
import { DeskPlace } from "../../components/DeskPlace.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { BankHome } from "./BankHome.tsx";
import { DeskContext } from "./DeskContext.ts";
import { DeskPage } from "./DeskPage.tsx";
import { useBook } from "./useBook.ts";
import { type Desk, useDesk } from "./useDesk.ts";

// Each page is loaded when it is first opened
const Customers = lazy(async () => ({ default: (await import("./customers/Customers.tsx")).Customers }));
const Merchants = lazy(async () => ({ default: (await import("./merchants/Merchants.tsx")).Merchants }));
const Deposits = lazy(async () => ({ default: (await import("./deposits/Deposits.tsx")).Deposits }));
const Settlement = lazy(async () => ({ default: (await import("./settlement/Settlement.tsx")).Settlement }));
const Queue = lazy(async () => ({ default: (await import("./queue/Queue.tsx")).Queue }));
const Approvals = lazy(async () => ({ default: (await import("./approvals/Approvals.tsx")).Approvals }));
const Clerks = lazy(async () => ({ default: (await import("./clerks/Clerks.tsx")).Clerks }));
const EnrolmentCodeCard = lazy(async () => ({
  default: (await import("../../app/keys/EnrolmentCodeCard.tsx")).EnrolmentCodeCard,
}));

/** A bank's back office. */
export function BankPlace() {
  const { address } = useSigner("bank");
  const { data: desk, isError } = useDesk();
  if (desk) return <OpenBank desk={desk} />;
  return (
    <DeskPlace title={<Trans>Bank</Trans>} places={[]}>
      {desk === null && (
        <>
          <p className="text-ink-soft">
            <Trans>Show this code to your bank's administration. This desk opens as soon as it is admitted.</Trans>
          </p>
          <Suspense fallback={<Skeleton shape="code" />}>
            <EnrolmentCodeCard keyRole="bank" address={address} />
          </Suspense>
        </>
      )}
      {desk === undefined && !isError && <Skeleton shape="row" count={6} />}
      {desk === undefined && isError && (
        <EmptyState icon="offline" title={<Trans>The network does not answer</Trans>}>
          <Trans>This desk opens by itself when it is back.</Trans>
        </EmptyState>
      )}
    </DeskPlace>
  );
}

function OpenBank({ desk }: { desk: Desk }) {
  const book = useBook(desk.bank.id);
  const open = useMemo(() => ({ ...desk, book }), [desk, book]);
  return (
    <DeskContext value={open}>
      <Suspense fallback={<PageSkeleton />}>
        <Switch>
          <Route path="/customers/*?">
            <Customers />
          </Route>
          <Route path="/merchants/*?">
            <Merchants />
          </Route>
          <Route path="/deposits/*?">
            <Deposits />
          </Route>
          <Route path="/settlement">
            <Settlement />
          </Route>
          <Route path="/queue/*?">
            <Queue />
          </Route>
          <Route path="/approvals">
            <Approvals />
          </Route>
          <Route path="/clerks">
            <Clerks />
          </Route>
          <Route path="/">
            <BankHome />
          </Route>
          <Route>
            <NotFound />
          </Route>
        </Switch>
      </Suspense>
    </DeskContext>
  );
}

function PageSkeleton() {
  return (
    <DeskPage title={<Skeleton shape="line" />}>
      <Skeleton shape="row" count={6} />
    </DeskPage>
  );
}
