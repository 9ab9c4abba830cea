import { lazy, Suspense } from "react";
import { Route, Switch } from "wouter";
import { NotFound } from "../../app/NotFound.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { Chain } from "./Chain.tsx";

const Queue = lazy(async () => ({ default: (await import("./queue/Queue.tsx")).Queue }));

export function OperatorPlace() {
  return (
    <Suspense fallback={<Skeleton shape="row" count={6} />}>
      <Switch>
        <Route path="/queue">
          <Queue />
        </Route>
        <Route path="/">
          <Chain />
        </Route>
        <Route>
          <NotFound />
        </Route>
      </Switch>
    </Suspense>
  );
}
