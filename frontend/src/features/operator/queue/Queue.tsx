import { Trans, useLingui } from "@lingui/react/macro";
import { CutFacts } from "../../../app/netting/CutFacts.tsx";
import { QueueTable } from "../../../app/netting/QueueTable.tsx";
import { Rounds } from "../../../app/netting/Rounds.tsx";
import { seenByAll } from "../../../app/netting/rounds.ts";
import { useQueue } from "../../../app/netting/useQueue.ts";
import { NetworkProvider } from "../../../app/network/NetworkProvider.tsx";
import { DeskPlace } from "../../../components/DeskPlace.tsx";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { Reading } from "../../../components/Reading.tsx";
import { OPERATOR_PLACES } from "../operatorPlaces.tsx";
import { Positions } from "./Positions.tsx";

/** Who owes whom by the queue, over all banks. */
export function Queue() {
  return (
    <NetworkProvider>
      <DeskPlace
        title={<Trans>Queue between banks</Trans>}
        subtitle={<Trans>Settlement operator</Trans>}
        places={OPERATOR_PLACES}
      >
        <QueueOfAll />
      </DeskPlace>
    </NetworkProvider>
  );
}

function QueueOfAll() {
  const { t } = useLingui();
  return (
    <Reading of={useQueue()} shape="row" count={6}>
      {({ waiting, cut: { settled }, rounds }) => (
        <>
          {settled.length > 0 && (
            <section className="flex flex-col gap-3">
              <h2 className="text-lead font-semibold">
                <Trans>What would settle now</Trans>
              </h2>
              <p className="text-ink-soft">
                <Trans>A keeper proposes it where one runs, and any bank's clerk can.</Trans>
              </p>
              <CutFacts settled={settled} />
            </section>
          )}
          <section className="flex flex-col gap-3">
            <h2 className="text-lead font-semibold">
              <Trans>Who owes whom</Trans>
            </h2>
            <QueueTable
              label={t`Obligations of all banks`}
              rows={waiting}
              ends={["payer", "payee"]}
              empty={
                <EmptyState icon="list" title={<Trans>Nothing waits</Trans>}>
                  <Trans>What any bank owes another by the queue will be here.</Trans>
                </EmptyState>
              }
            />
          </section>
          <Positions waiting={waiting} />
          <Rounds rounds={seenByAll(rounds)} seenBy="all banks" />
        </>
      )}
    </Reading>
  );
}
