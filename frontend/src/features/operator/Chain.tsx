import { Trans } from "@lingui/react/macro";
import { lazy, Suspense } from "react";
import { DeskPlace } from "../../components/DeskPlace.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { Notice } from "../../components/Notice.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { ChainFigures } from "./ChainFigures.tsx";
import { OPERATOR_PLACES } from "./operatorPlaces.tsx";
import { Troubles } from "./Troubles.tsx";
import { useChainHealth } from "./useChainHealth.ts";
import { Validators } from "./Validators.tsx";

// With all that asks a chain, which this page otherwise does without
const NewestBlock = lazy(async () => ({ default: (await import("./NewestBlock.tsx")).NewestBlock }));

/** How the chain itself is, for whoever runs it. */
export function Chain() {
  const { data: health, dataUpdatedAt, isError } = useChainHealth();
  return (
    <DeskPlace title={<Trans>Chain</Trans>} subtitle={<Trans>Settlement operator</Trans>} places={OPERATOR_PLACES}>
      {isError && (
        <Notice kind="refused" title={<Trans>The network does not answer</Trans>}>
          <Trans>The server of this page cannot be reached, which says nothing of the validators.</Trans>
        </Notice>
      )}
      {health && (
        <>
          <Troubles health={health} readAt={dataUpdatedAt} />
          <ChainFigures {...health} />
          <Validators health={health} />
        </>
      )}
      {health === undefined && !isError && <Skeleton shape="row" count={6} />}
      {health === null && (
        <>
          <Suspense fallback={<Skeleton shape="row" count={2} />}>
            <NewestBlock />
          </Suspense>
          <EmptyState icon="link" title={<Trans>No validators to show</Trans>}>
            <Trans>
              The chain for trying out runs inside one program and has no validators; a chain that others run does not
              tell them. The banks' own chain has at least four, and this page then shows each of them.
            </Trans>
          </EmptyState>
        </>
      )}
    </DeskPlace>
  );
}
