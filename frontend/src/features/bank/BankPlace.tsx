import { Trans } from "@lingui/react/macro";
import { useMemo } from "react";
import { Route, Switch } from "wouter";
import { EnrolmentCodeCard } from "../../app/keys/EnrolmentCodeCard.tsx";
import { useSigner } from "../../app/keys/useSigner.ts";
import { DeskPlace } from "../../components/DeskPlace.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { BankHome } from "./BankHome.tsx";
import { Clerks } from "./clerks/Clerks.tsx";
import { Customers } from "./customers/Customers.tsx";
import { Deposits } from "./deposits/Deposits.tsx";
import { DeskContext } from "./DeskContext.ts";
import { Merchants } from "./merchants/Merchants.tsx";
import { Settlement } from "./settlement/Settlement.tsx";
import { useBook } from "./useBook.ts";
import { type Desk, useDesk } from "./useDesk.ts";

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
          <EnrolmentCodeCard keyRole="bank" address={address} />
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
      <Switch>
        <Route path="/customers/*?">
          <Customers />
        </Route>
        <Route path="/merchants/*?">
          <Merchants />
        </Route>
        <Route path="/deposits">
          <Deposits />
        </Route>
        <Route path="/settlement">
          <Settlement />
        </Route>
        <Route path="/clerks">
          <Clerks />
        </Route>
        <Route>
          <BankHome />
        </Route>
      </Switch>
    </DeskContext>
  );
}
